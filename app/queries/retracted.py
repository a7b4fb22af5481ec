"""Entities that are not in the register at a moment: as they last were, and what retracted them."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TypeVar

from sqlmodel import Session, col, func, select

from app.models import Account, Revision
from app.queries.register import load_revisions
from app.spine.lookups import entities_by_id
from app.spine.moment import ALL_VERSIONS_EVER
from app.spine.successor import predecessor_ids
from app.spine.versioned import Entity, Versioned
from app.spine.versions import newest_row

V = TypeVar("V", bound=Versioned)


@dataclass(frozen=True)
class Retraction:
    """The revision that retracted something, and who made it."""

    revision: Revision
    account: Account


def last_version(
    session: Session, kind: type[V], entity_id: int
) -> tuple[V | None, Retraction | None]:
    """An entity as it last was, and what retracted it; (None, None) if it was not there yet."""
    row = newest_row(session, kind, entity_id)
    if row is None or row.until is None:
        return row, None
    revision_account = load_revisions(session, [row.until]).get(row.until)
    return row, Retraction(*revision_account) if revision_account else None


def load_predecessors(session: Session, roots: Collection[int]) -> list[Entity]:
    """The things that were merged into one of these: one statement, two where there are any."""
    entities = entities_by_id(session, predecessor_ids(session, roots))
    return [entity for i, entity in sorted(entities.items()) if entity.root_id == i]


def first_revision(session: Session, kind: type[V], entity_id: int) -> int | None:
    """The revision that first recorded an entity, also when that is after the moment shown."""
    earliest = select(func.min(kind.since)).where(col(kind.entity_id) == entity_id)
    return session.exec(earliest, execution_options=ALL_VERSIONS_EVER).one()
