"""What entities were merged into: a table that follows from the record, as versions do."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, or_, update
from sqlmodel import Field, Session, SQLModel, col, select

from app.spine import base  # noqa: F401  (constraint names come first)
from app.spine.base import MAX_INTEGER
from app.spine.batches import split_ids, split_rows
from app.spine.columns import table_of
from app.spine.id_conditions import match_ids
from app.spine.moment import moment_number
from app.spine.versioned import Entity


class Successor(SQLModel, table=True):
    """That an entity is closed and stands in another one, from revision `since` until `until`.

    It ends when the entity is opened again, as undoing does.
    """

    entity_id: int = Field(primary_key=True, foreign_key="entity.id")
    since: int = Field(primary_key=True, foreign_key="revision.number", index=True)
    until: int | None = Field(default=None, foreign_key="revision.number", index=True)
    into_id: int = Field(foreign_key="entity.id", index=True)


class SuccessorRow(NamedTuple):
    """A row of the table, as the record tells it."""

    entity_id: int
    since: int
    until: int | None
    into_id: int


def find_successor(session: Session, entity_id: int) -> int | None:
    """The id of what an entity is merged into at the session's moment; None for nothing."""
    number = moment_number(session)
    at = MAX_INTEGER if number is None else number
    is_later = or_(col(Successor.until).is_(None), col(Successor.until) > at)
    statement = select(Successor.into_id).where(Successor.entity_id == entity_id)
    return session.exec(statement.where(col(Successor.since) <= at, is_later)).first()


def predecessor_ids(session: Session, ids: Collection[int]) -> list[int]:
    """The ids of what was ever merged into one of these, by the session's moment."""
    number = moment_number(session)
    statement = select(Successor.entity_id).where(match_ids(col(Successor.into_id), ids))
    if number is not None:
        statement = statement.where(col(Successor.since) <= number)
    return sorted(set(session.exec(statement)) - set(ids)) if ids else []


def mergers_by_end(
    session: Session, ends: Collection[tuple[int, int]]
) -> dict[tuple[int, int], Entity]:
    """What certain revisions merged entities into, by entity and revision: one statement a batch.

    Args:
        session: Where.
        ends: Each an entity, and the revision that closed it.
    """
    mergers: dict[tuple[int, int], Entity] = {}
    for part in split_ids(entity_id for entity_id, _ in ends):
        statement = select(Successor, Entity).join(Entity, col(Entity.id) == Successor.into_id)
        for row, into in session.exec(statement.where(col(Successor.entity_id).in_(part))):
            if (row.entity_id, row.since) in ends:
                mergers[row.entity_id, row.since] = into
    return mergers


def mergers_before(session: Session, number: int) -> dict[int, Entity]:
    """What the entities that a revision opened again had been merged into, by id: one statement."""
    statement = select(Successor, Entity).join(Entity, col(Entity.id) == Successor.into_id)
    rows = session.exec(statement.where(Successor.until == number))
    return {row.entity_id: into for row, into in rows}


def load_successors(session: Session) -> Sequence[SuccessorRow]:
    """The whole table, for `verify`."""
    rows = session.exec(select(Successor)).all()
    return [SuccessorRow(row.entity_id, row.since, row.until, row.into_id) for row in rows]


def end_successors(session: Session, ids: Collection[int], number: int) -> None:
    """These entities are opened again by a revision: they stand in no other one from it on."""
    table = table_of(Successor)
    is_current = (table.c.entity_id == bindparam("row_entity")) & table.c.until.is_(None)
    statement = update(table).where(is_current).values(until=number)
    for batch in split_rows([{"row_entity": entity_id} for entity_id in ids]):
        session.connection().execute(statement, batch)
