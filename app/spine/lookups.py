"""What the spine asks of the register; any session will do, and sees its own moment."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import tuple_
from sqlmodel import Session, col, func, or_, select

from app.spine.moment import ALL_VERSIONS, true_at
from app.spine.revision import Account, Register, Revision
from app.spine.versioned import Entity, Facts, Versioned, find_kind, kinds

V = TypeVar("V", bound=Versioned)
BATCH_SIZE = 500


def last_revision(session: Session) -> Revision | None:
    """The newest revision the session knows; None if there is none."""
    return session.exec(select(Revision).order_by(col(Revision.number).desc()).limit(1)).first()


def revision_number_at(session: Session, moment: int | datetime) -> int | None:
    """The last revision made at or before `moment`, 0 before the first; None if yet to come."""
    if isinstance(moment, int):
        newest = session.exec(select(func.max(Revision.number))).one() or 0
        return moment if moment <= newest else None
    statement = select(func.max(Revision.number)).where(Revision.made_at <= moment)
    return session.exec(statement).one() or 0


def register_uid(session: Session) -> UUID:
    """Which register this is."""
    return session.exec(select(Register.uid)).one()


def accounts_by_id(session: Session, ids: Collection[int]) -> dict[int, Account]:
    """These accounts, by id."""
    rows = session.exec(select(Account).where(col(Account.id).in_(ids)))
    return {account.id: account for account in rows}


def submission_revisions(session: Session, name: str) -> list[tuple[str | None, int]]:
    """What was recorded under a submission: the hash of its words, and the revision; in order."""
    statement = select(Revision.typed, Revision.number).where(Revision.submission == name)
    return list(session.exec(statement.order_by(col(Revision.number))))


def highest_entity_id(session: Session) -> int:
    """The highest id there is; 0 without entities."""
    return session.exec(select(func.max(Entity.id))).one() or 0


def entities_by_id(session: Session, ids: Iterable[int]) -> dict[int, Entity]:
    """These entities, by id; those there are not are left out."""
    return {
        entity.id: entity
        for part in split_ids(ids)
        for entity in session.exec(select(Entity).where(col(Entity.id).in_(part)))
    }


def entities_of_thing(session: Session, root_id: int) -> dict[int, Entity]:
    """All that was ever a part of a thing, itself included, by id; parents come first."""
    statement = select(Entity).where(Entity.root_id == root_id).order_by(col(Entity.id))
    return {entity.id: entity for entity in session.exec(statement)}


def entities_by_uid(session: Session, uids: Iterable[UUID]) -> dict[UUID, Entity]:
    """These entities, by uid; those there are not are left out."""
    return {
        entity.uid: entity
        for part in split_ids(uids)
        for entity in session.exec(select(Entity).where(col(Entity.uid).in_(part)))
    }


def current_rows(session: Session, ids: Iterable[int]) -> dict[int, Versioned]:
    """Those of these entities that are in the register: one statement for each of their kinds."""
    rows_by_id: dict[int, Versioned] = {}
    for part in split_ids(ids):
        kind_names = select(Entity.kind).where(col(Entity.id).in_(part)).distinct()
        for kind in map(find_kind, session.exec(kind_names).all()):
            rows = session.exec(select(kind).where(col(kind.entity_id).in_(part)))
            rows_by_id |= {row.entity_id: row for row in rows}
    return rows_by_id


def facts_at(session: Session, entities: Collection[Entity], number: int) -> dict[int, Facts]:
    """What these entities said as of a revision; those not in the register then are left out."""
    facts_by_id: dict[int, Facts] = {}
    for name in {entity.kind for entity in entities}:
        kind = find_kind(name)
        ids = [entity.id for entity in entities if entity.kind == name]
        statement = select(kind).where(col(kind.entity_id).in_(ids), true_at(kind, number))
        rows = session.exec(statement, execution_options=ALL_VERSIONS)
        facts_by_id |= {row.entity_id: row.facts() for row in rows}
    return facts_by_id


def newest_version(session: Session, kind: type[V], entity_id: int) -> V | None:
    """An entity as it is, or as it last was if retracted; None if it never was."""
    versions = select(kind).where(kind.entity_id == entity_id)
    statement = versions.order_by(col(kind.since).desc()).limit(1)
    return session.exec(statement, execution_options=ALL_VERSIONS).first()


def rows_pointing_at(session: Session, ids: Collection[int]) -> list[Versioned]:
    """All that points at one of these entities, or is a part of it."""
    rows: list[Versioned] = []
    for part in split_ids(ids):
        for kind in kinds():
            columns: Iterable[Any] = (getattr(kind, n) for n in ("parent_id", *kind.references()))
            points = or_(*(column.in_(part) for column in columns))
            rows += session.exec(select(kind).where(points))
    return rows


def rows_with_natural_keys(
    session: Session, kind: type[V], keys: Collection[tuple[Any, ...]]
) -> list[V]:
    """Those in the register whose natural key is one of `keys`."""
    columns = tuple_(*(getattr(kind, name) for name in kind.natural_columns))
    return [
        row
        for part in split_ids(keys)
        for row in session.exec(select(kind).where(columns.in_(part)))
    ]


def split_ids(items: Iterable[Any]) -> Iterable[Sequence[Any]]:
    """`items` in lists of at most 500, for IN."""
    sequence = list(items)
    return (sequence[start : start + BATCH_SIZE] for start in range(0, len(sequence), BATCH_SIZE))
