"""What stances, assessments and other things are called, in words that say what they are."""

from app.models import Actor, Assessment, Check, Circumstance, Event, Pledge, Source, Stance
from app.models.kinds import BY_NOUN
from app.models.quantity import Quantity
from app.models.vocabulary import LinkKind, Topic
from app.rules.check_status import result_words
from app.rules.formatting import capitalize
from app.spine.versioned import Versioned

PLACES = {Topic.LAND: "on land", Topic.AIR: "in the air", Topic.SEA: "at sea"}
JOINED = {
    LinkKind.ADDS_TO: "{} adds to {}",
    LinkKind.UNCLEAR: "Unclear: {} and {}",
    LinkKind.PART_OF: "{} is part of {}",
    LinkKind.REPEATS: "{} repeats {}",
    LinkKind.CONTRADICTS: "{} contradicts {}",
    LinkKind.VALUES: "{} values {}",
    LinkKind.SAME_DECLARATION: "One declaration: {} and {}",
}

# What a link says on the page of its first end, and on that of its second.
TIES = {
    LinkKind.ADDS_TO: ("This adds to", "Added to by"),
    LinkKind.UNCLEAR: ("Unclear how this goes with", "Unclear how this goes with"),
    LinkKind.PART_OF: ("This is part of", "Contains"),
    LinkKind.REPEATS: ("This repeats", "Repeated by"),
    LinkKind.CONTRADICTS: ("This contradicts", "Contradicted by"),
    LinkKind.VALUES: ("This says the worth of", "Its worth is said by"),
    LinkKind.SAME_DECLARATION: ("Of the same declaration as", "Of the same declaration as"),
}


def thing_name(row: Versioned, actor: Actor | None) -> str:
    """What a thing is called; `actor` is whose it is, or whom it is about.

    A link is named by what it joins instead (`link`).
    """
    whose = actor.name if actor else ""
    match row:
        case Stance():
            return stance_name(whose, row.proposition, row.position)
        case Assessment():
            return assessment_name(row.kind, row.author, row.quantity, row.capability or "", whose)
        case Event() | Pledge() | Source() | Actor():
            return thing_title(row)
        case Circumstance():
            return circumstance_name(row.kind, whose, row.state)
        case Check():
            return check_name(whose, row.topic, result_words(row.found))
    return row.label


def thing_title(row: Event | Pledge | Source | Actor) -> str:
    """The name or title of what has one; the publisher of a source that has none."""
    if isinstance(row, Source):
        return row.title or row.publisher
    return row.name if isinstance(row, Actor) else row.title


def stance_name(whose: str, proposition: str, position: str) -> str:
    """As in “France: own troops in Ukraine, supports if”."""
    return f"{whose}: {proposition}, {position}"


def assessment_name(kind: str, author: str, quantity: Quantity | None, of: str, about: str) -> str:
    """As in “Estimate by unnamed analysts: 20,000 to 100,000 troops”."""
    detail = ", ".join(str(part) for part in (of, quantity) if part)
    return (
        f"{capitalize(kind)} by {author}" + (f": {detail}" if detail else "") + owner_suffix(about)
    )


def circumstance_name(kind: str, whose: str, state: str) -> str:
    """As in “Ceasefire: unmet”."""
    return f"{capitalize(kind)}{owner_suffix(whose)}: {state}"


def check_name(whose: str, topic: str, status: str) -> str:
    """As in “United Kingdom, at sea: nothing found”."""
    return f"{whose}, {PLACES.get(Topic(topic), topic)}: {status}"


def link_name(kind: LinkKind, ends: tuple[tuple[str, str], tuple[str, str]]) -> str:
    """As in “A stance (France) contradicts a pledge (France)”; an end is a kind and whose."""
    first, second = (f"{end_name(noun)}{owner_suffix(whose)}" for noun, whose in ends)
    if first == second:
        second = f"another {ends[1][0]}{owner_suffix(ends[1][1])}"
    return capitalize(JOINED[kind].format(first, second))


def end_name(noun: str) -> str:
    """A kind with its article; “a part of a thing”, which is of no kind with pages, as well."""
    return BY_NOUN[noun].with_article if noun in BY_NOUN else f"a {noun}"


def owner_suffix(whose: str) -> str:
    """The owner in brackets, to stand behind a name; "" without an owner."""
    return f" ({whose})" if whose else ""
