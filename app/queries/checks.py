"""Who has looked for what."""

from collections import defaultdict
from typing import Any

from sqlmodel import Session, col, func, select

from app.models import Check, Pledge
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


def pledged(session: Session) -> dict[tuple[int, str], int]:
    """How many pledges there are of each actor and domain."""
    counted: Any = select(Pledge.actor_id, Pledge.domain, func.count(col(Pledge.entity_id)))
    rows = session.exec(counted.group_by(Pledge.actor_id, Pledge.domain))
    return {(actor_id, str(domain)): count for actor_id, domain, count in rows}
