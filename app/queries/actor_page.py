"""What an actor's page shows beside its pledges."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import sqlalchemy as sa
from sqlalchemy import and_, or_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.models import Actor, Assessment, Entity, Event, Link, Membership, Pledge, Stance
from app.queries.circumstances import load_conditions
from app.queries.citations import Evidence, citations, group_by_part
from app.queries.entries import Entry, filter_entries, load_attendances
from app.queries.result_rows import fetch_rows
from app.rules.pledge_state import ByThen
from app.spine.columns import shared_alias

group, member = (
    shared_alias(Actor),
    shared_alias(Actor),
)


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
        evidence_by_part: The citations of the actor and of these memberships, by id.
    """

    stances: list[Entry]
    later_stances: list[Entry]
    assessments: list[Entry]
    events: list[Entry]
    links: list[Link]
    groups: list[GroupMembership]
    members: list[tuple[Membership, Actor]]
    evidence_by_part: dict[int, list[Evidence]]

    @property
    def citations(self) -> list[Evidence]:
        """The citations of the actor and of its memberships, part by part."""
        return [each for evidence in self.evidence_by_part.values() for each in evidence]

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
    groups, members = load_memberships(session, actor)
    memberships = [each.membership for each in groups] + [membership for membership, _ in members]
    evidence = load_evidence(session, actor, present, memberships)
    stances, assessments, events = load_parts_of_kinds(session, day, actor, present, evidence)
    rows = load_actor_links(session, actor, [each.id for kind in present for each in kind])
    by_part = group_by_part([each for root in evidence.values() for each in root])
    ids = [actor.entity_id, *(each.entity_id for each in memberships)]
    own = {i: by_part[i] for i in ids if i in by_part}
    return ActorPage(stances, later_stances, assessments, events, rows, groups, members, own)


def load_evidence(
    session: Session,
    actor: Actor,
    bare: Sequence[list[Entry]],
    memberships: Sequence[Membership],
) -> dict[int, list[Evidence]]:
    """The citations of entries, of an actor and of groups with these memberships, by thing.

    One statement.
    """
    ids = {actor.entity_id, *(each.root_id for each in memberships)}
    ids |= {entry.id for entries in bare for entry in entries}
    return citations(session, entity_ids(*sorted(ids)))


@lru_cache(maxsize=64)  # one object for the same ids, so that what is cached by it is found
def entity_ids(*ids: int) -> sa.Select[int]:
    """A SELECT of these ids. The same object for the same arguments."""
    return sa.select(col(Entity.id)).where(col(Entity.id).in_(ids))


def load_actor_links(session: Session, actor: Actor, ids: Sequence[int]) -> list[Link]:
    """The links from or to an actor's pledges or these things, in the order of recording."""
    return list(session.exec(select_links(actor.entity_id, *ids)))


@lru_cache(maxsize=64)
def select_links(actor_id: int, *ids: int) -> SelectOfScalar[Link]:
    """The links from or to an actor's pledges or these things."""
    own = sa.select(col(Pledge.entity_id)).where(col(Pledge.actor_id) == actor_id)
    conditions = [or_(end.in_(ids), end.in_(own)) for end in (col(Link.from_id), col(Link.to_id))]
    return select(Link).where(or_(*conditions)).order_by(col(Link.entity_id))


def load_parts_of_kinds(
    session: Session,
    day: date,
    actor: Actor,
    bare: Sequence[list[Entry]],
    evidence: Mapping[int, list[Evidence]],
) -> list[list[Entry]]:
    """Entries of several kinds with their parts, kind by kind in their order: two statements.

    Of who was at an event only the actor: the citations of the others do not speak of it.
    """
    own_ids = [entry.id for entries in bare for entry in entries]
    ids = entity_ids(*own_ids)
    conditions, states = load_conditions(session, day, ids)
    attendances = load_attendances(session, ids)

    def add_parts(entry: Entry) -> Entry:
        own = [pair for pair in attendances[entry.id] if pair[1].entity_id == actor.entity_id]
        other_ids = {a.entity_id for a, _ in attendances[entry.id]} - {a.entity_id for a, _ in own}
        parts = group_by_part(evidence.get(entry.id, []))
        return replace(
            entry,
            conditions=conditions[entry.id],
            condition_states=states,
            attendances=own,
            evidence_by_part={i: part for i, part in parts.items() if i not in other_ids},
        )

    return [[add_parts(entry) for entry in entries] for entries in bare]


def load_memberships(
    session: Session, actor: Actor
) -> tuple[list[GroupMembership], list[tuple[Membership, Actor]]]:
    """The groups that an actor belongs to with their pledges, and who belongs to it; by name.

    One statement.
    """
    rows = fetch_rows(session, select_memberships(actor.entity_id))
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


@lru_cache(maxsize=64)
def select_memberships(actor_id: int) -> sa.Select[Membership, Actor, Actor, Pledge | None]:
    """The groups of an actor, each with its pledges, and the members of it; by name."""
    is_member = col(Membership.member_id) == actor_id
    return (
        sa.select(Membership, group, member, Pledge)
        .select_from(Membership)
        .join(group, col(group.entity_id) == Membership.parent_id)
        .join(member, col(member.entity_id) == Membership.member_id)
        .outerjoin(Pledge, and_(is_member, col(Pledge.actor_id) == group.entity_id))
        .where(or_(is_member, col(Membership.parent_id) == actor_id))
        .order_by(
            *(col(name) for name in (group.name_folded, member.name_folded)),
            *(col(each) for each in (Membership.entity_id, Pledge.entity_id)),
        )
    )
