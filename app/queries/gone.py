"""What became of what is not in the register at a moment."""

from dataclasses import dataclass
from typing import TypeVar

from sqlmodel import Session, col, func, select

from app.models import Account, Revision
from app.queries.register import made_by
from app.spine import lookups
from app.spine.moment import EVER
from app.spine.versioned import Versioned

V = TypeVar("V", bound=Versioned)


@dataclass(frozen=True)
class End:
    """The revision that retracted something, and who made it."""

    revision: Revision
    account: Account


def last(session: Session, kind: type[V], entity_id: int) -> tuple[V | None, End | None]:
    """An entity as it last was, and what retracted it; (None, None) if it was not there yet."""
    row = lookups.newest(session, kind, entity_id)
    if row is None or row.until is None:
        return row, None
    made = made_by(session, [row.until]).get(row.until)
    return row, End(*made) if made else None


def first(session: Session, kind: type[V], entity_id: int) -> int | None:
    """The revision that first recorded an entity, also when that is after the moment shown."""
    earliest = select(func.min(kind.since)).where(col(kind.entity_id) == entity_id)
    return session.exec(earliest, execution_options=EVER).one()
