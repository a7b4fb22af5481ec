"""The one line under an actor's name: what it offers, what that waits for, what others say."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from app.models.vocabulary import (
    Attribution,
    Bindingness,
    Delivery,
    Domain,
    Position,
    Proposition,
    Standing,
)
from app.rules.formatting import capitalize
from app.rules.offer_words import DOMAIN_WORDS, are_several, list_offers, offer_words
from app.rules.pledge_state import ByThen, PledgeState
from app.rules.rule import Rule

RULE = Rule(
    "summary",
    "The line under a name",
    version=9,
    text=(
        "The register writes the line under the name of a country or group from its pledges that "
        "stand. First comes what is offered on its behalf, by domain: so many systems, aircraft, "
        "ships or vehicles where it is said how many, else in a word. Supplies, or care for the "
        "wounded, are called troops only if it is said how many; money is money in every domain, "
        "and what is offered on land in words that have no unit is told in these. What it only "
        "considers is no offer: it comes next, and says so. Then come what of that waits for "
        "the same condition, whether troops come with a number, and that no deployment or payment "
        "is reported, where none is and no amount is said to be delivered, with the date of the "
        "newest evidence. Last comes what others speak of, or what is on record without anybody "
        "who says so. What others speak of after the actor did itself is named apart.",
        "What is only possibly there on the day, and what no longer stands, is named apart at the "
        "end. Where no pledge is on record, the line says whether anybody has looked for one, and "
        "how many pledges and positions are recorded that were said after the day. For an actor "
        "that offers nothing itself, it ends with where the actor stands: its latest stance on "
        "each proposition, whoever tells of it, the newest first, each with its date where they "
        "differ. For one that offers something, it ends with what it declines or opposes.",
    ),
)

ENDED_STANDINGS = (Standing.WITHDRAWN, Standing.LAPSED, Standing.SUPERSEDED)
REFUSALS = (Position.DECLINES, Position.OPPOSES)
WAITS = "waits for "
PROPOSITION_WORDS: dict[Proposition, str] = {
    Proposition.FORCE: "the force as such",
    Proposition.OWN_TROOPS: "troops of its own in Ukraine",
    Proposition.OWN_NEARBY: "forces of its own nearby",
    Proposition.OWN_MONEY: "money of its own",
    Proposition.OWN_PART: "a part of its own, form not stated",
    Proposition.LEADING: "the drive for it",
    Proposition.PLANNING: "taking part in the planning",
    Proposition.BACKSTOP: "a US backstop",
    Proposition.OTHERS_TROOPS: "others' forces in Ukraine",
    Proposition.OTHERS_NEARBY: "others' forces nearby",
}
POSITION_WORDS: dict[Position, str] = {
    Position.LEADS: "leads",
    Position.SUPPORTS: "supports",
    Position.SUPPORTS_IF: "supports, under conditions or within limits,",
    Position.OPEN_TO: "is open to",
    Position.UNDECIDED: "is undecided on",
    Position.DECLINES: "declines",
    Position.OPPOSES: "opposes",
}


class CurrentPosition(NamedTuple):
    """Where an actor stands on something, and since when, in words; or will stand after the day."""

    proposition: Proposition
    position: Position
    date_words: str
    is_later: bool = False


class Occasion(NamedTuple):
    """On which day a line is told, and of whom.

    Attributes:
        today: The day, which evidence may be newer than.
        exact_days: Those on which sources of the actor's own pledges came out for certain.
        pronoun: What stands for its name.
        spoken_of: The ids of the pledges that the actor spoke of before others did.
    """

    today: date | None = None
    exact_days: Collection[date] = ()
    pronoun: str = "it"
    spoken_of: Collection[int] = ()


ANY_OCCASION = Occasion()


def summary_sentences(
    pledges: Sequence[PledgeState],
    waits: Mapping[int, Sequence[str]],
    checked_on: date | None = None,
    stances: Sequence[CurrentPosition] = (),
    occasion: Occasion = ANY_OCCASION,
) -> list[str]:
    """The sentences of the line.

    Args:
        pledges: What each pledge of the actor is worth on the day.
        waits: What each pledge waits for, in the words of its status line, by its id.
        checked_on: The day of the last check for anything of the actor; None if nobody looked.
        stances: Where the actor stands on the day, on each proposition, the newest first; and
            what it says later.
        occasion: On which day, and of whom.
    """
    current = [
        p for p in pledges if p.by_then == ByThen.COUNTS and p.standing not in ENDED_STANDINGS
    ]
    own = [p for p in current if p.attribution == Attribution.OWN]
    positions = [s for s in stances if not own or s.position in REFUSALS]
    sentences = [
        *offer_sentences(own, occasion.pronoun),
        *wait_sentences(own, waits),
        *number_sentences(own),
        *delivery_sentences(own, occasion.today, occasion.exact_days),
        *hearsay_sentences(current, occasion),
    ]
    if all(p.by_then == ByThen.NOT_YET for p in pledges):
        later = later_sentences(len(pledges), sum(stance.is_later for stance in stances))
        sentences = [no_pledge_sentence(checked_on, by_day=bool(later)), *later]
    return [
        *sentences,
        *uncertain_sentences(pledges),
        *position_sentences(positions, occasion.pronoun),
    ]


def offer_sentences(own: Sequence[PledgeState], pronoun: str) -> list[str]:
    """What the actor offers itself, and what it considers and has not promised."""
    offers = [p for p in own if p.bindingness != Bindingness.FLOATED]
    ideas = [p for p in own if p.bindingness == Bindingness.FLOATED]
    lead = f"Offers {list_offers(offers)}." if offers else "No offer of its own is on record."
    more = f"{capitalize(pronoun)} {'also considers' if offers else 'considers'}"
    return [lead, *([f"{more} {list_offers(ideas)}: no promise of it so far."] if ideas else [])]


def no_pledge_sentence(checked_on: date | None, *, by_day: bool) -> str:
    """That no pledge is on record, or none by the day, and whether anybody has looked."""
    none = "No pledge is on record" + (" by this day" if by_day else "")
    if checked_on is None:
        return f"{none}, and nobody has looked for one."
    return f"{none}; somebody last looked on {long_date(checked_on)}."


def later_sentences(pledges: int, stances: int) -> list[str]:
    """How much is recorded that was said after the day, as one sentence; none for nothing."""
    counts = {"pledge": pledges, "position": stances}
    parts = [f"{n} {noun}{'' if n == 1 else 's'}" for noun, n in counts.items() if n]
    return [f"Recorded, and said later: {' and '.join(parts)}."] if parts else []


def long_date(day: date) -> str:
    """A day in a sentence: 3 May 2026."""
    return f"{day.day} {day:%B %Y}"


def position_sentences(stances: Sequence[CurrentPosition], pronoun: str) -> list[str]:
    """Where the actor stands, as one sentence; what it thinks of several on one date as one."""
    propositions: dict[tuple[Position, str], list[str]] = {}
    current = [stance for stance in stances if not stance.is_later]
    for each in current:
        propositions.setdefault((each.position, each.date_words), []).append(
            PROPOSITION_WORDS[each.proposition]
        )
    several = len({each.date_words for each in current}) > 1
    parts = [
        f"{POSITION_WORDS[position]} {' and '.join(on)}" + (f" ({date_words})" if several else "")
        for (position, date_words), on in propositions.items()
    ]
    return [f"As recorded, {pronoun} {'; '.join(parts)}."] if parts else []


def uncertain_sentences(pledges: Sequence[PledgeState]) -> list[str]:
    """What is possibly there on the day, and what no longer stands."""
    maybe = [p for p in pledges if p.by_then == ByThen.POSSIBLY]
    over = [p for p in pledges if p.by_then == ByThen.COUNTS and p.standing in ENDED_STANDINGS]
    sentences = [f"Possibly said by this day: {list_offers(maybe)}."] if maybe else []
    return sentences + ([f"No longer on offer: {list_offers(over)}."] if over else [])


def wait_sentences(own: Sequence[PledgeState], waits: Mapping[int, Sequence[str]]) -> list[str]:
    """What waits for what: those that wait for the same in one sentence."""
    pledges_by_wait: dict[str, list[PledgeState]] = {}
    for pledge in own:
        for words in waits.get(pledge.pledge_id, ()):
            pledges_by_wait.setdefault(words, []).append(pledge)
    return [
        wait_sentence(list_offers(pledges), words) for words, pledges in pledges_by_wait.items()
    ]


def wait_sentence(offers: str, words: str) -> str:
    """That something waits, as a sentence."""
    if not words.startswith(WAITS):
        return f"{capitalize(words)}: {offers}."
    waits = "wait for " if are_several(offers) else WAITS
    return f"{capitalize(offers)} {waits}{words.removeprefix(WAITS)}."


def number_sentences(own: Sequence[PledgeState]) -> list[str]:
    """Whether troops come with a number."""
    troops = [p for p in own if offer_words(p) == DOMAIN_WORDS[Domain.LAND]]
    if troops and not any(each.says_how_much for each in troops):
        return ["No number of troops has been given."]
    return []


def delivery_sentences(
    own: Sequence[PledgeState], today: date | None, exact: Collection[date] = ()
) -> list[str]:
    """Whether anything had been deployed or disbursed, as of the evidence for it."""
    dates = [pledge.evidence_on for pledge in own if pledge.evidence_on is not None]
    is_none = all(p.delivery == Delivery.NONE and p.delivered_step is None for p in own)
    if not dates or not is_none:
        return []
    if today is not None and max(dates) > today:
        return ["No deployment or payment is reported by this day."]
    newest = max(dates)
    ending = "" if newest in exact else " or before"
    return [
        "No deployment or payment is reported; "
        f"the newest evidence is from {long_date(newest)}{ending}."
    ]


def hearsay_sentences(current: Sequence[PledgeState], occasion: Occasion) -> list[str]:
    """What others speak of; and what is on record without anybody who says so."""
    hearsay = [p for p in current if p.attribution in (Attribution.ANOTHER, Attribution.REPORTED)]
    unattributed = [
        p for p in current if p.attribution in (None, Attribution.UNCITED) and not p.possibly
    ]
    unconfirmed = [p for p in hearsay if p.pledge_id not in occasion.spoken_of]
    ending = f"; {occasion.pronoun} has not confirmed this."
    sentences = [f"Others speak of {list_offers(unconfirmed)}{ending}"] if unconfirmed else []
    if spoken := [p for p in hearsay if p not in unconfirmed]:
        beside = f"beside what {occasion.pronoun} said before: {list_offers(spoken)}."
        sentences += [f"Others say how firm this is now, {beside}"]
    return sentences + (
        [f"On record, but not who says so: {list_offers(unattributed)}."] if unattributed else []
    )
