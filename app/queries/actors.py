"""What the pages of countries and groups read."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import sqlalchemy as sa
from sqlalchemy import CompoundSelect, Select, true, union, union_all
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col, func, select

from app.models import (
    Actor,
    Assessment,
    Attendance,
    Check,
    Circumstance,
    Citation,
    Condition,
    Event,
    Membership,
    Pledge,
    Stance,
    Step,
)
from app.queries.result_rows import fetch_rows
from app.spine.moment import ALL_VERSIONS, ALL_VERSIONS_EVER, moment_number
from app.spine.versioned import Versioned
from app.spine.versions import newest_row

# The kinds of all that an actor's page shows, the actor first.
PARTS: tuple[type[Versioned], ...] = (
    *(Actor, Pledge, Step, Condition, Citation, Stance, Assessment, Event, Attendance),
    *(Membership, Circumstance, Check),
)
# The column of each kind that says whose a row is, or whom it is about.
RELATED_COLUMNS: Mapping[type[Versioned], Mapped[int] | Mapped[int | None]] = {
    Actor: col(Actor.entity_id),
    Pledge: col(Pledge.actor_id),
    Stance: col(Stance.actor_id),
    Assessment: col(Assessment.about_actor_id),
    Attendance: col(Attendance.actor_id),
    Membership: col(Membership.member_id),
    Circumstance: col(Circumstance.actor_id),
    Check: col(Check.actor_id),
}

ACTOR_ORDER = (col(Actor.name_folded), col(Actor.entity_id))  # as `Actor.sort_key` has it
ALL_ACTORS = select(Actor).order_by(*ACTOR_ORDER)


def index(session: Session) -> Sequence[Actor]:
    """All actors, countries and groups, by name: one statement."""
    return session.exec(ALL_ACTORS).all()


def show(session: Session, code: str) -> Actor | None:
    """The actor with a code; None if none has it now."""
    if "\0" in code:
        return None  # PostgreSQL would refuse to be asked
    return session.exec(select(Actor).where(Actor.code == code)).one_or_none()


def last_with_code(session: Session, code: str, *, ever: bool = False) -> Actor | None:
    """The actor that last had a code, perhaps retracted; None if none ever had it.

    Args:
        session: Where, and until which moment.
        code: The code.
        ever: Whether to look also at what came after that moment.
    """
    if "\0" in code:
        return None
    query = select(Actor).where(Actor.code == code).order_by(col(Actor.since).desc()).limit(1)
    return session.exec(
        query, execution_options=ALL_VERSIONS_EVER if ever else ALL_VERSIONS
    ).first()


def is_free(session: Session, code: str) -> bool:
    """Whether no actor has a code, nor had it when it was retracted."""
    actor = last_with_code(session, code)
    newest = newest_row(session, Actor, actor.entity_id) if actor else None
    return newest is None or newest.code != code


def last_change(session: Session, actor: Actor) -> int:
    """The number of the newest revision that touched what the page of an actor shows.

    That is the actor, what is its or about it, and all parts. One statement.
    """
    query = select_last_change(actor.entity_id, moment_number(session))
    newest = fetch_rows(session, query).one()[0]
    return int(newest or actor.since)


@lru_cache(maxsize=64)
def select_last_change(actor_id: int, as_of: int | None) -> Select[int | None]:
    """The number of the newest revision that touched what the page of an actor shows."""
    thing_ids = related_ids(actor_id)
    queries = []
    for kind in PARTS:
        is_related = col(kind.root_id).in_(thing_ids)
        for end in (col(kind.since), col(kind.until)):
            by_then = true() if as_of is None else end <= as_of
            queries.append(select(func.max(end).label("number")).where(is_related, by_then))
    numbers = union_all(*queries).subquery()
    return sa.select(func.max(numbers.c.number)).execution_options(**ALL_VERSIONS)


def load_related_ids(session: Session, actor: Actor) -> list[int]:
    """The ids of an actor and of all that was its, or about it, by the moment of the session."""
    rows = fetch_rows(session, related_ids(actor.entity_id).execution_options(**ALL_VERSIONS))
    return [i for (i,) in rows]


def related_ids(actor_id: int) -> CompoundSelect[int]:
    """A SELECT of the ids of what ever was an actor's or about it, and of events that it was at.

    It finds them only with the versions of all times.
    """
    selects = [
        sa.select(col(kind.root_id)).where(owner_column == actor_id)
        for kind, owner_column in RELATED_COLUMNS.items()
    ]
    return union(*selects)
