"""What the pages of countries and groups read."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import union, union_all
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
from app.spine.moment import ALL_VERSIONS, ALL_VERSIONS_EVER
from app.spine.versions import newest_row

# All that an actor's page tells of, itself first.
PARTS = (
    *(Actor, Pledge, Step, Condition, Citation, Stance, Assessment, Event, Attendance),
    *(Membership, Circumstance, Check),
)

ACTOR_ORDER = (col(Actor.name_folded), col(Actor.entity_id))  # as `Actor.sort_key` has it


def index(session: Session) -> Sequence[Actor]:
    """All actors, by name."""
    return session.exec(select(Actor).order_by(*ACTOR_ORDER)).all()


def show(session: Session, code: str) -> Actor | None:
    """The actor with a code; None if none has it."""
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
    """The newest revision that touched an actor, what is its or about it, or a part of that.

    One statement.
    """
    thing_ids = related_ids(actor)
    as_of = session.info.get("as_of")
    queries = []
    for kind in PARTS:
        row: Any = kind
        for end in (row.since, row.until):
            by_then = True if as_of is None else end <= as_of
            is_related = row.root_id.in_(thing_ids)
            queries.append(select(func.max(end).label("number")).where(is_related, by_then))
    numbers = union_all(*queries).subquery()
    newest = session.exec(select(func.max(numbers.c.number)), execution_options=ALL_VERSIONS).one()
    return int(newest or actor.since)


def load_related_ids(session: Session, actor: Actor) -> list[int]:
    """The ids of an actor and of all that was its, or about it, by the moment of the session."""
    rows = session.exec(related_ids(actor), execution_options=ALL_VERSIONS)
    return [i for (i,) in rows]


def related_ids(actor: Actor) -> Any:  # noqa: ANN401
    """The ids of the things that ever were an actor's or about it, of events that it was at."""
    owner_columns: list[tuple[Any, Any]] = [
        (Actor, Actor.entity_id),
        (Pledge, Pledge.actor_id),
        (Stance, Stance.actor_id),
        (Assessment, Assessment.about_actor_id),
        (Attendance, Attendance.actor_id),
        (Membership, Membership.member_id),
        (Circumstance, Circumstance.actor_id),
        (Check, Check.actor_id),
    ]
    return union(
        *(
            sa.select(kind.root_id).where(column == actor.entity_id)
            for kind, column in owner_columns
        )
    )
