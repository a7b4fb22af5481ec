"""What an actor's page shows beside its pledges."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.models import Actor, Assessment, Entity, Event, Membership, Pledge, Stance
from app.queries.citations import by_part, citations
from app.queries.offers import conditioned
from app.queries.records import Record, asked, attended
from app.rules.value import ByThen


@dataclass(frozen=True)
class Joint:
    """A group that an actor belongs to, with what the group offers."""

    membership: Membership
    group: Actor
    pledges: list[Pledge]


@dataclass(frozen=True)
class Around:
    """What there is by the day of an actor's, and about it; the oldest first.

    Attributes:
        later: How many of its stances are not there yet.
    """

    stances: list[Record]
    later: int
    assessments: list[Record]
    events: list[Record]
    joint: list[Joint]
    members: list[tuple[Membership, Actor]]

    @property
    def records(self) -> list[Record]:
        """All that has citations."""
        return [*self.stances, *self.assessments, *self.events]


def around(session: Session, day: date, actor: Actor) -> Around:
    """What an actor's page shows beside its pledges: eight statements."""
    words = {"actor": (actor.code,)}
    every = [asked(session, day, kind, words) for kind in (Stance, Assessment, Event)]
    bare = [[each for each in its if each.by_then != ByThen.NOT_YET] for its in every]
    later = len(every[0]) - len(bare[0])
    stances, assessments, events = filled(session, day, bare)
    groups, its = joint(session, actor), members(session, actor)
    return Around(stances, later, assessments, events, groups, its)


def filled(session: Session, day: date, bare: Sequence[list[Record]]) -> list[list[Record]]:
    """Records of several kinds with their parts: a statement for each kind of part."""
    these: Select[Any] = select(col(Entity.id))
    these = these.where(col(Entity.id).in_([record.id for its in bare for record in its]))
    cited = citations(session, these)
    conditions, states = conditioned(session, day, these)
    there = attended(session, these)
    return [
        [
            replace(
                record,
                conditions=conditions[record.id],
                states=states,
                attended=there[record.id],
                cited=by_part(cited[record.id]),
            )
            for record in its
        ]
        for its in bare
    ]


def joint(session: Session, actor: Actor) -> list[Joint]:
    """The groups that an actor belongs to, by name, with their pledges."""
    group: Any = aliased(Actor)
    rows: Any = (
        select(Membership, group, Pledge)
        .join(group, group.entity_id == Membership.parent_id)
        .outerjoin(Pledge, col(Pledge.actor_id) == group.entity_id)
        .where(col(Membership.member_id) == actor.entity_id)
        .order_by(group.name, col(Pledge.entity_id))
    )
    found: dict[int, Joint] = {}
    for membership, its, pledge in session.exec(rows):
        known = found.setdefault(membership.entity_id, Joint(membership, its, []))
        known.pledges.extend([pledge] if pledge else [])
    return list(found.values())


def members(session: Session, actor: Actor) -> list[tuple[Membership, Actor]]:
    """Who belongs to a group, by name."""
    rows: Any = (
        select(Membership, Actor)
        .join(Actor, col(Actor.entity_id) == Membership.member_id)
        .where(col(Membership.parent_id) == actor.entity_id)
        .order_by(col(Actor.name))
    )
    return [(membership, member) for membership, member in session.exec(rows)]
