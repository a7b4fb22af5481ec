"""What the spine asks of the register; any session will do, and sees its own moment."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import tuple_
from sqlmodel import Session, col, func, or_, select

from app.spine.moment import ALL, true_at
from app.spine.revision import Account, Register, Revision
from app.spine.versioned import Entity, Facts, Versioned, kinds, named

V = TypeVar("V", bound=Versioned)
BATCH = 500


def last(session: Session) -> Revision | None:
    """The newest revision the session knows; None if there is none."""
    return session.exec(select(Revision).order_by(col(Revision.number).desc()).limit(1)).first()


def number_at(session: Session, moment: int | datetime) -> int | None:
    """The last revision made at or before `moment`, 0 before the first; None if yet to come."""
    if isinstance(moment, int):
        newest = session.exec(select(func.max(Revision.number))).one() or 0
        return moment if moment <= newest else None
    made_by_then = select(func.max(Revision.number)).where(Revision.made_at <= moment)
    return session.exec(made_by_then).one() or 0


def register_uid(session: Session) -> UUID:
    """Which register this is."""
    return session.exec(select(Register.uid)).one()


def accounts(session: Session, ids: Collection[int]) -> dict[int, Account]:
    """These accounts, by id."""
    found = session.exec(select(Account).where(col(Account.id).in_(ids)))
    return {account.id: account for account in found}


def submitted(session: Session, name: str) -> list[tuple[str | None, int]]:
    """What was recorded under a submission: the hash of its words, and the revision; in order."""
    same = select(Revision.typed, Revision.number).where(Revision.submission == name)
    return list(session.exec(same.order_by(col(Revision.number))))


def highest(session: Session) -> int:
    """The highest id there is; 0 without entities."""
    return session.exec(select(func.max(Entity.id))).one() or 0


def entities(session: Session, ids: Iterable[int]) -> dict[int, Entity]:
    """These entities, by id; those there are not are left out."""
    return {
        entity.id: entity
        for part in batches(ids)
        for entity in session.exec(select(Entity).where(col(Entity.id).in_(part)))
    }


def entities_of(session: Session, root_id: int) -> dict[int, Entity]:
    """All that was ever a part of a thing, itself included, by id; parents come first."""
    these = select(Entity).where(Entity.root_id == root_id).order_by(col(Entity.id))
    return {entity.id: entity for entity in session.exec(these)}


def by_uid(session: Session, uids: Iterable[UUID]) -> dict[UUID, Entity]:
    """These entities, by uid; those there are not are left out."""
    return {
        entity.uid: entity
        for part in batches(uids)
        for entity in session.exec(select(Entity).where(col(Entity.uid).in_(part)))
    }


def current(session: Session, ids: Iterable[int]) -> dict[int, Versioned]:
    """Those of these entities that are in the register: one statement for each of their kinds."""
    found: dict[int, Versioned] = {}
    for part in batches(ids):
        these = select(Entity.kind).where(col(Entity.id).in_(part)).distinct()
        for kind in map(named, session.exec(these).all()):
            rows = session.exec(select(kind).where(col(kind.entity_id).in_(part)))
            found |= {row.entity_id: row for row in rows}
    return found


def seen(session: Session, there: Collection[Entity], number: int) -> dict[int, Facts]:
    """What these entities said as of a revision; those not in the register then are left out."""
    found: dict[int, Facts] = {}
    for name in {entity.kind for entity in there}:
        kind = named(name)
        ids = [entity.id for entity in there if entity.kind == name]
        version = select(kind).where(col(kind.entity_id).in_(ids), true_at(kind, number))
        rows = session.exec(version, execution_options=ALL)
        found |= {row.entity_id: row.facts() for row in rows}
    return found


def newest(session: Session, kind: type[V], entity_id: int) -> V | None:
    """An entity as it is, or as it last was if retracted; None if it never was."""
    versions = select(kind).where(kind.entity_id == entity_id)
    ordered = versions.order_by(col(kind.since).desc()).limit(1)
    return session.exec(ordered, execution_options=ALL).first()


def pointing(session: Session, ids: Collection[int]) -> list[Versioned]:
    """All that points at one of these entities, or is a part of it."""
    found: list[Versioned] = []
    for part in batches(ids):
        for kind in kinds():
            columns: Iterable[Any] = (getattr(kind, n) for n in ("parent_id", *kind.references()))
            points = or_(*(column.in_(part) for column in columns))
            found += session.exec(select(kind).where(points))
    return found


def namesakes(session: Session, kind: type[V], keys: Collection[tuple[Any, ...]]) -> list[V]:
    """Those in the register whose natural key is one of `keys`."""
    columns = tuple_(*(getattr(kind, name) for name in kind.natural))
    return [
        row for part in batches(keys) for row in session.exec(select(kind).where(columns.in_(part)))
    ]


def batches(items: Iterable[Any]) -> Iterable[Sequence[Any]]:
    """`items` in lists of at most 500, for IN."""
    rest = list(items)
    return (rest[start : start + BATCH] for start in range(0, len(rest), BATCH))
