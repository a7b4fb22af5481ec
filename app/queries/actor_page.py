"""What an actor's page shows beside its pledges."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy import and_, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from app.models import Actor, Assessment, Entity, Event, Link, Membership, Pledge, Stance
from app.queries.circumstances import load_conditions
from app.queries.citations import citations, group_by_part
from app.queries.entries import Entry, filter_entries, load_attendances
from app.rules.pledge_state import ByThen

group, member = aliased(Actor), aliased(Actor)  # made once: each copies the table's columns


@dataclass(frozen=True)
class GroupMembership:
    """A group that an actor belongs to, with what the group offers."""

    membership: Membership
    group: Actor
    pledges: list[Pledge]


@dataclass(frozen=True)
class ActorPage:
    """What there is of an actor by the day, and about it; the oldest first.

    Attributes:
        later_stances: Those of its stances that begin after the day, without their parts.
        links: Those from or to its pledges, or to any of these entries.
        groups: Those it belongs to, by name.
        members: Who belongs to it, by name; only a group has any.
    """

    stances: list[Entry]
    later_stances: list[Entry]
    assessments: list[Entry]
    events: list[Entry]
    links: list[Link]
    groups: list[GroupMembership]
    members: list[tuple[Membership, Actor]]

    @property
    def entries(self) -> list[Entry]:
        """All of these that have citations: stances, assessments, events."""
        return [*self.stances, *self.assessments, *self.events]


def load_actor_page(session: Session, day: date, actor: Actor) -> ActorPage:
    """What an actor's page shows beside its pledges: eight statements."""
    words = {"actor": (actor.code,)}
    entries_by_kind = [
        filter_entries(session, day, kind, words) for kind in (Stance, Assessment, Event)
    ]
    present = [
        [each for each in rows if each.by_then != ByThen.NOT_YET] for rows in entries_by_kind
    ]
    later_stances = [each for each in entries_by_kind[0] if each.by_then == ByThen.NOT_YET]
    stances, assessments, events = load_parts_of_kinds(session, day, present)
    rows = load_actor_links(session, actor, [each.id for kind in present for each in kind])
    return ActorPage(
        stances, later_stances, assessments, events, rows, *load_memberships(session, actor)
    )


def load_actor_links(session: Session, actor: Actor, ids: Sequence[int]) -> list[Link]:
    """The links from or to an actor's pledges or these things, in the order of recording."""
    own = sa.select(col(Pledge.entity_id)).where(col(Pledge.actor_id) == actor.entity_id)
    conditions = [or_(end.in_(ids), end.in_(own)) for end in (col(Link.from_id), col(Link.to_id))]
    query = select(Link).where(or_(*conditions)).order_by(col(Link.entity_id))
    return list(session.exec(query))


def load_parts_of_kinds(
    session: Session, day: date, bare: Sequence[list[Entry]]
) -> list[list[Entry]]:
    """Entries of several kinds with their parts, kind by kind in their order: three statements."""
    own_ids = [entry.id for entries in bare for entry in entries]
    ids = sa.select(col(Entity.id)).where(col(Entity.id).in_(own_ids))
    evidence = citations(session, ids)
    conditions, states = load_conditions(session, day, ids)
    attendances = load_attendances(session, ids)
    return [
        [
            replace(
                entry,
                conditions=conditions[entry.id],
                condition_states=states,
                attendances=attendances[entry.id],
                evidence_by_part=group_by_part(evidence[entry.id]),
            )
            for entry in entries
        ]
        for entries in bare
    ]


def load_memberships(
    session: Session, actor: Actor
) -> tuple[list[GroupMembership], list[tuple[Membership, Actor]]]:
    """The groups that an actor belongs to with their pledges, and who belongs to it; by name.

    One statement.
    """
    is_member = col(Membership.member_id) == actor.entity_id
    query = (
        select(Membership, group, member, Pledge)
        .join(group, col(group.entity_id) == Membership.parent_id)
        .join(member, col(member.entity_id) == Membership.member_id)
        .outerjoin(Pledge, and_(is_member, col(Pledge.actor_id) == group.entity_id))
        .where(or_(is_member, col(Membership.parent_id) == actor.entity_id))
        .order_by(
            *(col(name) for name in (group.name_folded, member.name_folded)),
            *(col(each) for each in (Membership.entity_id, Pledge.entity_id)),
        )
    )
    rows: Sequence[tuple[Membership, Actor, Actor, Pledge | None]] = session.exec(query).all()
    groups: dict[int, GroupMembership] = {}
    members = []
    for membership, parent, other, pledge in rows:
        if membership.member_id != actor.entity_id:
            members.append((membership, other))
            continue
        group_membership = groups.setdefault(
            membership.entity_id, GroupMembership(membership, parent, [])
        )
        group_membership.pledges.extend([pledge] if pledge else [])
    return list(groups.values()), members
