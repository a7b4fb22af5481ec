"""Versions of every kind in one statement, however many kinds there are."""

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, cast, exists, literal, null, or_, union_all
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from app.spine.base import MAX_INTEGER
from app.spine.moment import ALL_VERSIONS, true_at
from app.spine.value import JsonColumn, type_adapter
from app.spine.versioned import Entity, Facts, Versioned, find_kind, kinds

VersionCondition = Callable[[Any], ColumnElement[bool]]
MAX_NAMED_IDS = 100  # ids that a statement names one by one, for each kind and column


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
        return self.kind.entity_label(self.entity.id, self.facts)

    @property
    def targets(self) -> set[int]:
        """The entities that this version points at, its parent among them."""
        return {target for target, _ in self.kind.pointers(self.entity.parent_id, self.facts)}


def select_versions(
    session: Session,
    condition: VersionCondition,
    only_kinds: Sequence[type[Versioned]] | None = None,
) -> list[Version]:
    """The versions that meet a condition: one statement.

    The facts travel as text, as kinds differ in their columns.

    Args:
        session: Where, and until which moment.
        condition: The condition, for each kind.
        only_kinds: The kinds to look at; all of them when None.
    """
    tables = kinds() if only_kinds is None else only_kinds
    width = max(len(kind.fact_names()) for kind in tables)
    union: Any = union_all(*(select_as_text(kind, width).where(condition(kind)) for kind in tables))
    return [decode_version(row) for row in session.exec(union, execution_options=ALL_VERSIONS)]


def select_as_text(kind: type[Versioned], width: int) -> Any:  # noqa: ANN401
    """A SELECT of the versions of a kind, each fact as text, in `width` columns for facts."""
    facts = zip_longest(kind.fact_names(), range(width))
    fact_columns = [
        cast(null() if name is None else getattr(kind, name), Text).label(f"fact_{position}")
        for name, position in facts
    ]
    identity: list[Any] = [literal(kind.noun()).label("kind"), Entity.id, Entity.uid]
    identity += [Entity.parent_id, Entity.root_id, kind.since, kind.until]
    return select(*identity, *fact_columns).join(Entity, col(Entity.id) == kind.entity_id)


def decode_version(row: Any) -> Version:  # noqa: ANN401
    """A row that `as_text` asked for, with its facts as values again."""
    noun, entity_id, uid, parent_id, root_id, since, until, *texts = row
    kind = find_kind(noun)
    entity = Entity(id=entity_id, uid=uid, kind=noun, parent_id=parent_id, root_id=root_id)
    facts = {
        name: decode_fact(kind, name, text)
        for name, text in zip(kind.fact_names(), texts, strict=False)
    }
    return Version(kind, entity, since, until, facts)


def decode_fact(kind: type[Versioned], name: str, text: str | None) -> Any:  # noqa: ANN401
    """A fact that a database told as text."""
    if text is None:
        return None
    column_type = getattr(kind, name).type
    if isinstance(column_type, JsonColumn):
        return type_adapter(column_type.kind).validate_python(json.loads(text))
    annotation: Any = kind.model_fields[name].annotation
    return type_adapter(annotation).validate_python(text)


def visible_versions(session: Session, condition: VersionCondition) -> list[Version]:
    """Those that meet a condition of the versions true at the session's moment: one statement."""
    as_of = session.info.get("as_of")
    number = MAX_INTEGER if as_of is None else as_of
    return select_versions(session, lambda kind: and_(condition(kind), true_at(kind, number)))


def match_ids(column: Any, ids: Collection[int]) -> ColumnElement[bool]:  # noqa: ANN401
    """The condition that a column is one of `ids`; if those are many, that it lies between them.

    Databases take only so many words in a statement, so what is found is to be sifted.

    Args:
        column: The column.
        ids: The numbers, at least one where they are many.
    """
    if len(ids) <= MAX_NAMED_IDS:
        exact: ColumnElement[bool] = column.in_(ids)
        return exact
    between: ColumnElement[bool] = column.between(min(ids), max(ids))
    return between


def starts_between(kind: Any, first: int, final: int) -> ColumnElement[bool]:  # noqa: ANN401
    """The condition that a version is true at `final` and was not yet at `first`."""
    is_still_open = or_(kind.until.is_(None), kind.until > final)
    return and_(kind.since > first, kind.since <= final, is_still_open)


def ends_between(kind: Any, first: int, final: int) -> ColumnElement[bool]:  # noqa: ANN401
    """The condition that a version was true at `first` and is no more at `final`."""
    return and_(kind.since <= first, kind.until > first, kind.until <= final)


def differs_between(kind: Any, first: int, final: int) -> ColumnElement[bool]:  # noqa: ANN401
    """The condition that a version is true at one of two revisions and not at the other."""
    return or_(starts_between(kind, first, final), ends_between(kind, first, final))


def appears_between(kind: Any, first: int, final: int) -> ColumnElement[bool]:  # noqa: ANN401
    """The condition that a version brought its entity in after `first` and by `final`."""
    other: Any = aliased(kind)
    predecessor = exists().where(other.entity_id == kind.entity_id, other.until == kind.since)
    return and_(kind.since > first, kind.since <= final, ~predecessor)


def disappears_between(kind: Any, first: int, final: int) -> ColumnElement[bool]:  # noqa: ANN401
    """The condition that a version was closed after `first` and by `final`, and none followed."""
    other: Any = aliased(kind)
    successor = exists().where(other.entity_id == kind.entity_id, other.since == kind.until)
    return and_(kind.until > first, kind.until <= final, ~successor)
