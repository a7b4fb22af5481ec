"""Reading versions: of any kind in one statement, or the rows of kinds that are known.

`versions_at` and `all_versions` read every kind at once, as values that can't be written. Rows are
for a page of one kind, which shows a row of its table, and for the edit that closes them.
"""

import typing
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    Text,
    and_,
    cast,
    literal,
    null,
    or_,
    tuple_,
    union_all,
)
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from app.spine.base import MAX_INTEGER
from app.spine.batches import split_ids
from app.spine.columns import column
from app.spine.id_conditions import lists_any, match_ids
from app.spine.moment import ALL_VERSIONS, moment_number
from app.spine.validity import Kind, open_now, true_at
from app.spine.value import IdListColumn, JsonColumn, type_adapter
from app.spine.versioned import Entity, Facts, NaturalKey, Versioned, find_kind, kinds

V = TypeVar("V", bound=Versioned)
VersionCondition = Callable[[Kind], ColumnElement[bool]]
VersionRow = Row[str, int, UUID, int | None, int, int, int | None, *tuple[str | None, ...]]


@dataclass(frozen=True)
class Version:
    """One version of one entity, of whatever kind; no row of a table, so it can't be written."""

    kind: Kind
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
        """The ids of the entities that this version points at, its parent among them."""
        return {target for target, _ in self.kind.pointers(self.entity.parent_id, self.facts)}

    def is_true_at(self, number: int | None) -> bool:
        """Whether this version is true at a revision; None for now."""
        if number is None:
            return self.until is None
        return self.since <= number and (self.until is None or self.until > number)


def versions_at(
    session: Session,
    condition: VersionCondition,
    number: int | None = None,
    only_kinds: Sequence[Kind] | None = None,
) -> list[Version]:
    """The versions that meet a condition and are true at a revision: one statement.

    Args:
        session: Where, and until which moment.
        condition: The condition, for each kind.
        number: The revision; the session's moment when None.
        only_kinds: The kinds to look at; all of them when None.
    """
    revision = moment_number(session) if number is None else number
    at = MAX_INTEGER if revision is None else revision
    return all_versions(session, lambda kind: and_(condition(kind), true_at(kind, at)), only_kinds)


def all_versions(
    session: Session, condition: VersionCondition, only_kinds: Sequence[Kind] | None = None
) -> list[Version]:
    """The versions of all times, up to the session's moment, that meet a condition: one statement.

    The facts travel as text, as kinds differ in their columns. In no order.
    """
    tables = kinds() if only_kinds is None else only_kinds
    width = max(len(kind.fact_names()) for kind in tables)
    union = union_all(*(select_as_text(kind, width).where(condition(kind)) for kind in tables))
    rows = session.execute(union, execution_options=ALL_VERSIONS)
    return [decode_version(row) for row in rows]


def select_as_text(kind: Kind, width: int) -> Select[*tuple[Any, ...]]:
    """A SELECT of the versions of a kind, each fact as text, in `width` columns for facts."""
    facts = zip_longest(kind.fact_names(), range(width))
    fact_columns = [
        cast(null() if name is None else column(kind, name), Text).label(f"fact_{position}")
        for name, position in facts
    ]
    identity = [col(Entity.id), col(Entity.uid), col(Entity.parent_id), col(Entity.root_id)]
    bounds = [col(kind.since), col(kind.until)]
    noun = literal(kind.noun()).label("kind")
    return select_columns(noun, *identity, *bounds, *fact_columns).join(
        Entity, col(Entity.id) == col(kind.entity_id)
    )


def decode_version(row: VersionRow) -> Version:
    """The version of a row that `select_as_text` asked for, its facts as values again."""
    noun, entity_id, uid, parent_id, root_id, since, until, *texts = row
    kind = find_kind(noun)
    entity = Entity(id=entity_id, uid=uid, kind=noun, parent_id=parent_id, root_id=root_id)
    facts = {
        name: decode_fact(kind, name, text)
        for name, text in zip(kind.fact_names(), texts, strict=False)
    }
    return Version(kind, entity, since, until, facts)


def decode_fact(kind: Kind, name: str, text: str | None) -> object:
    """The value of a fact that the database cast to text; None for NULL."""
    if text is None:
        return None
    column_type = column(kind, name).type
    if isinstance(column_type, JsonColumn | IdListColumn):
        return column_type.parse_text(text)
    hint = typing.cast("Hashable", kind.model_fields[name].annotation)
    return type_adapter(hint).validate_python(text)


def versions_pointing_at(session: Session, ids: Collection[int]) -> list[Version]:
    """All that points at one of these entities at the session's moment, or is a part of it."""
    targets = set(ids)

    def condition(kind: Kind) -> ColumnElement[bool]:
        names = ("parent_id", *kind.references())
        return or_(
            *(match_ids(column(kind, name), targets) for name in names),
            *(lists_any(column(kind, name), targets) for name in kind.reference_lists()),
        )

    return [version for version in versions_at(session, condition) if version.targets & targets]


def facts_at(session: Session, entities: Iterable[Entity], number: int) -> dict[int, Facts]:
    """What these entities said at a revision, by id; those not in the register then left out."""
    names_by_id = {entity.id: entity.kind for entity in entities}
    own_kinds = [find_kind(name) for name in sorted(set(names_by_id.values()))]
    versions = (
        versions_at(
            session, lambda kind: match_ids(col(kind.entity_id), names_by_id), number, own_kinds
        )
        if own_kinds
        else []
    )
    return {v.entity.id: v.facts for v in versions if v.entity.id in names_by_id}


def current_rows(session: Session, ids: Iterable[int]) -> dict[int, Versioned]:
    """The rows of those of these entities that are in the register, by id, for a revision to close.

    A statement for each of their kinds, and one to learn which those are.
    """
    numbers = set(ids)
    if not numbers:
        return {}
    kind_names = select(Entity.kind).where(match_ids(col(Entity.id), numbers)).distinct()
    rows_by_id: dict[int, Versioned] = {}
    for kind in map(find_kind, session.exec(kind_names).all()):
        rows = session.exec(select(kind).where(match_ids(col(kind.entity_id), numbers)))
        rows_by_id |= {row.entity_id: row for row in rows}
    return rows_by_id


def current_kinds(session: Session, ids: Collection[int]) -> dict[int, Kind]:
    """The kinds of those of these entities that are in the register, by id: one statement."""

    def select_ids(kind: Kind) -> Select[*tuple[Any, ...]]:
        is_current = and_(match_ids(col(kind.entity_id), ids), open_now(kind))
        return select_columns(literal(kind.noun()), col(kind.entity_id)).where(is_current)

    rows = session.execute(union_all(*map(select_ids, kinds()))) if ids else ()
    return {entity_id: find_kind(noun) for noun, entity_id in rows}


def newest_row(session: Session, kind: type[V], entity_id: int) -> V | None:
    """An entity as it is, or as it last was if retracted; None if it never was."""
    versions = select(kind).where(kind.entity_id == entity_id)
    statement = versions.order_by(col(kind.since).desc()).limit(1)
    return session.exec(statement, execution_options=ALL_VERSIONS).first()


def rows_with_natural_keys(
    session: Session, kind: type[V], keys: Collection[NaturalKey]
) -> list[V]:
    """The rows in the register whose natural key is one of `keys`: facts of any type."""
    columns = tuple_(*(column(kind, name) for name in kind.natural_columns))
    return [
        row
        for part in split_ids(keys)
        for row in session.exec(select(kind).where(columns.in_(part)))
    ]
