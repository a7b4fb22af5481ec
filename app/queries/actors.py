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
from app.spine import lookups
from app.spine.moment import ALL, EVER

# All that an actor's page tells of, itself first.
PARTS = (
    *(Actor, Pledge, Step, Condition, Citation, Stance, Assessment, Event, Attendance),
    *(Membership, Circumstance, Check),
)


def index(session: Session) -> Sequence[Actor]:
    """All actors, by name."""
    return session.exec(select(Actor).order_by(col(Actor.name))).all()


def show(session: Session, code: str) -> Actor | None:
    """The actor with a code; None if none has it."""
    if "\0" in code:
        return None  # PostgreSQL would refuse to be asked
    return session.exec(select(Actor).where(Actor.code == code)).one_or_none()


def last(session: Session, code: str, *, ever: bool = False) -> Actor | None:
    """The actor that last had a code, perhaps retracted; None if none ever had it.

    Args:
        session: Where, and until which moment.
        code: The code.
        ever: Whether to look also at what came after that moment.
    """
    if "\0" in code:
        return None
    had = select(Actor).where(Actor.code == code).order_by(col(Actor.since).desc()).limit(1)
    return session.exec(had, execution_options=EVER if ever else ALL).first()


def is_free(session: Session, code: str) -> bool:
    """Whether no actor has a code, nor had it when it was retracted."""
    had = last(session, code)
    newest = lookups.newest(session, Actor, had.entity_id) if had else None
    return newest is None or newest.code != code


def last_change(session: Session, actor: Actor) -> int:
    """The newest revision that touched an actor, what is its or about it, or a part of that.

    One statement.
    """
    ever = its(actor)
    as_of = session.info.get("as_of")
    asked = []
    for kind in PARTS:
        row: Any = kind
        for end in (row.since, row.until):
            by_then = True if as_of is None else end <= as_of
            mine = row.root_id.in_(ever)
            asked.append(select(func.max(end).label("number")).where(mine, by_then))
    numbers = union_all(*asked).subquery()
    newest = session.exec(select(func.max(numbers.c.number)), execution_options=ALL).one()
    return int(newest or actor.since)


def roots(session: Session, actor: Actor) -> list[int]:
    """The ids of an actor and of all that was its, or about it, by the moment of the session."""
    found = session.exec(its(actor), execution_options=ALL)
    return [i for (i,) in found]


def its(actor: Actor) -> Any:  # noqa: ANN401
    """The ids of the things that ever were an actor's or about it, of events that it was at."""
    whose: list[tuple[Any, Any]] = [
        (Actor, Actor.entity_id),
        (Pledge, Pledge.actor_id),
        (Stance, Stance.actor_id),
        (Assessment, Assessment.about_actor_id),
        (Attendance, Attendance.actor_id),
        (Membership, Membership.member_id),
        (Circumstance, Circumstance.actor_id),
        (Check, Check.actor_id),
    ]
    return union(*(sa.select(kind.root_id).where(of == actor.entity_id) for kind, of in whose))
