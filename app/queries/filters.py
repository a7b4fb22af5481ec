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

OWNER_COLUMNS: Mapping[type[Versioned], Any] = {
    Stance: Stance.actor_id,
    Assessment: Assessment.about_actor_id,
    Circumstance: Circumstance.actor_id,
    Check: Check.actor_id,
    Pledge: Pledge.actor_id,
}
TEXT_COLUMNS: Mapping[type[Versioned], tuple[Any, ...]] = {
    Stance: (Stance.gist,),
    Assessment: (Assessment.gist, Assessment.author),
    Event: (Event.title,),
    Circumstance: (Circumstance.kind,),
    Check: (Check.where,),
    Pledge: (Pledge.title,),
    Source: (Source.title, Source.publisher, Source.author),
}
ROW_PARAMETERS = (
    "actor",
    "actor_kind",
    "domain",
    "capability",
    "proposition",
    "position",
    "kind",
    "q",
)
EVIDENCE_PARAMETERS = ("speaker", "source")


def filter_conditions(kind: Any, words: Words) -> list[ColumnElement[bool]]:  # noqa: ANN401
    """What rows of a kind must fulfil; nothing of a kind fits a word that it has no place for."""
    names = [name for name in (*ROW_PARAMETERS, *EVIDENCE_PARAMETERS) if words.get(name)]
    return [parameter_condition(kind, name, words[name]) for name in names]


def parameter_condition(kind: Any, name: str, words: tuple[str, ...]) -> ColumnElement[bool]:  # noqa: ANN401
    """Whether a row fits one of the words of a parameter."""
    if name in EVIDENCE_PARAMETERS:
        return evidence_condition(kind, name, words)
    if kind is Step:
        return is_among(
            step.root_id, select(pledge.entity_id).where(parameter_condition(Pledge, name, words))
        )
    if name == "q":
        texts = TEXT_COLUMNS[kind]
        return or_(*(text.icontains(word, autoescape=True) for text in texts for word in words))
    if name == "actor":
        return actor_condition(kind, actor.code.in_(words))
    if name == "actor_kind":
        return actor_condition(kind, actor.kind.in_(words))
    is_topic = kind is Check and name in ("domain", "proposition")
    column: Any = check.topic if is_topic else getattr(kind, name, None)
    return false() if column is None else is_among(column, words)


def actor_condition(kind: Any, condition: ColumnElement[bool]) -> ColumnElement[bool]:  # noqa: ANN401
    """Whether a row is of these actors, or about one; of an event, whether one was there."""
    ids = select(actor.entity_id).where(condition)
    if kind is Event:
        event_ids = select(attendance.root_id).where(attendance.actor_id.in_(ids))
        return is_among(event.entity_id, event_ids)
    return is_among(OWNER_COLUMNS[kind], ids) if kind in OWNER_COLUMNS else false()


def evidence_condition(kind: Any, name: str, words: tuple[str, ...]) -> ColumnElement[bool]:  # noqa: ANN401
    """Whether a row, or a part of a thing, rests on a source or on what a speaker said."""
    if name == "source":
        numbers = [int(word) for word in words]
        if kind is Source:
            return is_among(kind.entity_id, numbers)
        condition = citation.source_id.in_(numbers)
    else:
        condition = citation.speaker.in_(words)
    row_id = citation.parent_id if kind is Step else citation.root_id
    return is_among(kind.entity_id, select(row_id).where(condition))


def is_among(column: Any, choices: Any) -> ColumnElement[bool]:  # noqa: ANN401
    """Whether a column holds one of these."""
    condition: ColumnElement[bool] = column.in_(choices)
    return condition
