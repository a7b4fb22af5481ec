"""Who has looked for what."""

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import case
from sqlmodel import Session, col, func, select

from app.models import Check
from app.models.vocabulary import Attribution, Topic
from app.queries.pledge_states import pledge_states

Checks = dict[tuple[int, Topic], list[Check]]


def checks(session: Session, actor_id: int | None = None) -> Checks:
    """The checks by actor and topic, in the order of their recording; of one actor or of all."""
    query = select(Check).order_by(col(Check.entity_id))
    if actor_id is not None:
        query = query.where(Check.actor_id == actor_id)
    by_topic: Checks = defaultdict(list)
    for check in session.exec(query):
        by_topic[check.actor_id, check.topic].append(check)
    return by_topic


def count_pledges(session: Session, day: date) -> dict[tuple[int, str], tuple[int, int]]:
    """How many pledges there are of each actor and domain, and how many of them its own."""
    state_rows = pledge_states(day).c
    own = case((state_rows.attribution == Attribution.OWN, 1), else_=0)
    query: Any = select(state_rows.actor_id, state_rows.domain, func.count(), func.sum(own))
    rows = session.exec(query.group_by(state_rows.actor_id, state_rows.domain))
    return {
        (actor_id, str(domain)): (count, own_count) for actor_id, domain, count, own_count in rows
    }
