"""What the pages of countries and groups read."""

from collections.abc import Sequence

from sqlalchemy import union_all
from sqlmodel import Session, col, func, select

from app.models import Actor, Citation, Condition, Pledge, Step
from app.spine import lookups
from app.spine.moment import ALL, EVER


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
    """The newest revision that touched an actor, its pledges or their parts: one statement."""
    ever = select(Pledge.entity_id).where(Pledge.actor_id == actor.entity_id).distinct()
    as_of = session.info.get("as_of")
    asked = []
    for kind, its in (
        (Actor, Actor.entity_id == actor.entity_id),
        (Pledge, Pledge.actor_id == actor.entity_id),
        (Step, col(Step.root_id).in_(ever)),
        (Condition, col(Condition.root_id).in_(ever)),
        (Citation, col(Citation.root_id).in_(ever)),
    ):
        for end in (kind.since, kind.until):
            by_then = True if as_of is None else col(end) <= as_of
            asked.append(select(func.max(end).label("number")).where(its, by_then))
    numbers = union_all(*asked).subquery()
    newest = session.exec(select(func.max(numbers.c.number)), execution_options=ALL).one()
    return int(newest or actor.since)


def roots(session: Session, actor: Actor) -> list[int]:
    """The ids of an actor and of all pledges it had by the moment of the session."""
    pledges = select(Pledge.root_id).where(Pledge.actor_id == actor.entity_id).distinct()
    return [actor.entity_id, *session.exec(pledges, execution_options=ALL)]
