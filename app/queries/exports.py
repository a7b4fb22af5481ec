"""What an export reads, a batch at a time: each function gives the next rows, none at the end."""

from uuid import UUID

from sqlalchemy import tuple_
from sqlmodel import Session, col, func, or_, select

from app.models import Account, AccountState, Line, Revision, Role

BATCH = 1000


def next_accounts(session: Session, after: int) -> list[Account]:
    """The register's own account and those that the record tells of by then, behind an id."""
    account_ids = select(AccountState.account_id).join(Revision)  # no later one is seen
    condition = or_(col(Account.role) == Role.SYSTEM, col(Account.id).in_(account_ids))
    query = select(Account).where(Account.id > after, condition).order_by(col(Account.id))
    return list(session.exec(query.limit(BATCH)))


def next_revisions(session: Session, after: int) -> list[tuple[Revision, UUID]]:
    """Revisions behind a number, each with the uid of who made it."""
    query = select(Revision, Account.uid).join(Account).where(Revision.number > after)
    return list(session.exec(query.order_by(col(Revision.number)).limit(BATCH)))


def next_lines(session: Session, after: tuple[int, int]) -> list[Line]:
    """Lines of the record behind a revision and a position."""
    position = (col(Line.revision), col(Line.position))
    query = select(Line).where(tuple_(*position) > after)
    return list(session.exec(query.order_by(*position).limit(BATCH)))


def count_lines(session: Session) -> int:
    """How many lines the record has, up to the moment of the session."""
    return session.exec(select(func.count()).select_from(Line)).one()
