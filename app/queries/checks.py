"""Who has looked for what."""

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import case
from sqlmodel import Session, col, func, select

from app.models import Check
from app.models.vocabulary import Attribution, Topic
from app.queries.values import values

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


def pledged(session: Session, day: date) -> dict[tuple[int, str], tuple[int, int]]:
    """How many pledges there are of each actor and domain, and how many of them its own."""
    worth = values(day).c
    own = case((worth.attribution == Attribution.OWN, 1), else_=0)
    counted: Any = select(worth.actor_id, worth.domain, func.count(), func.sum(own))
    rows = session.exec(counted.group_by(worth.actor_id, worth.domain))
    return {(actor_id, str(domain)): (count, its) for actor_id, domain, count, its in rows}
