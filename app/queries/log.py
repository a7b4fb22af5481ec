"""The revisions that the address of the log asks for."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, exists, union
from sqlmodel import Session, col, func, select

from app.models import (
    Account,
    Actor,
    Assessment,
    Attendance,
    Check,
    Circumstance,
    Citation,
    Condition,
    Event,
    Link,
    Membership,
    Pledge,
    Revision,
    Source,
    Stance,
    Step,
    Versioned,
)
from app.queries.revisions import PAGE, Entry
from app.spine import history
from app.spine.moment import ALL

Words = Mapping[str, Sequence[str]]
KINDS: tuple[type[Versioned], ...] = (
    *(Actor, Pledge, Step, Condition, Citation, Stance, Assessment, Event, Attendance),
    *(Membership, Circumstance, Check, Link, Source),
)
WHOSE: tuple[tuple[Any, Any], ...] = (
    (Actor, Actor.entity_id),
    (Pledge, Pledge.actor_id),
    (Stance, Stance.actor_id),
    (Assessment, Assessment.about_actor_id),
    (Attendance, Attendance.actor_id),
    (Membership, Membership.member_id),
    (Circumstance, Circumstance.actor_id),
    (Check, Check.actor_id),
)


def index(session: Session, words: Words, page: int) -> tuple[list[Entry], int]:
    """A page of those asked for, newest first, without their changes; and how many there are.

    Three statements.
    """
    chosen = conditions(words)
    counted = select(func.count()).select_from(Revision).join(Account).where(*chosen)
    count = session.exec(counted, execution_options=ALL).one()
    asked = select(Revision, Account).join(Account).where(*chosen)
    ordered = asked.order_by(col(Revision.number).desc()).limit(PAGE).offset((page - 1) * PAGE)
    made = session.exec(ordered, execution_options=ALL).all()
    sizes = history.sizes(session, [revision.number for revision, _ in made])
    return [Entry(r, account, sizes.get(r.number, 0), []) for r, account in made], count


def handles(session: Session) -> list[str]:
    """The handles of those who have edited, in their order."""
    edited = exists().where(col(Revision.account_id) == Account.id)
    return list(session.exec(select(Account.handle).where(edited).order_by(Account.handle)))


def conditions(words: Words) -> list[ColumnElement[bool]]:
    """What the words ask of a revision."""
    found: list[ColumnElement[bool]] = []
    if words.get("editor"):
        found.append(col(Account.handle).in_(words["editor"]))
    if words.get("intent"):
        found.append(col(Revision.intent).in_(words["intent"]))
    if words.get("since"):
        found.append(col(Revision.made_at) >= midnight(words["since"][0]))
    if words.get("until"):
        found.append(col(Revision.made_at) < midnight(words["until"][0]) + timedelta(days=1))
    if words.get("actor") or words.get("noun"):
        found.append(col(Revision.number).in_(touching(words)))
    return found


def midnight(day: str) -> datetime:
    """When a day begins, UTC."""
    return datetime.combine(date.fromisoformat(day), time.min, UTC)


def touching(words: Words) -> Any:  # noqa: ANN401
    """The numbers of the revisions that touched rows of these kinds, of things of these actors."""
    nouns, codes = words.get("noun"), words.get("actor")
    asked = []
    for kind in KINDS:
        row: Any = kind
        if nouns and kind.noun() not in nouns:
            continue
        mine = row.root_id.in_(its(codes)) if codes else sa.true()
        asked += [sa.select(end).where(mine, end.is_not(None)) for end in (row.since, row.until)]
    return union(*asked)


def its(codes: Sequence[str]) -> Any:  # noqa: ANN401
    """The ids of the things that ever were of these actors or about them."""
    actor: Any = sa.select(col(Actor.entity_id)).where(col(Actor.code).in_(codes))
    return union(*(sa.select(kind.root_id).where(of.in_(actor)) for kind, of in WHOSE))
