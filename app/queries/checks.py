"""The checks by actor and topic, and the table that the list of checks begins with."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import sqlalchemy as sa
from sqlalchemy import and_, case, or_
from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from app.models import Actor, Check, Pledge
from app.models.vocabulary import Attribution, Topic
from app.queries.entries import Entry
from app.queries.pledge_states import pledge_states
from app.queries.result_rows import fetch_rows
from app.queries.row_dates import FIRST
from app.rules.check_status import latest_check

COLUMNS = (Topic.LAND, Topic.AIR, Topic.SEA, Topic.FUNDING)
Checks = dict[tuple[int, Topic], list[Check]]


@dataclass(frozen=True)
class CheckRow:
    """An actor with the last check of each column by the day; None where nobody has looked.

    Attributes:
        cells: One for each of COLUMNS.
        others: The last checks of the other topics, in the order of the vocabulary.
    """

    actor: Actor
    cells: list[Check | None]
    others: list[Check]

    @property
    def unchecked_topics(self) -> list[Topic]:
        """The topics among COLUMNS that nobody has looked for by the day."""
        pairs = zip(COLUMNS, self.cells, strict=True)
        return [topic for topic, check in pairs if check is None]


def checks(session: Session, actor_id: int | None = None) -> Checks:
    """The checks by actor and topic, in the order of their recording; of one actor or of all.

    One statement.
    """
    by_topic: Checks = defaultdict(list)
    for check in session.exec(select_checks(actor_id)):
        by_topic[check.actor_id, check.topic].append(check)
    return by_topic


@lru_cache(maxsize=64)
def select_checks(actor_id: int | None) -> SelectOfScalar[Check]:
    """The checks of an actor, or of all, in the order of their recording."""
    query = select(Check).order_by(col(Check.entity_id))
    return query if actor_id is None else query.where(Check.actor_id == actor_id)


def checks_of_pledge(session: Session, pledge: Pledge, day: date) -> Sequence[Check]:
    """The searches by a day that were about a pledge, or its actor and domain, newest first.

    One statement.
    """
    is_about = or_(
        col(Check.pledge_id) == pledge.entity_id,
        and_(
            col(Check.pledge_id).is_(None),
            col(Check.actor_id) == pledge.actor_id,
            col(Check.topic) == pledge.domain,
        ),
    )
    query = select(Check).where(is_about, col(Check.checked_on) <= day)
    newest_first = col(Check.checked_on).desc(), col(Check.entity_id).desc()
    return session.exec(query.order_by(*newest_first)).all()


def count_pledges(session: Session, day: date) -> dict[tuple[int, str], tuple[int, int]]:
    """By actor and domain: how many pledges there are on the day, and how many of them its own.

    One statement. An actor without pledges in a domain has no entry.
    """
    state_rows = pledge_states(day).c
    own = case((state_rows.attribution == Attribution.OWN, 1), else_=0)
    query = sa.select(state_rows.actor_id, state_rows.domain, func.count(), func.sum(own))
    rows = fetch_rows(session, query.group_by(state_rows.actor_id, state_rows.domain))
    return {
        (actor_id, str(domain)): (count, own_count) for actor_id, domain, count, own_count in rows
    }


def sort_checks(entries: Iterable[Entry], *, newest_first: bool) -> list[Entry]:
    """Checks by day; of one day, by the name of the actor and the order of the topics."""
    topics = list(Topic)
    by_name = sorted(
        entries, key=lambda r: (r.actor.sort_key if r.actor else ("", 0), topics.index(r.row.topic))
    )
    return sorted(by_name, key=lambda record: record.last or FIRST, reverse=newest_first)


def build_check_table(
    entries: Iterable[Entry], actors: Sequence[Actor], day: date
) -> list[CheckRow]:
    """A row for each of the actors: countries first, then by name."""
    checks_by_topic: dict[tuple[int, Topic], list[Check]] = {}
    for entry in entries:
        checks_by_topic.setdefault((entry.row.actor_id, entry.row.topic), []).append(entry.row)

    def last_check(actor: Actor, topic: Topic) -> Check | None:
        return latest_check(checks_by_topic.get((actor.entity_id, topic), ()), day)

    return [
        CheckRow(
            actor,
            [last_check(actor, topic) for topic in COLUMNS],
            [
                check
                for topic in Topic
                if topic not in COLUMNS
                if (check := last_check(actor, topic))
            ],
        )
        for actor in sorted(actors, key=lambda actor: (not actor.is_country, actor.sort_key))
    ]
