"""What is on record that something on a form may be once more."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from app.models import Pledge, Source, Step

MAX_LIKE = 5  # things that a question names


def pledges_in_domain(session: Session, actor_id: int, domain: str) -> Sequence[Pledge]:
    """The newest pledges of an actor in a domain: one statement."""
    query = select(Pledge).where(Pledge.actor_id == actor_id, Pledge.domain == domain)
    return session.exec(query.order_by(col(Pledge.entity_id).desc()).limit(MAX_LIKE)).all()


def pledges_with_steps(
    session: Session, actor_id: int, domain: str
) -> Sequence[tuple[Pledge, Step | None]]:
    """The pledges of an actor in a domain, each once for each of its steps: one statement."""
    query = select(Pledge, Step).outerjoin(Step, col(Step.parent_id) == Pledge.entity_id)
    query = query.where(Pledge.actor_id == actor_id, Pledge.domain == domain)
    return session.exec(query.order_by(col(Pledge.entity_id))).all()


def steps_of(session: Session, pledge_id: int) -> Sequence[Step]:
    """The steps of a pledge, in the order of recording: one statement."""
    query = select(Step).where(Step.parent_id == pledge_id)
    return session.exec(query.order_by(col(Step.entity_id))).all()


def sources_at(session: Session, key: str, but_id: int) -> Sequence[Source]:
    """The sources whose address has a key, but for one of them: one statement."""
    query = select(Source).where(Source.address_key == key, Source.entity_id != but_id)
    return session.exec(query.order_by(col(Source.entity_id)).limit(MAX_LIKE)).all()
