"""The two states of the register at two revisions, as far as they differ: a few statements."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, union
from sqlmodel import Session, col

from app.models import Account, Actor, Circumstance, Citation, Condition, Pledge, Source, Stance
from app.queries.offers import conditioned
from app.queries.things import CALLED, Thing, only
from app.queries.values import value, values
from app.rules.compared import Side
from app.rules.waiting import still_waited_for
from app.spine.across import Version, came, differs, versions, went
from app.spine.change import Change
from app.spine.moment import ALL, turned
from app.spine.revision import Revision
from app.spine.versioned import kinds

MOST = 500  # things that a page tells of
NAMES = 2000  # things that it calls by their name; all further ones by their number
Span = tuple[int, int]


@dataclass
class Found:
    """What was found in the two states, to be put into words.

    Attributes:
        changes: The rows that differ, by id, each with the revision that did it last.
        before: What pledges are worth at the earlier revision, by id; so `after` at the later.
        stances: Those of all who have a new one, at either revision.
        made: The revisions told of, with who made them.
    """

    span: Span
    changes: dict[int, Change]
    before: dict[int, Side] = field(default_factory=dict)
    after: dict[int, Side] = field(default_factory=dict)
    names: dict[int, Thing] = field(default_factory=dict)
    stances: list[Version] = field(default_factory=list)
    made: Mapping[int, tuple[Revision, Account]] = field(default_factory=dict)

    @cached_property
    def by_root(self) -> dict[int, list[Change]]:
        """The rows that differ, by the thing they are parts of."""
        found: dict[int, list[Change]] = defaultdict(list)
        for change in self.changes.values():
            found[change.entity.root_id].append(change)
        return found


def touched(session: Session, span: Span) -> tuple[list[int], int]:
    """The first 500 things that may differ, in the order of recording; and how many there are."""
    each = [select(col(kind.root_id)).where(differs(kind, *span)) for kind in kinds()]
    roots: Any = union(*each).subquery()
    asked: Any = select(roots.c.root_id, func.count().over()).order_by(roots.c.root_id).limit(MOST)
    rows = session.exec(asked, execution_options=ALL).all()
    return [root for root, _ in rows], rows[0][1] if rows else 0


def changed(session: Session, roots: Collection[int], span: Span) -> dict[int, Change]:
    """What became of the rows of these things, by id; each with the revision that did it last."""

    def these(kind: Any) -> ColumnElement[bool]:  # noqa: ANN401
        moved = or_(differs(kind, *span), came(kind, *span), went(kind, *span))
        return and_(kind.root_id.in_(roots), moved)

    found: dict[int, list[Version]] = defaultdict(list)
    for version in versions(session, these) if roots else []:
        found[version.entity.id].append(version)
    every = {i: change(found[i], span) for i in sorted(found)}
    return {i: each for i, each in every.items() if each.before != each.after}


def change(rows: Sequence[Version], span: Span) -> Change:
    """What became of a row, by its versions that bear on that."""
    told = Change(rows[0].kind, rows[0].entity)
    for row in rows:
        if there(row, span[0]):
            told.before = row.facts
        if there(row, span[1]):
            told.after = row.facts
    begun = [row.since for row in rows if row.since > span[0]]
    ended = [row.until for row in rows if row.until and row.until <= span[1]]
    told.number = max(ended) if told.after is None else max(begun) if told.before else min(begun)
    return told


def there(version: Version, number: int) -> bool:
    """Whether a version is true at a revision."""
    return version.since <= number and (version.until is None or version.until > number)


def beside(session: Session, found: Found, most: int) -> list[int]:
    """The first `most` things whose worth hangs on a circumstance or a source that differs."""
    every = found.changes.values()
    sides = [(c, facts) for c in every for facts in (c.before, c.after) if facts is not None]
    kinds_met = {facts["kind"] for c, facts in sides if c.kind is Circumstance}
    moved = {"published", "origin_id"}
    told = [c for c in every if c.kind is Source and c.verb == "changed"]
    sources = [c.entity_id for c in told if moved & c.fields.keys()]
    if not (kinds_met or sources):
        return []
    waiting = select(col(Condition.root_id)).where(col(Condition.kind).in_(kinds_met))
    citing = select(col(Citation.root_id)).where(col(Citation.source_id).in_(sources))
    roots: Any = union(
        waiting.where(at_either(Condition, found.span)),
        citing.where(at_either(Citation, found.span)),
    ).subquery()
    asked: Any = select(roots.c.root_id).order_by(roots.c.root_id).limit(most)
    return [root for (root,) in session.exec(asked, execution_options=ALL)]


def at_either(kind: Any, span: Span) -> ColumnElement[bool]:  # noqa: ANN401
    """The condition that a version is true at one of two revisions, or at both."""
    ends = (
        and_(kind.since <= number, or_(kind.until.is_(None), kind.until > number))
        for number in span
    )
    return or_(*ends)


def worth(session: Session, number: int, day: date, roots: Collection[int]) -> dict[int, Side]:
    """What those of these that are pledges are worth as of a revision, by id."""
    with turned(session, number):
        asked: Any = select(values(day, only(Pledge, *roots)))
        rows = [value(row) for row in session.exec(asked)]
        conditions, states = conditioned(session, day, only(Pledge, *roots))
    return {
        row.pledge_id: Side(row, still_waited_for(conditions[row.pledge_id], states))
        for row in rows
    }


def name(session: Session, found: Found, roots: Collection[int]) -> None:
    """Find out what these things and all that the rows point at are called, and whose they are."""
    every = found.changes.values()
    sides = [(c, facts) for c in every for facts in (c.before, c.after) if facts is not None]
    points = {facts[n] for c, facts in sides for n in c.kind.references()} - {None, *roots}
    ids = [*roots, *sorted(points)][:NAMES]
    new = [c.after for c in every if c.kind is Stance and c.before is None and c.after]
    movers = {facts["actor_id"] for facts in new}

    def these(kind: Any) -> ColumnElement[bool]:  # noqa: ANN401
        asked: ColumnElement[bool] = kind.entity_id.in_(ids)
        if kind is Stance:
            asked = or_(asked, col(Stance.actor_id).in_(movers))
        either = at_either(kind, found.span)
        return either if kind is Actor else and_(asked, either)

    rows = sorted(versions(session, these, list(CALLED)), key=lambda version: version.since)
    actors = {v.entity.id: actor(v) for v in rows if v.kind is Actor}
    found.names = {v.entity.id: thing(v, actors) for v in rows}
    found.stances = [v for v in rows if v.kind is Stance]


def actor(version: Version) -> Actor:
    """An actor as a version says it."""
    return Actor(**Actor.columns(version.entity, version.since, version.facts))


def thing(version: Version, actors: Mapping[int, Actor]) -> Thing:
    """A thing as a version says it."""
    title, owner = CALLED[version.kind]
    facts = version.facts | {"entity_id": version.entity.id}
    whose = actors.get(facts[owner.key]) if owner is not None else None
    return Thing(version.entity.id, version.entity.kind, str(facts[title.key]), whose)
