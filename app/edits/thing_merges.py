"""Merging a duplicate into another thing: an edit of its own, worked out before it locks."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial

from pydantic import ValidationError
from sqlalchemy import ColumnElement, Engine, or_
from sqlmodel import Session, col

from app.edits.edit_request import EditRequest
from app.edits.reposts import find_ring
from app.edits.reversals import CHANGED, EarlyPlan
from app.models import Citation, Link
from app.queries.form_options import load_thing
from app.rules.merging_thing import MergingThing, differing_facts, find_obstacle
from app.rules.thing_merge import ThingMerge
from app.spine.change import Change
from app.spine.id_conditions import match_ids
from app.spine.lookups import highest_entity_id
from app.spine.merge import first_error
from app.spine.refusals import Refused
from app.spine.restoration import newest_revision
from app.spine.revision import Intent
from app.spine.validity import Kind
from app.spine.versions import Version, all_versions, versions_at, versions_pointing_at

GONE = "This is not in the register any more."
MISSING = "There is no {} {} in the register. Name one that is there."


@dataclass(frozen=True)
class MergeRequest:
    """Which two things are to be merged.

    Attributes:
        survivor_id: The one that stays.
        other_id: The one that is closed.
        choices: The facts that are to be as the other one states them.
    """

    survivor_id: int
    other_id: int
    choices: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Merger:
    """What merging two things would do.

    Attributes:
        obstacle: Why it can't be done, in a sentence; "" if it can.
        newest_revision: The newest revision that touched either, or a passage that they cite.
    """

    changes: list[Change]
    obstacle: str = ""
    newest_revision: int = 0


def merge_things(engine: Engine, edit_request: EditRequest, merge_request: MergeRequest) -> int:
    """Close a thing, as it stands in another one; the revision that does.

    Raises:
        Refused: When they can't be one, or somebody changed one of them since the page was drawn.
    """
    plan = EarlyPlan(engine, partial(plan_merger, merge_request=merge_request))
    with edit_request.recording(engine, Intent.CORRECTS) as edit:
        merger = plan.at(edit)
        if merger.obstacle:
            raise Refused(merger.obstacle)
        if merger.newest_revision > max(edit_request.base, edit.earlier_submission):
            raise Refused(CHANGED.format(merger.newest_revision))
        edit.adopt(merger.changes)
    return edit.previous + 1


def plan_merger(session: Session, merge_request: MergeRequest) -> Merger:
    """What merging two things would do at the session's moment: a constant number of statements."""
    survivor = load_merging_thing(session, merge_request.survivor_id)
    other = load_merging_thing(session, merge_request.other_id)
    if survivor is None:
        return Merger([], GONE)
    if other is None:
        return Merger([], MISSING.format(survivor.root.kind, merge_request.other_id))
    if obstacle := find_obstacle(survivor, other):
        return Merger([], obstacle)
    names = merge_request.choices & set(differing_facts(survivor, other))
    try:
        facts = survivor.kind.validate_facts(
            survivor.own_facts | {name: other.own_facts[name] for name in names}
        )
    except ValidationError as error:
        return Merger([], f"What you chose does not fit together. {first_error(error)}")
    merge = ThingMerge(survivor, other, facts, highest_entity_id(session))
    changes = merge.changes(load_pointing_versions(session, [survivor, other]))
    newest = newest_revision(session, load_history(session, [survivor, other]))
    return Merger(changes, find_ring(session, changes), newest)


def load_merging_thing(session: Session, entity_id: int) -> MergingThing | None:
    """A thing that is in the register, to be merged; None if it is not there."""
    thing = load_thing(session, entity_id)
    if thing is None or entity_id not in thing.facts:
        return None
    return MergingThing(thing.root, thing.entities, thing.facts)


def load_pointing_versions(session: Session, things: Collection[MergingThing]) -> list[Version]:
    """What points at two things or at parts of them, and what hangs on the links among that.

    In the order of recording: at most two statements.
    """
    ids = {i for thing in things for i in thing.facts}
    rows = {row.entity.id: row for row in versions_pointing_at(session, ids)}
    link_ids = [i for i, row in rows.items() if row.kind is Link]
    if link_ids:
        parts = versions_at(session, lambda kind: match_ids(col(kind.root_id), link_ids))
        rows |= {row.entity.id: row for row in parts if row.entity.root_id in link_ids}
    return [rows[i] for i in sorted(rows)]


def load_history(session: Session, things: Collection[MergingThing]) -> list[Version]:
    """All versions of two things, of their parts, and of the passages that these cite."""
    root_ids = {thing.root.id for thing in things}
    passage_ids = {
        facts["passage_id"]
        for thing in things
        for i, facts in thing.facts.items()
        if thing.entities[i].kind == Citation.noun()
    }

    def condition(kind: Kind) -> ColumnElement[bool]:
        is_own = match_ids(col(kind.root_id), root_ids)
        return or_(is_own, match_ids(col(kind.entity_id), passage_ids))

    rows = all_versions(session, condition)
    return [row for row in rows if row.entity.root_id in root_ids or row.entity.id in passage_ids]
