"""Who has looked for what."""

from collections import defaultdict

from sqlmodel import Session, col, select

from app.models import Check
from app.models.vocabulary import Topic

Checks = dict[tuple[int, Topic], list[Check]]


def checks(session: Session, actor_id: int | None = None) -> Checks:
    """The checks by actor and topic, in the order of their recording; of one actor or of all."""
    asked = select(Check).order_by(col(Check.entity_id))
    if actor_id is not None:
        asked = asked.where(Check.actor_id == actor_id)
    found: Checks = defaultdict(list)
    for check in session.exec(asked):
        found[check.actor_id, check.topic].append(check)
    return found
