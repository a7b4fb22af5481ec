"""Taking an edit back, by another one, as far as it still can be."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, false, or_, true, tuple_
from sqlmodel import Session, col

from app.spine.change import Change
from app.spine.columns import column
from app.spine.edit import Edit, is_evidence_for
from app.spine.merge import FactConflict, differing_names, merge_by_rules
from app.spine.moment import moment_number
from app.spine.refusals import Refused
from app.spine.validity import Kind
from app.spine.versioned import Facts, NaturalKey
from app.spine.versions import (
    MAX_NAMED_IDS,
    Version,
    all_versions,
    match_ids,
    versions_at,
    versions_pointing_at,
)

ChangeOutcome = tuple[Change, Facts | None]  # and what its entity will say then


@dataclass(frozen=True)
class Plan:
    """What becomes of each change of a revision when it is undone.

    Attributes:
        undone: Those that will be undone, with what the entity will say then; what others
            changed beside them is kept.
        since: Those changed again since and kept, each with the number of the revision that did.
        blocked: Those that can't be undone, each with the reason.
        facts_now: What the entities say now, by id; those that are not in the register left out.
    """

    undone: list[ChangeOutcome]
    since: list[tuple[Change, int]]
    blocked: list[tuple[Change, str]]
    facts_now: dict[int, Facts]

    @property
    def outcome(self) -> dict[int, Facts | None]:
        """What each that will be undone will say then, by entity."""
        return {change.entity_id: facts for change, facts in self.undone}

    @property
    def net_changes(self) -> list[Change]:
        """Those that will be undone, from what they say now to what they will say then."""
        return [
            Change(each.kind, each.entity, self.facts_now.get(each.entity_id), facts, each.number)
            for each, facts in self.undone
        ]


def plan_undo(session: Session, changes: Iterable[Change]) -> Plan:
    """What undoing `changes` would do now; changes that are undone already are in no list.

    Four statements, however many there are.
    """
    outcomes: dict[int, ChangeOutcome] = {}
    since: list[tuple[Change, int]] = []
    changes = list(changes)
    last = newest_versions(session, changes)
    as_of = moment_number(session)
    facts_now = {i: row.facts for i, row in last.items() if row.is_true_at(as_of)}
    for change in changes:
        row, theirs = last[change.entity_id], facts_now.get(change.entity_id)
        try:
            facts = merge_by_rules(change.kind, change.after, theirs, change.before)
        except FactConflict:
            since.append((change, row.since if theirs is not None else row.until or row.since))
            continue
        if facts != theirs:
            outcomes[change.entity_id] = change, facts
    pointing_versions = versions_pointing_at(session, outcomes)
    for entity_id, number in later_evidence_changes(pointing_versions, outcomes).items():
        change, _ = outcomes.pop(entity_id)
        since.append((change, number))
    obstacles = find_obstacles(session, outcomes, pointing_versions, facts_now)
    for change, _ in obstacles:
        del outcomes[change.entity_id]
    return Plan(list(outcomes.values()), since, obstacles, facts_now)


def newest_versions(session: Session, changes: Collection[Change]) -> dict[int, Version]:
    """The versions that these entities have, or last had, by id: one statement."""
    ids = {change.entity_id for change in changes}
    first = min((change.number for change in changes), default=0)

    def condition(kind: Kind) -> ColumnElement[bool]:
        is_recent = or_(col(kind.since) >= first, col(kind.until) == first)
        return and_(match_ids(col(kind.entity_id), ids), is_recent)

    rows = sorted(all_versions(session, condition), key=lambda row: row.since)
    return {row.entity.id: row for row in rows if row.entity.id in ids}


def later_evidence_changes(
    pointing_versions: Iterable[Version], outcomes: Mapping[int, ChangeOutcome]
) -> dict[int, int]:
    """Those whose evidence was changed since, and would not fit any more; with the revision."""
    later_revisions: dict[int, int] = {}
    for row in pointing_versions:
        change, facts = outcomes.get(row.entity.parent_id or 0, (None, None))
        evidence_fact = row.kind.evidence_fact
        if change is None or facts is None or evidence_fact is None or row.entity.id in outcomes:
            continue
        if row.since > change.number and is_evidence_for(
            evidence_fact, [row.facts], differing_names(change.after, facts)
        ):
            later_revisions[change.entity_id] = row.since
    return later_revisions


def find_obstacles(
    session: Session,
    outcomes: Mapping[int, ChangeOutcome],
    pointing_versions: Iterable[Version],
    known_ids: Collection[int],
) -> list[tuple[Change, str]]:
    """Those that can't be done, as something would point at nothing or have a namesake.

    Args:
        session: Where, and at which moment.
        outcomes: What is to be done, by entity.
        pointing_versions: All that points at one of these.
        known_ids: Those of these that are in the register.
    """
    remaining = dict(outcomes)
    target_ids = {target for c, facts in remaining.values() for target, _ in c.pointers_of(facts)}
    other_ids = target_ids - remaining.keys() - set(known_ids)
    other_versions = (
        versions_at(session, lambda kind: match_ids(col(kind.entity_id), other_ids))
        if other_ids
        else []
    )
    present_ids = {*known_ids, *(row.entity.id for row in other_versions)}
    pointers = [(row.entity.id, row.label, row.targets) for row in pointing_versions]
    key_holders = natural_key_holders(session, remaining.values())
    obstacles: list[tuple[Change, str]] = []
    while True:
        reasons = {
            i: pointer_reason(i, pointers, remaining)
            or missing_target_reason(i, present_ids, remaining)
            or namesake_reason(i, key_holders, remaining)
            for i in remaining
        }
        if not any(reasons.values()):
            return obstacles
        obstacles += [(remaining[i][0], reason) for i, reason in reasons.items() if reason]
        remaining = {i: each for i, each in remaining.items() if not reasons[i]}


def pointer_reason(
    entity_id: int,
    pointers: Iterable[tuple[int, str, set[int]]],
    remaining: Mapping[int, ChangeOutcome],
) -> str:
    """What would still point at an entity that undoing takes away; or ""."""
    if remaining[entity_id][1] is not None:
        return ""
    labels = [label for i, label, to in pointers if entity_id in targets_then(i, to, remaining)]
    return f"{', '.join(labels)} points there." if labels else ""


def targets_then(
    entity_id: int, targets_now: set[int], remaining: Mapping[int, ChangeOutcome]
) -> set[int]:
    """What an entity that points at `targets_now` will point at then."""
    if entity_id not in remaining:
        return targets_now
    change, facts = remaining[entity_id]
    return {target for target, _ in change.pointers_of(facts)}


def missing_target_reason(
    entity_id: int, present_ids: Collection[int], remaining: Mapping[int, ChangeOutcome]
) -> str:
    """What an entity would miss that isn't there and won't be brought back with it; or ""."""
    change, facts = remaining[entity_id]
    for target, name in change.pointers_of(facts):
        if target not in present_ids and (target not in remaining or remaining[target][1] is None):
            return f"Its {change.kind.fact_phrase(name)} is not in the register."
    return ""


def namesake_reason(
    entity_id: int,
    key_holders: Mapping[int, Iterable[Version]],
    remaining: Mapping[int, ChangeOutcome],
) -> str:
    """Who keeps the natural key that an entity would have again; or ""."""
    for row in key_holders.get(entity_id, ()):
        facts = remaining[row.entity.id][1] if row.entity.id in remaining else row.facts
        if row.kind.natural_key(facts) == row.kind.natural_key(row.facts):
            return f"There is one already: {row.label}."
    return ""


def natural_key_holders(
    session: Session, outcomes: Iterable[ChangeOutcome]
) -> dict[int, list[Version]]:
    """Who else has the natural key now that an entity would have again, by entity."""
    ids_by_key: dict[Kind, dict[NaturalKey, int]] = defaultdict(dict)
    for change, facts in outcomes:
        if None not in (key := change.kind.natural_key(facts)):
            ids_by_key[change.kind][key] = change.entity_id

    def condition(kind: Kind) -> ColumnElement[bool]:
        keys = ids_by_key.get(kind, {})
        has_key = tuple_(*(column(kind, name) for name in kind.natural_columns)).in_(keys)
        return false() if not keys else true() if len(keys) > MAX_NAMED_IDS else has_key

    by_entity: dict[int, list[Version]] = defaultdict(list)
    for row in versions_at(session, condition) if ids_by_key else []:
        owner = ids_by_key[row.kind].get(row.kind.natural_key(row.facts))
        if owner not in (None, row.entity.id):
            by_entity[owner].append(row)
    return by_entity


def undo_changes(
    edit: Edit,
    changes: Iterable[Change],
    *,
    overwrite: bool = False,
    base: int = 0,
    expected_plan: Plan | None = None,
) -> None:
    """Bring back what a revision changed.

    Args:
        edit: The edit that does it.
        changes: What the revision changed.
        overwrite: Whether to bring back also what was changed since.
        base: The newest revision the editor had seen when choosing to overwrite.
        expected_plan: The plan that the editor was shown; None to undo whatever can be.

    Raises:
        Refused: When nothing is left to undo, or would be overwritten unseen, or something else
            would be undone than the editor was shown.
    """
    current_plan = plan_undo(edit.session, changes)
    for change, facts in current_plan.undone:
        edit.set_facts(change.entity, facts)
    for change, number in current_plan.since if overwrite else []:
        if number > base:
            raise Refused(f"r{number} has changed some of it while you were at it. Look again.")
        edit.set_facts(change.entity, change.before)
    if not edit.effective_changes():
        raise Refused("Nothing is left to undo.")
    if expected_plan is not None and expected_plan.outcome != current_plan.outcome:
        raise Refused("Someone changed some of it while you were at it. Look again.")
