"""Versions of every kind in one statement, however many kinds there are."""

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, cast, exists, literal, null, or_, union_all
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from app.spine.base import LARGEST
from app.spine.moment import ALL, true_at
from app.spine.value import Stored, adapter
from app.spine.versioned import Entity, Facts, Versioned, kinds, named

Which = Callable[[Any], ColumnElement[bool]]
FEW = 100  # ids that a statement names one by one, for each kind and column


@dataclass(frozen=True)
class Version:
    """One version of one entity, of whatever kind; no row of a table, so it can't be written."""

    kind: type[Versioned]
    entity: Entity
    since: int
    until: int | None
    facts: Facts

    @property
    def label(self) -> str:
        """The entity in a sentence, as this version says it."""
        return self.kind.called_by(self.entity.id, self.facts)

    @property
    def targets(self) -> set[int]:
        """The entities that this version points at, its parent among them."""
        return {target for target, _ in self.kind.points(self.entity.parent_id, self.facts)}


def versions(
    session: Session, which: Which, of: Sequence[type[Versioned]] | None = None
) -> list[Version]:
    """The versions that meet a condition: one statement.

    The facts travel as text, as kinds differ in their columns.

    Args:
        session: Where, and until which moment.
        which: The condition, for each kind.
        of: The kinds to look at; all of them when None.
    """
    these = kinds() if of is None else of
    width = max(len(kind.names()) for kind in these)
    every: Any = union_all(*(as_text(kind, width).where(which(kind)) for kind in these))
    return [version(row) for row in session.exec(every, execution_options=ALL)]


def as_text(kind: type[Versioned], width: int) -> Any:  # noqa: ANN401
    """A SELECT of the versions of a kind, each fact as text, in `width` columns for facts."""
    facts = zip_longest(kind.names(), range(width))
    told = [
        cast(null() if name is None else getattr(kind, name), Text).label(f"fact_{place}")
        for name, place in facts
    ]
    own: list[Any] = [literal(kind.noun()).label("kind"), Entity.id, Entity.uid]
    own += [Entity.parent_id, Entity.root_id, kind.since, kind.until]
    return select(*own, *told).join(Entity, col(Entity.id) == kind.entity_id)


def version(row: Any) -> Version:  # noqa: ANN401
    """A row that `as_text` asked for, with its facts as values again."""
    noun, entity_id, uid, parent_id, root_id, since, until, *told = row
    kind = named(noun)
    entity = Entity(id=entity_id, uid=uid, kind=noun, parent_id=parent_id, root_id=root_id)
    facts = {name: value(kind, name, text) for name, text in zip(kind.names(), told, strict=False)}
    return Version(kind, entity, since, until, facts)


def value(kind: type[Versioned], name: str, text: str | None) -> Any:  # noqa: ANN401
    """A fact that a database told as text."""
    if text is None:
        return None
    stored = getattr(kind, name).type
    if isinstance(stored, Stored):
        return adapter(stored.kind).validate_python(json.loads(text))
    declared: Any = kind.model_fields[name].annotation
    return adapter(declared).validate_python(text)


def standing(session: Session, which: Which) -> list[Version]:
    """Those that meet a condition of the versions true at the session's moment: one statement."""
    asked = session.info.get("as_of")
    number = LARGEST if asked is None else asked
    return versions(session, lambda kind: and_(which(kind), true_at(kind, number)))


def among(column: Any, ids: Collection[int]) -> ColumnElement[bool]:  # noqa: ANN401
    """The condition that a column is one of `ids`; if those are many, that it lies between them.

    Databases take only so many words in a statement, so what is found is to be sifted.

    Args:
        column: The column.
        ids: The numbers, at least one where they are many.
    """
    if len(ids) <= FEW:
        found: ColumnElement[bool] = column.in_(ids)
        return found
    between: ColumnElement[bool] = column.between(min(ids), max(ids))
    return between


def begun(kind: Any, first: int, final: int) -> ColumnElement[bool]:  # noqa: ANN401
    """The condition that a version is true at `final` and was not yet at `first`."""
    still = or_(kind.until.is_(None), kind.until > final)
    return and_(kind.since > first, kind.since <= final, still)


def ended(kind: Any, first: int, final: int) -> ColumnElement[bool]:  # noqa: ANN401
    """The condition that a version was true at `first` and is no more at `final`."""
    return and_(kind.since <= first, kind.until > first, kind.until <= final)


def differs(kind: Any, first: int, final: int) -> ColumnElement[bool]:  # noqa: ANN401
    """The condition that a version is true at one of two revisions and not at the other."""
    return or_(begun(kind, first, final), ended(kind, first, final))


def came(kind: Any, first: int, final: int) -> ColumnElement[bool]:  # noqa: ANN401
    """The condition that a version brought its entity in after `first` and by `final`."""
    other: Any = aliased(kind)
    followed = exists().where(other.entity_id == kind.entity_id, other.until == kind.since)
    return and_(kind.since > first, kind.since <= final, ~followed)


def went(kind: Any, first: int, final: int) -> ColumnElement[bool]:  # noqa: ANN401
    """The condition that a version was closed after `first` and by `final`, and none followed."""
    other: Any = aliased(kind)
    followed = exists().where(other.entity_id == kind.entity_id, other.since == kind.until)
    return and_(kind.until > first, kind.until <= final, ~followed)
