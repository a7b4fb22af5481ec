"""The two states of the register at two revisions, as far as they differ: a few statements."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from sqlalchemy import ColumnElement, and_, func, or_, select, union
from sqlmodel import Session, col

from app.models import (
    Account,
    Actor,
    Circumstance,
    Citation,
    Condition,
    Passage,
    Pledge,
    Source,
    Stance,
)
from app.queries.circumstances import load_conditions
from app.queries.pledge_states import pledge_states, to_pledge_state
from app.queries.result_rows import fetch_rows
from app.queries.things import TITLE_AND_OWNER, Thing, select_ids
from app.rules.conditions import unmet_conditions
from app.rules.pledge_difference import PledgeSide
from app.spine.change import Change
from app.spine.history import tell_mergers
from app.spine.moment import ALL_VERSIONS, shift_moment
from app.spine.revision import Revision
from app.spine.validity import (
    Kind,
    appears_between,
    differs_between,
    disappears_between,
    true_at_either,
)
from app.spine.versioned import kinds
from app.spine.versions import Version, all_versions

MAX_THINGS = 500  # things on a page
MAX_NAMES = 2000  # things on it with a name; all others have a number
RevisionSpan = tuple[int, int]


@dataclass
class RegisterDiff:
    """What differs between the two states, for `differences` to put into words.

    Attributes:
        changes: The rows that differ, by id, each with the revision that did it last.
        before: What pledges are worth at the earlier revision, by id.
        after: What they are worth at the later one.
        names: What things are called and whose they are, by id.
        stances: At either revision, all stances of the actors that have a new one.
        revisions: The revisions of the changes and the two ends, with who made them.
    """

    span: RevisionSpan
    changes: dict[int, Change]
    before: dict[int, PledgeSide] = field(default_factory=dict)
    after: dict[int, PledgeSide] = field(default_factory=dict)
    names: dict[int, Thing] = field(default_factory=dict)
    stances: list[Version] = field(default_factory=list)
    revisions: Mapping[int, tuple[Revision, Account]] = field(default_factory=dict)

    @cached_property
    def by_root(self) -> dict[int, list[Change]]:
        """The rows that differ, by the id of the thing that they are parts of."""
        by_root: dict[int, list[Change]] = defaultdict(list)
        for change in self.changes.values():
            by_root[change.entity.root_id].append(change)
        return by_root


def touched_roots(session: Session, span: RevisionSpan) -> tuple[list[int], int]:
    """The ids of the first 500 things that may differ, by id; and how many there are in all."""
    queries = [select(col(kind.root_id)).where(differs_between(kind, *span)) for kind in kinds()]
    roots = union(*queries).subquery()
    query = select(roots.c.root_id, func.count().over()).order_by(roots.c.root_id).limit(MAX_THINGS)
    rows = fetch_rows(session, query.execution_options(**ALL_VERSIONS)).all()
    return [root for root, _ in rows], rows[0][1] if rows else 0


def load_changes(session: Session, roots: Collection[int], span: RevisionSpan) -> dict[int, Change]:
    """What became of the rows of these things, by id; each with the revision that did it last."""

    def concerns(kind: Kind) -> ColumnElement[bool]:
        differs_here = or_(
            differs_between(kind, *span),
            appears_between(kind, *span),
            disappears_between(kind, *span),
        )
        return and_(col(kind.root_id).in_(roots), differs_here)

    versions_by_id: dict[int, list[Version]] = defaultdict(list)
    for version in all_versions(session, concerns) if roots else []:
        versions_by_id[version.entity.id].append(version)
    changes = {i: combine_versions(versions_by_id[i], span) for i in sorted(versions_by_id)}
    tell_mergers(session, changes.values())
    return {i: each for i, each in changes.items() if each.before != each.after}


def combine_versions(rows: Sequence[Version], span: RevisionSpan) -> Change:
    """What became of a row, by those of its versions that begin or end in the span."""
    change = Change(rows[0].kind, rows[0].entity)
    for row in rows:
        if row.is_true_at(span[0]):
            change.before = row.facts
        if row.is_true_at(span[1]):
            change.after = row.facts
    begin_numbers = [row.since for row in rows if row.since > span[0]]
    end_numbers = [row.until for row in rows if row.until and row.until <= span[1]]
    change.number = (
        max(end_numbers)
        if change.after is None
        else max(begin_numbers)
        if change.before
        else min(begin_numbers)
    )
    return change


def affected_things(session: Session, diff: RegisterDiff, most: int) -> list[int]:
    """The ids of the first `most` things whose worth rests on what differs elsewhere.

    That is a circumstance, the date of a source, or whose word a passage is.

    One statement; none where no such differs.
    """
    changes = diff.changes.values()
    sides = [(c, facts) for c in changes for facts in (c.before, c.after) if facts is not None]
    kinds_met = {facts["kind"] for c, facts in sides if c.kind is Circumstance}
    dating_fields = {"published", "origin_id"}
    source_changes = [c for c in changes if c.kind is Source and c.verb == "changed"]
    sources = [c.entity_id for c in source_changes if dating_fields & c.fact_changes.keys()]
    word_fields = {"speaker", "on_behalf", "each"}
    passage_changes = [c for c in changes if c.kind is Passage and c.verb == "changed"]
    passages = [c.entity_id for c in passage_changes if word_fields & c.fact_changes.keys()]
    if not (kinds_met or sources or passages):
        return []
    waiting = select(col(Condition.root_id)).where(col(Condition.kind).in_(kinds_met))
    of_source = select(col(Passage.entity_id)).where(col(Passage.root_id).in_(sources))
    citing = select(col(Citation.root_id)).where(
        or_(col(Citation.passage_id).in_(passages), col(Citation.passage_id).in_(of_source))
    )
    roots = union(
        waiting.where(true_at_either(Condition, *diff.span)),
        citing.where(true_at_either(Citation, *diff.span)),
    ).subquery()
    query = select(roots.c.root_id).order_by(roots.c.root_id).limit(most)
    rows = fetch_rows(session, query.execution_options(**ALL_VERSIONS))
    return [root for (root,) in rows]


def load_sides(
    session: Session, number: int, day: date, roots: Collection[int]
) -> dict[int, PledgeSide]:
    """What the pledges among these things are worth as of a revision, by id: two statements."""
    with shift_moment(session, number):
        query = select(pledge_states(day, select_ids(Pledge, *roots)))
        rows = [to_pledge_state(row) for row in fetch_rows(session, query)]
        conditions, states = load_conditions(session, day, select_ids(Pledge, *roots))
    return {
        row.pledge_id: PledgeSide(row, unmet_conditions(conditions[row.pledge_id], states))
        for row in rows
    }


def load_names(session: Session, diff: RegisterDiff, roots: Collection[int]) -> None:
    """Fill `diff.names`, for these things and all that the rows point at, and `diff.stances`.

    One statement. Beyond 2,000 things the rest has no name.
    """
    changes = diff.changes.values()
    sides = [(c, facts) for c in changes for facts in (c.before, c.after) if facts is not None]
    points = {target for c, facts in sides for target in c.kind.targets(facts)} - {*roots}
    ids = [*roots, *sorted(points)][:MAX_NAMES]
    new_stances = [c.after for c in changes if c.kind is Stance and c.before is None and c.after]
    movers = {facts["actor_id"] for facts in new_stances}

    def concerns(kind: Kind) -> ColumnElement[bool]:
        condition: ColumnElement[bool] = col(kind.entity_id).in_(ids)
        if kind is Stance:
            condition = or_(condition, col(Stance.actor_id).in_(movers))
        either = true_at_either(kind, *diff.span)
        return either if kind is Actor else and_(condition, either)

    rows = sorted(
        all_versions(session, concerns, list(TITLE_AND_OWNER)), key=lambda version: version.since
    )
    actors = {v.entity.id: to_actor(v) for v in rows if v.kind is Actor}
    diff.names = {v.entity.id: to_thing(v, actors) for v in rows}
    diff.stances = [v for v in rows if v.kind is Stance]


def to_actor(version: Version) -> Actor:
    """An actor as a version says it."""
    return Actor(**Actor.columns(version.entity, version.since, version.facts))


def to_thing(version: Version, actors: Mapping[int, Actor]) -> Thing:
    """A thing as a version says it."""
    title, owner = TITLE_AND_OWNER[version.kind]
    facts = version.facts | {"entity_id": version.entity.id}
    owner_actor = actors.get(facts[owner]) if owner is not None else None
    return Thing(version.entity.id, version.entity.kind, str(facts[title]), owner_actor)
