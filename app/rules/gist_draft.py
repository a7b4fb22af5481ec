"""What a passage says, put together from what it is cited for, where only a quote was typed."""

from collections.abc import Sequence

from app.models.passage import MAX_GIST
from app.models.quantity import Quantity
from app.models.step import AMOUNTS, LOWEST_LEVELS, amount_phrase
from app.models.vocabulary import Bindingness, Domain, Proposition, Standing
from app.rules.actor_summary import POSITION_WORDS, PROPOSITION_WORDS
from app.rules.formatting import capitalize
from app.rules.offer_words import CAPABILITY_WORDS, DOMAIN_WORDS
from app.rules.rule import Rule
from app.rules.status import CONDITION_WORDS, GATE_WORDS, level_words
from app.spine.versioned import Facts

RULE = Rule(
    "drafted-words",
    "Words drafted beside a quote",
    version=1,
    text=(
        "Who records a new passage may quote it and leave out what it says in our words. The "
        "register then puts that together from the boxes of the pledge’s step or condition, or of "
        "the stance, that the passage is recorded for; of one value of it, from that value alone. "
        "Wherever such words stand they are marked as drafted, until somebody writes them anew.",
        "They say nothing that the boxes do not say, and leave out dates, places and notes. Of "
        "what the passage does not say on the owner’s behalf, they begin “It is said”. Without a "
        "quote nothing is drafted, and where the register has no words of its own for what the "
        "boxes say, or too many, the quote stands alone.",
    ),
    examples=(
        "A country’s minister is quoted for a step that is declared and offers up to 3 ships: "
        "“Norway offers up to 3 ships; declared.” A newspaper’s word for it reads “It is said that "
        "Norway offers up to 3 ships; declared.”",
        "A step that only says what is delivered reads “A pledge of money by Norway: £5 million "
        "delivered.”",
    ),
)
LEVEL_ORDER = ("standing", "bindingness", "readiness", "delivery")  # as in the status line
COUNTS_OF_NO_THING = ("people trained", "countries", "months")
# Words that make sense only in a line about the force.
UNCLEAR_ALONE = (Proposition.LEADING,)


def draft_step_gist(owner: str, pledge: Facts, step: Facts, *, is_own: bool) -> str | None:
    """What a step says, as a sentence; None where there are no words for it.

    Args:
        owner: The name of the actor whose pledge it is.
        pledge: The facts of the pledge.
        step: Those facts of the step that the sentence is to tell.
        is_own: Whether it is the owner’s own word.
    """
    amounts = {n: amount for n in AMOUNTS if (amount := step.get(n)) is not None}
    levels = level_phrases(step, money=pledge["domain"] == Domain.FUNDING)
    firm, standing = step.get("bindingness"), step.get("standing")
    is_suggested = firm == Bindingness.FLOATED and not is_own  # perhaps by others alone
    if firm is None or is_suggested or standing not in (None, Standing.ACTIVE):
        phrases = [amount_phrase(name, str(amount)) for name, amount in amounts.items()]
        return draft_pledge_gist(owner, pledge, [*phrases, *levels], is_own=is_own)
    verb = "considers" if firm == Bindingness.FLOATED else "offers"
    lead = f"{owner} {verb} {offer_phrase(pledge, amounts.pop('offered', None))}"
    phrases = [amount_phrase(name, str(amount)) for name, amount in amounts.items()]
    return finish_gist("; ".join([lead, *phrases, *levels]), "" if is_own else "It is said that ")


def draft_condition_gist(
    owner: str, pledge: Facts, condition: Facts, *, is_own: bool
) -> str | None:
    """What a pledge waits for, as a sentence; None of a limit, and of one of several alternatives.

    Args:
        owner: The name of the actor whose pledge it is.
        pledge: The facts of the pledge.
        condition: Those of the condition, which no other names as its alternative.
        is_own: Whether it is the owner’s own word.
    """
    gate = condition["gate"]
    if gate is None or condition["alternative_to_id"] is not None:
        return None
    phrase = f"{GATE_WORDS[gate]} {CONDITION_WORDS[condition['kind']]}"
    return draft_pledge_gist(owner, pledge, [phrase], is_own=is_own)


def draft_stance_gist(owner: str, stance: Facts, *, is_own: bool) -> str | None:
    """Where an actor stands on something, as a sentence; None where there are no words for it."""
    if stance["proposition"] in UNCLEAR_ALONE:
        return None
    position = POSITION_WORDS[stance["position"]]
    sentence = f"{owner} {position} {PROPOSITION_WORDS[stance['proposition']]}"
    return finish_gist(sentence, "" if is_own else "It is said that ")


def draft_pledge_gist(
    owner: str, pledge: Facts, phrases: Sequence[str], *, is_own: bool
) -> str | None:
    """What is said of a pledge, without saying that it is an offer; None where nothing is."""
    if not phrases:
        return None
    sentence = f"a pledge of {offer_phrase(pledge)} by {owner}: {'; '.join(phrases)}"
    return finish_gist(sentence, "" if is_own else "It is said of ")


def finish_gist(sentence: str, lead: str) -> str | None:
    """A sentence with its lead and its full stop; None where it is longer than a gist."""
    gist = f"{capitalize(lead + sentence)}."
    return gist if len(gist) <= MAX_GIST else None


def offer_phrase(pledge: Facts, amount: Quantity | None = None) -> str:
    """What is offered: so many of its unit, else a word or two; with its capability in brackets."""
    capability = pledge["capability"]
    words = CAPABILITY_WORDS.get(capability) or DOMAIN_WORDS[pledge["domain"]]
    if amount is not None:
        is_thing = amount.unit not in COUNTS_OF_NO_THING
        words = str(amount) if is_thing else f"{words}, {amount}"
    is_told = capability is None or str(capability) in words
    return words if is_told else f"{words} ({capability})"


def level_phrases(step: Facts, *, money: bool) -> list[str]:
    """The levels that a step states, in the order of the status line; the lowest only alone."""
    levels = [step[name] for name in LEVEL_ORDER if step.get(name) is not None]
    high_levels = [level for level in levels if level not in LOWEST_LEVELS]
    has_amount = any(step.get(name) is not None for name in AMOUNTS)
    shown_levels = high_levels if high_levels or has_amount else levels
    return [level_words(str(level), money=money) for level in shown_levels]
