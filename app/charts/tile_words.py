"""A tile in words, for who can't see it: what is offered, how firm, who says it, what it awaits."""

from collections.abc import Iterable, Sequence

from app.charts.rows import MatrixPledge
from app.models.quantity import Quantity
from app.models.vocabulary import Attribution, Bindingness, Domain, Readiness, Standing
from app.rules.status import CONDITION_WORDS, LEVEL_WORDS, level_words


def tile_words(first: MatrixPledge, others: Sequence[MatrixPledge]) -> str:
    """What a tile says, in words.

    Args:
        first: The pledge that it shows.
        others: What else is in its cell.
    """
    parts = [offer_words_of(first), firmness_words(first), speaker_words(first)]
    parts += [stage_words(first), await_words(first.awaited) if not first.ending else ""]
    parts += ["it may not have been said by then" if first.is_possible else ""]
    return "; ".join(filter(None, [*parts, *other_words(others)]))


def offer_words_of(pledge: MatrixPledge) -> str:
    """What is offered, and how much."""
    if pledge.amounts:
        amount = pledge.amounts
    elif pledge.statements:
        amount = f"{' or '.join(map(str, pledge.statements))}, sources differ"
    else:
        amount = str(pledge.quantity) if says_how_much(pledge.quantity) else "no figure on record"
    return f"{pledge.title}: {amount}"


def says_how_much(quantity: Quantity | None) -> bool:
    """Whether there is a figure, or words for one."""
    return quantity is not None and quantity.says_how_much


def firmness_words(pledge: MatrixPledge) -> str:
    """How firm; of what no longer stands, why."""
    if pledge.ending:
        return pledge.ending
    firm = str(pledge.bindingness) if pledge.bindingness else "how firm is not recorded"
    doubt = ", sources differ on whether it stands"
    return firm + (doubt if pledge.standing == Standing.DISPUTED else "")


def speaker_words(pledge: MatrixPledge) -> str:
    """Who says it."""
    names = " and ".join(pledge.speakers)
    if pledge.is_own:
        return f"in its own name, by {names}" if names else "in its own name"
    if pledge.attribution == Attribution.ANOTHER:
        is_floated = pledge.bindingness == Bindingness.FLOATED
        verb = "suggested by" if is_floated else "said by"
        return f"{verb} {names or 'another'}, not by itself"
    if pledge.attribution == Attribution.REPORTED:
        return "reported, no speaker named"
    return "nothing is cited for it"


def stage_words(pledge: MatrixPledge) -> str:
    """How ready it is and how far it has come, where that is more than nothing."""
    money = pledge.domain == Domain.FUNDING
    levels = (pledge.readiness, pledge.delivery)
    texts = [
        level_words(level, money=money)
        for level in levels
        if level in LEVEL_WORDS and level != Readiness.SPECIFIED
    ]
    return "" if pledge.ending else ", ".join(texts)


def await_words(awaited: Iterable[Sequence[str]]) -> str:
    """What it still waits for: one of each set; "" for nothing on record."""
    sets = [alternative_words(each) for each in awaited]
    return f"waits for {' and '.join(sets)}" if sets else ""


def alternative_words(kinds: Sequence[str]) -> str:
    """One of these conditions: “either a ceasefire or a peace agreement”."""
    words = {str(kind): text for kind, text in CONDITION_WORDS.items()}
    lead = "either " if len(kinds) > 1 else ""
    return lead + " or ".join(words.get(kind, kind) for kind in kinds)


def other_words(others: Iterable[MatrixPledge]) -> list[str]:
    """How many more there are behind it, those that are over apart."""
    endings = [pledge.ending for pledge in others]
    more, over = endings.count(""), len(endings) - endings.count("")
    return [
        text
        for count, text in ((more, f"and {more} more"), (over, f"and {over} no longer standing"))
        if count
    ]
