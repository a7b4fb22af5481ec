"""Which rows an address asks for: the words of its parameters, as conditions of a SELECT."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, false, or_, select
from sqlalchemy.orm import Mapped
from sqlmodel import col

from app.models import (
    Actor,
    Assessment,
    Attendance,
    Check,
    Circumstance,
    Citation,
    Event,
    Passage,
    Pledge,
    Source,
    Stance,
    Step,
)
from app.models.vocabulary import ConditionKind, meeting_capabilities
from app.spine.columns import column
from app.spine.folding import fold_text
from app.spine.value import Term
from app.spine.versioned import Versioned

Words = Mapping[str, tuple[str, ...]]  # what is asked for, by the name of the parameter
WordPairs = tuple[tuple[str, tuple[str, ...]], ...]  # the same as the key of a cache
TextColumn = SQLColumnExpression[str] | SQLColumnExpression[str | None]

# The column that says whose a row of a kind is, or whom it is about.
OWNER_COLUMNS: Mapping[type[Versioned], Mapped[int] | Mapped[int | None]] = {
    Stance: col(Stance.actor_id),
    Assessment: col(Assessment.about_actor_id),
    Circumstance: col(Circumstance.actor_id),
    Check: col(Check.actor_id),
    Pledge: col(Pledge.actor_id),
}
# Where `q` looks: in texts that are folded.
TEXT_COLUMNS: Mapping[type[Versioned], tuple[TextColumn, ...]] = {
    Stance: (col(Stance.gist_folded),),
    Assessment: (col(Assessment.gist_folded), col(Assessment.author_folded)),
    Event: (col(Event.title_folded),),
    Check: (col(Check.where_folded),),
    Pledge: (col(Pledge.title_folded),),
    Source: (col(Source.title_folded), col(Source.publisher_folded), col(Source.author_folded)),
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


def word_pairs(words: Mapping[str, Sequence[str]]) -> WordPairs:
    """What is asked for, without parameters that ask for nothing: the key of a statement kept."""
    return tuple((name, tuple(choices)) for name, choices in words.items() if choices)


def filter_conditions(kind: type[Versioned], words: Words) -> list[ColumnElement[bool]]:
    """What rows of a kind must fulfil; no row of a kind fits a word that it has no column for."""
    names = [name for name in (*ROW_PARAMETERS, *EVIDENCE_PARAMETERS) if words.get(name)]
    return [parameter_condition(kind, name, words[name]) for name in names]


@lru_cache(maxsize=64)  # one object for the same words, so that what is cached by it is found
def select_matches(kind: type[Versioned], pairs: WordPairs) -> Select[int]:
    """A SELECT of the ids of those of a kind that fit. The same object for the same arguments."""
    return select(col(kind.entity_id)).where(*filter_conditions(kind, dict(pairs)))


def parameter_condition(
    kind: type[Versioned], name: str, words: tuple[str, ...]
) -> ColumnElement[bool]:
    """Whether a row fits one of the words of a parameter."""
    if name in EVIDENCE_PARAMETERS:
        return evidence_condition(kind, name, words)
    if kind is Step:
        return is_among(
            col(Step.root_id),
            select(col(Pledge.entity_id)).where(parameter_condition(Pledge, name, words)),
        )
    if name == "q":
        return text_condition(kind, words)
    if name == "actor":
        return actor_condition(kind, col(Actor.code).in_(words))
    if name == "actor_kind":
        return actor_condition(kind, col(Actor.kind).in_(words))
    if name == "capability" and kind is Pledge:
        words = tuple(each for word in words for each in meeting_capabilities(word))
    is_topic = kind is Check and name in ("domain", "proposition")
    fact = "topic" if is_topic else name
    return is_among(column(kind, fact), words) if fact in kind.fact_names() else false()


def actor_condition(kind: type[Versioned], condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether a row is of these actors, or about one; of an event, whether one was there."""
    ids = select(col(Actor.entity_id)).where(condition)
    if kind is Event:
        event_ids = select(col(Attendance.root_id)).where(col(Attendance.actor_id).in_(ids))
        return is_among(col(Event.entity_id), event_ids)
    return is_among(OWNER_COLUMNS[kind], ids) if kind in OWNER_COLUMNS else false()


def evidence_condition(
    kind: type[Versioned], name: str, words: tuple[str, ...]
) -> ColumnElement[bool]:
    """Whether a row, or a part of a thing, rests on a source or on what a speaker said."""
    if name == "source":
        numbers = [int(word) for word in words]
        if kind is Source:
            return is_among(col(kind.entity_id), numbers)
        condition: ColumnElement[bool] = col(Passage.root_id).in_(numbers)
    else:
        condition = is_said_by(words)
    row_id = col(Citation.parent_id) if kind is Step else col(Citation.root_id)
    names_passage = col(Passage.entity_id) == Citation.passage_id
    return is_among(
        col(kind.entity_id), select(row_id).join(Passage, names_passage).where(condition)
    )


def text_condition(kind: type[Versioned], words: tuple[str, ...]) -> ColumnElement[bool]:
    """Whether a row has one of these words in it; a circumstance, in the words of its condition."""
    if kind is Circumstance:
        return is_among(col(Circumstance.kind), terms_with(ConditionKind, words))
    return contains_any(TEXT_COLUMNS[kind], words)


def contains_any(folded_columns: Iterable[TextColumn], words: Iterable[str]) -> ColumnElement[bool]:
    """Whether one of these columns of folded text has one of the words, however it is spelled."""
    needles = [fold_text(word) for word in words]
    return or_(*(c.contains(each, autoescape=True) for c in folded_columns for each in needles))


def terms_with(terms: type[Term], words: Iterable[str]) -> list[Term]:
    """The terms of a vocabulary that have one of these words in them, however it is spelled."""
    needles = [fold_text(word) for word in words]
    return [term for term in terms if any(each in fold_text(term.value) for each in needles)]


def is_said_by(speakers: Iterable[str]) -> ColumnElement[bool]:
    """Whether a passage names one of these speakers, in capitals or not, with accents or not."""
    return col(Passage.speaker_folded).in_([fold_text(each) for each in speakers])


def is_among(
    choice_column: Mapped[Any], choices: Select[Any] | Sequence[object]
) -> ColumnElement[bool]:
    """Whether a column holds one of these values, or one that a SELECT of one column finds."""
    return choice_column.in_(choices)
