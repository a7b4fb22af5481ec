"""The moment a session sees the register at.

`session.info["as_of"]` is a revision's number, or None for now. Every SELECT through the ORM,
relationships included, then finds what was true at that moment and nothing else.
`execution_options(all_versions=True)` on a statement lets it see every version that had begun
by then; when one that was open then ended later, `until` still says so. With
`all_versions="ever"` it sees also those that were yet to come: only to say that there are any.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement, Engine, Executable, event, orm
from sqlalchemy.orm import ORMExecuteState, with_loader_criteria
from sqlalchemy.orm.util import LoaderCriteriaOption
from sqlmodel import Session, col

from app.db import read_only_engine
from app.spine.derived_table import derived_tables
from app.spine.revision import Line, Revision
from app.spine.validity import Lasting, begun_by, open_now, true_at
from app.spine.versioned import Versioned, kinds

ALL_VERSIONS = {"all_versions": True}
ALL_VERSIONS_EVER = {"all_versions": "ever"}
# Statements that are built once, as they are limited to now: SQLAlchemy keeps what it works out of
# a statement with the object.
limits_to_now: WeakKeyDictionary[Executable, Executable] = WeakKeyDictionary()


@lru_cache
def moment_criteria(number: int | None, *, all_versions: bool) -> list[LoaderCriteriaOption]:
    """What limits a statement to revision `number`, or now: its versions, and no later revision.

    A condition is a function of the class: a ready expression breaks joins to an aliased one.
    """
    if number is None:
        return [] if all_versions else limit_versions(open_now)
    # Two functions: SQLAlchemy keeps what one yields, and looks again only at the numbers in it.
    versions = (
        limit_versions(lambda kind: begun_by(kind, number))
        if all_versions
        else limit_versions(lambda kind: true_at(kind, number))
    )
    return [
        *versions,
        with_loader_criteria(Revision, lambda cls: col(cls.number) <= number, include_aliases=True),
        with_loader_criteria(Line, lambda cls: col(cls.revision) <= number, include_aliases=True),
    ]


def limit_versions(
    condition: Callable[[Lasting], ColumnElement[bool]],
) -> list[LoaderCriteriaOption]:
    """What limits a statement to the versions and derived rows that meet a condition."""
    return [
        with_loader_criteria(kind, condition, include_aliases=True)
        for kind in (*kinds(), *derived_tables())
    ]


def reading_session(engine: Engine, number: int | None = None) -> Session:
    """A session that can't write and sees the register at revision `number`, or now."""
    return Session(read_only_engine(engine), info={"as_of": number})


def moment_number(session: orm.Session) -> int | None:
    """The number of the revision that a session sees the register at; None for now."""
    number: int | None = session.info.get("as_of")
    return number


@contextmanager
def shift_moment(session: Session, number: int) -> Iterator[None]:
    """Let `session` see the register at revision `number` meanwhile: two states, one transaction.

    Only back: what its own moment does not show stays unseen.
    """
    own_moment = moment_number(session)
    session.info["as_of"] = number if own_moment is None else min(number, own_moment)
    try:
        yield
    finally:
        session.info["as_of"] = own_moment


# Here and not in app/db, which can't name the versioned tables; and on every session, not on a
# kind of its own, so that forgetting to ask for a moment means now, never all times at once.
@event.listens_for(Session, "do_orm_execute")
def limit_to_moment(state: ORMExecuteState) -> None:
    """Limit `state` to the session's moment; the relationships it loads inherit the limit.

    Raises:
        TypeError: For a bulk update or delete of a versioned table.
    """
    if (state.is_update or state.is_delete) and issubclass(mapped_class(state), Versioned):
        raise TypeError("A version is closed by a revision, never changed or deleted.")
    is_first_load = not (state.is_column_load or state.is_relationship_load)
    if state.is_select and is_first_load:
        all_versions = state.execution_options.get("all_versions")
        number = None if all_versions == "ever" else moment_number(state.session)
        state.statement = limit_statement(state.statement, number, all_versions=bool(all_versions))


def limit_statement(statement: Executable, number: int | None, *, all_versions: bool) -> Executable:
    """The statement limited to a revision, or now; the same object for the same one and now."""
    limits = moment_criteria(number, all_versions=all_versions)
    if number is not None:
        return statement.options(*limits)
    if not limits:
        return statement
    if statement not in limits_to_now:
        limits_to_now[statement] = statement.options(*limits)
    return limits_to_now[statement]


def mapped_class(state: ORMExecuteState) -> type:
    """The table that `state` is about."""
    return state.bind_mapper.class_ if state.bind_mapper else object
