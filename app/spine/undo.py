"""Taking an edit back, by another one, as far as it still can be."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col

from app.spine.change import Change
from app.spine.edit import Edit
from app.spine.evidence import basis_ids, is_evidence_for
from app.spine.id_conditions import match_ids
from app.spine.merge import EntityConflict, differing_names, merge_by_rules
from app.spine.moment import moment_number
from app.spine.obstacles import ChangeOutcome, find_obstacles
from app.spine.refusals import Refused
from app.spine.successor import mergers_before
from app.spine.validity import Kind
from app.spine.versioned import Facts
from app.spine.versions import Version, all_versions, versions_at, versions_pointing_at


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
    def changes(self) -> list[Change]:
        """Those that will be undone, from what they say now to what they will say then."""
        return [
            Change(each.kind, each.entity, self.facts_now.get(each.entity_id), facts, each.number)
            for each, facts in self.undone
        ]


def plan_undo(session: Session, changes: Iterable[Change]) -> Plan:
    """What undoing `changes` would do now; changes that are undone already are in no list.

    Four statements, however many there are; one more where evidence rests on something.
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
        except EntityConflict:
            since.append((change, row.since if theirs is not None else row.until or row.since))
            continue
        if facts != theirs:
            outcomes[change.entity_id] = change, facts
    pointing_versions = versions_pointing_at(session, outcomes)
    bases = load_bases(session, pointing_versions)
    for entity_id, number in later_evidence_changes(pointing_versions, outcomes, bases).items():
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


def load_bases(session: Session, rows: Iterable[Version]) -> dict[int, Version]:
    """What these versions, as far as they are evidence, rest on now, by id: one statement."""
    ids = {basis_id for row in rows for basis_id in basis_ids(row.kind, [row.facts])}
    if not ids:
        return {}
    bases = versions_at(session, lambda kind: match_ids(col(kind.entity_id), ids))
    return {basis.entity.id: basis for basis in bases if basis.entity.id in ids}


def later_evidence_changes(
    pointing_versions: Iterable[Version],
    outcomes: Mapping[int, ChangeOutcome],
    bases: Mapping[int, Version],
) -> dict[int, int]:
    """Those whose evidence was changed since, and would not fit any more; with the revision.

    And those on which evidence rests since that is younger than they are.
    """
    later_revisions: dict[int, int] = {}
    for row in pointing_versions:
        if row.kind.evidence_fact is None or row.entity.id in outcomes:
            continue
        own_bases = basis_ids(row.kind, [row.facts])
        since = max(
            [row.since, *(bases[i].since for i in own_bases if i in bases.keys() - outcomes)]
        )
        change, facts = outcomes.get(row.entity.parent_id or 0, (None, None))
        if change is not None and facts is not None and since > change.number:
            names = differing_names(change.after, facts)
            if is_evidence_for(row.kind.evidence_fact, [row.facts], names):
                later_revisions[change.entity_id] = since
        for basis_id in own_bases & outcomes.keys():
            change, facts = outcomes[basis_id]
            if facts is not None and row.since > change.number:
                later_revisions[basis_id] = row.since
    return later_revisions


def carry_out(edit: Edit, plan: Plan, expected_plan: Plan | None = None) -> None:
    """Bring back what a plan says that can be; the plan must be one of the edit's own moment.

    Raises:
        Refused: When nothing is left to undo, or the editor was shown another plan.
    """
    edit.set_all([(change.entity, facts) for change, facts in plan.undone])
    merge_again(edit, plan)
    if not edit.effective_changes():
        raise Refused("Nothing is left to undo.")
    if expected_plan is not None and expected_plan.outcome != plan.outcome:
        raise Refused("Someone changed some of it while you were at it. Look again.")


def merge_again(edit: Edit, plan: Plan) -> None:
    """Let what undoing an undoing closes stand again in what it was merged into."""
    closings = [change for change, facts in plan.undone if facts is None]
    if not closings:
        return
    mergers = mergers_before(edit.session, closings[0].number)
    present_ids = edit.facts_of([into.id for into in mergers.values()]).keys()
    for change in closings:
        into = mergers.get(change.entity_id)
        if into is not None and into.id in present_ids:
            edit.changes[change.entity_id].into = into
