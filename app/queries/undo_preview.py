"""What undoing a revision would change, shown before anybody does it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from app.models import Account, Revision
from app.queries.register import load_revisions
from app.queries.revisions import referenced_things
from app.queries.things import Thing
from app.spine.change import Change
from app.spine.history import load_all_changes, tell_mergers
from app.spine.undo import Plan, plan_undo

MAX_ROWS = 100  # rows in each list of the preview


@dataclass(frozen=True)
class UndoPreview:
    """What would become of all that a revision changed.

    Attributes:
        size: How many rows it changed.
        back: Those that would go back, from what they say now to what they would say then.
        kept: Those that were changed since and would stay, each with the revision that did.
        blocked: Those that can't go back, each with the reason.
        revisions: The revision and those in `kept`, with who made them, by number.
        names: What the rows point at, or are parts of, by id.
        doubles: Those parts that stay though what was merged into them comes back.
    """

    size: int
    back: list[Change]
    kept: list[tuple[Change, int]]
    blocked: list[tuple[Change, str]]
    revisions: Mapping[int, tuple[Revision, Account]]
    names: Mapping[int, Thing]
    doubles: list[Change]

    @property
    def unchanged_count(self) -> int:
        """How many rows say already what they said before the revision."""
        return self.size - len(self.back) - len(self.kept) - len(self.blocked)


def show(session: Session, number: int) -> UndoPreview:
    """What undoing a revision, which there is, would do now: seven statements, or eight."""
    changes = load_all_changes(session, number)
    undo_plan = plan_undo(session, changes)
    later_changes, obstacles = undo_plan.since, undo_plan.blocked
    revisions = load_revisions(session, {number, *(later for _, later in later_changes[:MAX_ROWS])})
    shown_changes = [
        *undo_plan.changes[:MAX_ROWS],
        *(each for each, _ in (*later_changes[:MAX_ROWS], *obstacles[:MAX_ROWS])),
    ]
    return UndoPreview(
        len(changes),
        undo_plan.changes,
        later_changes,
        obstacles,
        revisions,
        referenced_things(session, shown_changes),
        find_doubles(session, changes, undo_plan),
    )


def find_doubles(session: Session, changes: Sequence[Change], undo_plan: Plan) -> list[Change]:
    """What a merger opened and stays, though what it was opened for comes back beside it.

    One statement where something stays.
    """
    staying = [each for each, _ in (*undo_plan.since, *undo_plan.blocked) if each.verb == "added"]
    if staying:
        tell_mergers(session, changes)
    heir_ids = {
        change.into.id
        for change in changes
        if change.into is not None and undo_plan.outcome.get(change.entity_id) is not None
    }
    return [each for each in staying if each.entity_id in heir_ids]
