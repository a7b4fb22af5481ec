"""The one line under an actor's name: what it offers, what that waits for, what others say."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from app.models.vocabulary import (
    Attribution,
    Capability,
    Delivery,
    Domain,
    Position,
    Proposition,
    Standing,
)
from app.rules.rule import Rule
from app.rules.status import capital
from app.rules.value import ByThen, Value

RULE = Rule(
    "summary",
    "The line under a name",
    4,
    (
        "The register writes the line under the name of a country or group from its pledges that "
        "stand. First comes what is offered on its behalf, by domain; supplies, or care for the "
        "wounded, are called troops only if it is said how many. Then come what of that waits for "
        "the same condition, whether troops come with a number, and that no deployment or payment "
        "is reported, where none is, with the date of the newest evidence. Last comes what others "
        "speak of, or what is on record without anybody who says so.",
        "What is only possibly there on the day, and what no longer stands, is named apart at the "
        "end. Where nothing is on record, the line says whether anybody has looked. For an actor "
        "that offers nothing itself, it ends with where the actor stands: its latest stance on "
        "each proposition, whoever tells of it, the newest first, each with its date where they "
        "differ.",
    ),
)

OFFERED: dict[Domain, str] = {
    Domain.LAND: "troops",
    Domain.AIR: "air support",
    Domain.SEA: "naval support",
    Domain.FUNDING: "money",
    Domain.TRAINING: "training",
    Domain.ENABLING: "enabling support",
    Domain.LEADERSHIP: "leadership",
    Domain.UNSPECIFIED: "support of a form not stated",
}
SAID_BETTER: dict[Capability, str] = {
    Capability.LOGISTICS: "logistics",
    Capability.MEDICAL: "medical care",
    Capability.OWN_DEPLOYMENT: "money for its own deployment",
    Capability.COMMAND: "command",
    Capability.TASKFORCE: "a role in the taskforce",
    Capability.PLANNING: "planning",
}
# What can be given on the ground by whoever sends no soldiers.
SERVICES = (Capability.LOGISTICS, Capability.MEDICAL)
GONE = (Standing.WITHDRAWN, Standing.LAPSED, Standing.SUPERSEDED)
WAITS = "waits for "


ON: dict[Proposition, str] = {
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
STANDS: dict[Position, str] = {
    Position.LEADS: "leads",
    Position.SUPPORTS: "supports",
    Position.SUPPORTS_IF: "supports, under conditions or within limits,",
    Position.UNDECIDED: "is undecided on",
    Position.DECLINES: "declines",
    Position.OPPOSES: "opposes",
}


class Stood(NamedTuple):
    """Where an actor stands on something, and since when, in words."""

    proposition: Proposition
    position: Position
    dated: str


def summary(
    pledges: Sequence[Value],
    waits: Mapping[int, Sequence[str]],
    looked_on: date | None = None,
    stances: Sequence[Stood] = (),
    today: date | None = None,
    exact: Collection[date] = (),
) -> list[str]:
    """The sentences of the line.

    Args:
        pledges: What each pledge of the actor is worth on the day.
        waits: What each pledge waits for, in the words of its status line, by its id.
        looked_on: The day of the last check for anything of the actor; None if nobody looked.
        stances: Where the actor stands on the day, on each proposition; the newest first.
        today: The day, which evidence may be newer than.
        exact: The days on which sources of its own pledges came out for certain.
    """
    there = [p for p in pledges if p.by_then == ByThen.COUNTS and p.standing not in GONE]
    own = [p for p in there if p.attribution == Attribution.OWN]
    offers = f"Offers {listed(own)}." if own else "No offer of its own is on record."
    told = [
        offers,
        *waiting(own, waits),
        *numbers(own),
        *delivered(own, today, exact),
        *by_others(there),
    ]
    if not pledges or all(p.by_then == ByThen.NOT_YET for p in pledges):
        told = [nothing(looked_on)]
    return [*told, *uncertain(pledges), *([] if own else standing(stances))]


def nothing(looked_on: date | None) -> str:
    """That nothing is on record, and whether anybody has looked."""
    if looked_on is None:
        return "Nothing is on record, and nobody has looked."
    return f"No pledge is on record; somebody last looked on {dated(looked_on)}."


def dated(day: date) -> str:
    """A day in a sentence: 3 May 2026."""
    return f"{day.day} {day:%B %Y}"


def standing(stances: Sequence[Stood]) -> list[str]:
    """Where the actor stands, as one sentence; what it thinks of several on one date as one."""
    told: dict[tuple[Position, str], list[str]] = {}
    for each in stances:
        told.setdefault((each.position, each.dated), []).append(ON[each.proposition])
    several = len({each.dated for each in stances}) > 1
    parts = [
        f"{STANDS[position]} {' and '.join(on)}" + (f" ({dated})" if several else "")
        for (position, dated), on in told.items()
    ]
    return [f"As recorded, it {'; '.join(parts)}."] if parts else []


def uncertain(pledges: Sequence[Value]) -> list[str]:
    """What is possibly there on the day, and what no longer stands."""
    maybe = [p for p in pledges if p.by_then == ByThen.POSSIBLY]
    gone = [p for p in pledges if p.by_then == ByThen.COUNTS and p.standing in GONE]
    said = [f"Possibly said by this day: {listed(maybe)}."] if maybe else []
    return said + ([f"No longer on offer: {listed(gone)}."] if gone else [])


def waiting(own: Sequence[Value], waits: Mapping[int, Sequence[str]]) -> list[str]:
    """What waits for what: those that wait for the same in one sentence."""
    told: dict[str, list[Value]] = {}
    for pledge in own:
        for words in waits.get(pledge.pledge_id, ()):
            told.setdefault(words, []).append(pledge)
    return [held_up(listed(pledges), words) for words, pledges in told.items()]


def held_up(what: str, words: str) -> str:
    """That something waits, as a sentence."""
    if not words.startswith(WAITS):
        return f"{capital(words)}: {what}."
    several = " and " in what or what == OFFERED[Domain.LAND]
    return f"{capital(what)} {'wait for ' if several else WAITS}{words.removeprefix(WAITS)}."


def numbers(own: Sequence[Value]) -> list[str]:
    """Whether troops come with a number."""
    troops = [p.quantity for p in own if called(p) == OFFERED[Domain.LAND]]
    if troops and all(each is None or each.bounds == (None, None) for each in troops):
        return ["No number of troops has been given."]
    return []


def delivered(own: Sequence[Value], today: date | None, exact: Collection[date] = ()) -> list[str]:
    """Whether anything had been deployed or disbursed, as of the evidence for it."""
    dates = [pledge.evidence_on for pledge in own if pledge.evidence_on is not None]
    if not own or not dates or any(pledge.delivery != Delivery.NONE for pledge in own):
        return []
    if today is not None and max(dates) > today:
        return ["No deployment or payment is reported by this day."]
    newest = max(dates)
    ending = "" if newest in exact else " or before"
    return [
        "No deployment or payment is reported; "
        f"the newest evidence is from {dated(newest)}{ending}."
    ]


def by_others(there: Sequence[Value]) -> list[str]:
    """What others speak of; and what is on record without anybody who says so."""
    named = [p for p in there if p.attribution in (Attribution.ANOTHER, Attribution.REPORTED)]
    unsaid = [p for p in there if p.attribution in (None, Attribution.UNCITED) and not p.possibly]
    said = [f"Others speak of {listed(named)}; it has not confirmed this."] if named else []
    return said + ([f"On record, but not who says so: {listed(unsaid)}."] if unsaid else [])


def listed(pledges: Sequence[Value]) -> str:
    """What these pledges are of, each once: troops, money and training."""
    ordered = sorted(pledges, key=lambda pledge: list(Domain).index(pledge.domain))
    words = list(dict.fromkeys(called(pledge) for pledge in ordered))
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def called(pledge: Value) -> str:
    """What a pledge is of, in a word or two."""
    capability, quantity = pledge.capability, pledge.quantity
    if capability in SERVICES and quantity and quantity.bounds != (None, None):
        return OFFERED[pledge.domain]
    better = SAID_BETTER.get(capability) if capability else None
    return better or OFFERED[pledge.domain]
