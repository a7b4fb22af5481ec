"""What every page reads of the register as a whole: which moment it shows, how old it is."""

from collections.abc import Collection
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from sqlalchemy import ScalarSelect
from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import Select

from app.models import Account, AccountState, Citation, Passage, Register, Revision, Source
from app.spine.columns import shared_alias
from app.spine.example_mark import is_example
from app.spine.moment import moment_number
from app.spine.revision import SYSTEM_ACCOUNT

# Made once: each copies the columns of its table.
cited_source = shared_alias(Source)
any_revision = shared_alias(Revision)


class RegisterAge(NamedTuple):
    """How old what a page shows is.

    Attributes:
        evidence_earliest: The earliest possible day on which the newest cited source came out.
        evidence_latest: The latest; the same where a source of that day is dated exactly.
        source_count: How many sources are cited.
        accounts_changed_in: The newest revision about an account, at whatever moment the session
            is: what accounts are called is told as it is now.
    """

    evidence_earliest: date | None
    evidence_latest: date | None
    source_count: int
    accounts_changed_in: int | None


def register_age(session: Session) -> RegisterAge:
    """How old the newest evidence is, and what accounts are called: one statement.

    A repost is no second source: it does not make its origin any newer. A source that nothing
    rests on makes the register no newer either.
    """
    return RegisterAge(*session.exec(select_age()).one())


@cache
def select_age() -> Select[date | None, date | None, int, int | None]:
    """The columns of `RegisterAge`."""
    newest = select(
        func.max(Source.published_earliest),
        func.max(Source.published_latest),
        func.count(col(Source.entity_id)),
        select(func.max(AccountState.since)).scalar_subquery(),
    )
    origin_ids = select(func.coalesce(col(cited_source.origin_id), col(cited_source.entity_id)))
    cited_ids = origin_ids.join(Passage, col(Passage.root_id) == cited_source.entity_id).join(
        Citation, col(Citation.passage_id) == Passage.entity_id
    )
    return newest.where(col(Source.entity_id).in_(cited_ids))


def is_example_register(session: Session) -> bool:
    """Whether the record says that all of it is example data."""
    return is_example(session.exec(select(Revision).where(Revision.number == 1)))


def nearby_revisions(session: Session) -> tuple[list[Revision], int]:
    """The revision shown, the one before it and the first, as far as there are; newest first.

    And how often the tables were made again; 0 where there is no revision.
    """
    rows = session.exec(select_nearby(moment_number(session))).all()
    return [revision for revision, _ in rows], rows[0][1] or 0 if rows else 0


@lru_cache
def select_nearby(number: int | None) -> Select[Revision, int | None]:
    """A revision, or the newest, with its neighbours; and how often the tables were made again."""
    newest = select(func.max(col(Revision.number))).scalar_subquery()
    current: int | ScalarSelect[int | None] = newest if number is None else number
    query = select(Revision, select(Register.generation).scalar_subquery())
    query = query.where(col(Revision.number).in_([current, current - 1, 1]))
    return query.order_by(col(Revision.number).desc())


def load_revisions(
    session: Session, numbers: Collection[int]
) -> dict[int, tuple[Revision, Account]]:
    """These revisions with who made them, by number, newest first; without those there are not."""
    query = select(Revision, Account).join(Account).where(col(Revision.number).in_(numbers))
    rows = session.exec(query.order_by(col(Revision.number).desc()))
    return {revision.number: (revision, account) for revision, account in rows}


def load_revision(session: Session, number: int) -> tuple[Revision, Account, bool] | None:
    """A revision, who made it, and whether it is the seed; None if there is none: one statement.

    The seed is the first revision that is not about accounts, where the system's own made it.
    """
    content_numbers = select(any_revision.number).where(
        col(any_revision.number).not_in(select(AccountState.since))
    )
    first = content_numbers.order_by(col(any_revision.number)).limit(1).scalar_subquery()
    query = select(Revision, Account, first).join(Account).where(Revision.number == number)
    row = session.exec(query).first()
    return row and (row[0], row[1], row[1].id == SYSTEM_ACCOUNT and row[2] == number)
