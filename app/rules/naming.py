"""What stances, assessments and other things are called, in words that say what they are."""

from app.models import Actor, Assessment, Check, Circumstance, Event, Pledge, Source, Stance
from app.models.quantity import Quantity
from app.models.vocabulary import LinkKind, Topic
from app.rules.looked import Looked
from app.spine.versioned import Versioned

PLACES = {Topic.LAND: "on land", Topic.AIR: "in the air", Topic.SEA: "at sea"}
JOINED = {
    LinkKind.ADDS_TO: "{} adds to {}",
    LinkKind.UNCLEAR: "Unclear: {} and {}",
    LinkKind.PART_OF: "{} is part of {}",
    LinkKind.REPEATS: "{} repeats {}",
    LinkKind.CONTRADICTS: "{} contradicts {}",
}


def name(row: Versioned, actor: Actor | None) -> str:
    """What a thing is called; `actor` is whose it is, or whom it is about.

    A link is named by what it joins instead (`link`).
    """
    whose = actor.name if actor else ""
    match row:
        case Stance():
            return stance(whose, row.proposition, row.position)
        case Assessment():
            return assessment(row.kind, row.author, row.quantity, row.capability or "", whose)
        case Event() | Pledge() | Source() | Actor():
            return titled(row)
        case Circumstance():
            return circumstance(row.kind, whose, row.state)
        case Check():
            return check(whose, row.topic, Looked.FOUND if row.found else Looked.NOTHING)
    return row.label


def titled(row: Event | Pledge | Source | Actor) -> str:
    """The name or title of what has one; the publisher of a source that has none."""
    if isinstance(row, Source):
        return row.title or row.publisher
    return row.name if isinstance(row, Actor) else row.title


def stance(whose: str, proposition: str, position: str) -> str:
    """As in “France: own troops in Ukraine, supports if”."""
    return f"{whose}: {proposition}, {position}"


def assessment(kind: str, author: str, quantity: Quantity | None, of: str, about: str) -> str:
    """As in “Estimate by unnamed analysts: 20,000 to 100,000 troops”."""
    what = ", ".join(str(part) for part in (of, quantity) if part)
    return f"{large(kind)} by {author}" + (f": {what}" if what else "") + of_whom(about)


def circumstance(kind: str, whose: str, state: str) -> str:
    """As in “Ceasefire: unmet”."""
    return f"{large(kind)}{of_whom(whose)}: {state}"


def check(whose: str, topic: str, looked: str) -> str:
    """As in “United Kingdom, at sea: nothing found”."""
    return f"{whose}, {PLACES.get(Topic(topic), topic)}: {looked}"


def link(kind: LinkKind, ends: tuple[tuple[str, str], tuple[str, str]]) -> str:
    """As in “A stance (France) contradicts a pledge (France)”; an end is a kind and whose."""
    first, second = (f"{article(noun)}{of_whom(whose)}" for noun, whose in ends)
    if first == second:
        second = f"another {ends[1][0]}{of_whom(ends[1][1])}"
    return large(JOINED[kind].format(first, second))


def of_whom(whose: str) -> str:
    """A name behind what is its owner's; nothing for nobody's."""
    return f" ({whose})" if whose else ""


def article(noun: str) -> str:
    """A noun with “a” or “an”."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def large(words: str) -> str:
    """Words that begin a line: the rest of them, as in “US backstop”, stay as they are."""
    return words[:1].upper() + words[1:]
