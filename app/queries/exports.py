"""What an export reads, a batch at a time: each function gives the next rows, none at the end."""

from uuid import UUID

from sqlalchemy import tuple_
from sqlmodel import Session, col, func, or_, select

from app.models import Account, Line, Revision, Role

BATCH = 1000


def accounts(session: Session, after: int) -> list[Account]:
    """The register's own account and those of who made its revisions, behind an id."""
    made = select(Revision.account_id)
    concerned = or_(col(Account.role) == Role.SYSTEM, col(Account.id).in_(made))
    ordered = select(Account).where(Account.id > after, concerned).order_by(col(Account.id))
    return list(session.exec(ordered.limit(BATCH)))


def revisions(session: Session, after: int) -> list[tuple[Revision, UUID]]:
    """Revisions behind a number, each with the uid of who made it."""
    joined = select(Revision, Account.uid).join(Account).where(Revision.number > after)
    return list(session.exec(joined.order_by(col(Revision.number)).limit(BATCH)))


def lines(session: Session, after: tuple[int, int]) -> list[Line]:
    """Lines of the record behind a revision and a position."""
    place = (col(Line.revision), col(Line.position))
    behind = select(Line).where(tuple_(*place) > after)
    return list(session.exec(behind.order_by(*place).limit(BATCH)))


def size(session: Session) -> int:
    """How many lines the record has."""
    return session.exec(select(func.count()).select_from(Line)).one()
