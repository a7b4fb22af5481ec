"""Which rows an address asks for: the words of its parameters, as conditions of a SELECT."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, false, or_, select

from app.models import (
    Actor,
    Assessment,
    Attendance,
    Check,
    Circumstance,
    Citation,
    Event,
    Pledge,
    Source,
    Stance,
    Step,
)
from app.spine.versioned import Versioned

Words = Mapping[str, tuple[str, ...]]

# The tables as SQL sees them: SQLModel types a column as the value it holds.
actor: Any = Actor
attendance: Any = Attendance
check: Any = Check
citation: Any = Citation
event: Any = Event
pledge: Any = Pledge
step: Any = Step

WHOSE: Mapping[type[Versioned], Any] = {
    Stance: Stance.actor_id,
    Assessment: Assessment.about_actor_id,
    Circumstance: Circumstance.actor_id,
    Check: Check.actor_id,
    Pledge: Pledge.actor_id,
}
TEXTS: Mapping[type[Versioned], tuple[Any, ...]] = {
    Stance: (Stance.gist,),
    Assessment: (Assessment.gist, Assessment.author),
    Event: (Event.title,),
    Circumstance: (Circumstance.kind,),
    Check: (Check.where,),
    Pledge: (Pledge.title,),
    Source: (Source.title, Source.publisher, Source.author),
}
ROWS = ("actor", "actor_kind", "domain", "capability", "proposition", "position", "kind", "q")
EVIDENCE = ("speaker", "source")


def chosen(kind: Any, words: Words) -> list[ColumnElement[bool]]:  # noqa: ANN401
    """What rows of a kind must fulfil; nothing of a kind fits a word that it has no place for."""
    names = [name for name in (*ROWS, *EVIDENCE) if words.get(name)]
    return [fits(kind, name, words[name]) for name in names]


def fits(kind: Any, name: str, words: tuple[str, ...]) -> ColumnElement[bool]:  # noqa: ANN401
    """Whether a row fits one of the words of a parameter."""
    if name in EVIDENCE:
        return rests(kind, name, words)
    if kind is Step:
        return among(step.root_id, select(pledge.entity_id).where(fits(Pledge, name, words)))
    if name == "q":
        texts = TEXTS[kind]
        return or_(*(text.icontains(word, autoescape=True) for text in texts for word in words))
    if name == "actor":
        return of_actors(kind, actor.code.in_(words))
    if name == "actor_kind":
        return of_actors(kind, actor.kind.in_(words))
    topical = kind is Check and name in ("domain", "proposition")
    column: Any = check.topic if topical else getattr(kind, name, None)
    return false() if column is None else among(column, words)


def of_actors(kind: Any, these: ColumnElement[bool]) -> ColumnElement[bool]:  # noqa: ANN401
    """Whether a row is of these actors, or about one; of an event, whether one was there."""
    ids = select(actor.entity_id).where(these)
    if kind is Event:
        there = select(attendance.root_id).where(attendance.actor_id.in_(ids))
        return among(event.entity_id, there)
    return among(WHOSE[kind], ids) if kind in WHOSE else false()


def rests(kind: Any, name: str, words: tuple[str, ...]) -> ColumnElement[bool]:  # noqa: ANN401
    """Whether a row, or a part of a thing, rests on a source or on what a speaker said."""
    if name == "source":
        numbers = [int(word) for word in words]
        if kind is Source:
            return among(kind.entity_id, numbers)
        these = citation.source_id.in_(numbers)
    else:
        these = citation.speaker.in_(words)
    whole = citation.parent_id if kind is Step else citation.root_id
    return among(kind.entity_id, select(whole).where(these))


def among(column: Any, these: Any) -> ColumnElement[bool]:  # noqa: ANN401
    """Whether a column holds one of these."""
    found: ColumnElement[bool] = column.in_(these)
    return found
