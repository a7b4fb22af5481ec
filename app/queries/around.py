"""What an actor's page shows beside its pledges."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.models import Actor, Assessment, Entity, Event, Link, Membership, Pledge, Stance
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
        links: Those from or to its pledges or any of these.
    """

    stances: list[Record]
    later: int
    assessments: list[Record]
    events: list[Record]
    links: list[Link]
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
    its = links(session, actor, [each.id for kind in bare for each in kind])
    return Around(stances, later, assessments, events, its, *belonging(session, actor))


def links(session: Session, actor: Actor, ids: Sequence[int]) -> list[Link]:
    """The links that lead from or to an actor's pledges or the things of these ids."""
    own = select(col(Pledge.entity_id)).where(col(Pledge.actor_id) == actor.entity_id)
    touching = [or_(end.in_(ids), end.in_(own)) for end in (col(Link.from_id), col(Link.to_id))]
    rows: Any = select(Link).where(or_(*touching)).order_by(col(Link.entity_id))
    return list(session.scalars(rows))


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


def belonging(session: Session, actor: Actor) -> tuple[list[Joint], list[tuple[Membership, Actor]]]:
    """The groups that an actor belongs to with their pledges, and who belongs to it; by name."""
    group, member = aliased(Actor), aliased(Actor)
    within = col(Membership.member_id) == actor.entity_id
    rows: Any = (
        select(Membership, group, member, Pledge)
        .join(group, col(group.entity_id) == Membership.parent_id)
        .join(member, col(member.entity_id) == Membership.member_id)
        .outerjoin(Pledge, and_(within, col(Pledge.actor_id) == group.entity_id))
        .where(or_(within, col(Membership.parent_id) == actor.entity_id))
        .order_by(col(group.name), col(member.name), col(Pledge.entity_id))
    )
    groups: dict[int, Joint] = {}
    members = []
    for membership, its, who, pledge in session.exec(rows):
        if membership.member_id != actor.entity_id:
            members.append((membership, who))
            continue
        known = groups.setdefault(membership.entity_id, Joint(membership, its, []))
        known.pledges.extend([pledge] if pledge else [])
    return list(groups.values()), members
