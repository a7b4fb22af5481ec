"""Taking a thing or an edit back, and bringing a thing back: each is an edit of its own."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from functools import partial
from typing import Generic, Protocol, TypeVar

from sqlalchemy import Engine
from sqlmodel import Session

from app.edits.account_edits import take_back
from app.edits.edit_request import EditRequest
from app.queries.account_changes import AccountChange
from app.spine import restoration
from app.spine.change import Change
from app.spine.early_rows import EarlyRows, load_early_rows
from app.spine.edit import Edit
from app.spine.history import load_all_changes
from app.spine.lookups import (
    entities_by_id,
    entities_of_things,
    entity_subtree,
    last_revision,
)
from app.spine.merge import EditConflict
from app.spine.moment import reading_session
from app.spine.refusals import Refused
from app.spine.restoration import Restoration
from app.spine.revision import Intent
from app.spine.undo import Plan, carry_out, plan_undo
from app.spine.versioned import find_kind

CHANGED = (
    "Somebody changed it while you were at it, up to r{}. Look at it again; then send this once "
    "more."
)
MERGED = "It was merged into another one. Undo r{}, which brings both back."
LATE = "Someone changed it while you were at it. Look again: this is what would be done now."


class ChangePlan(Protocol):
    """What an edit would do."""

    @property
    def changes(self) -> list[Change]:
        """From what each says now to what it would say."""


P = TypeVar("P", bound=ChangePlan)


class EarlyPlan(Generic[P]):
    """What an edit would do, worked out while others may still write.

    Attributes:
        number: The newest revision then.
        early: The plan as of that revision.
        rows: What it would change, with all around it that the rules ask for.
    """

    def __init__(self, engine: Engine, work_out: Callable[[Session], P]) -> None:
        self.work_out: Callable[[Session], P] = work_out
        with reading_session(engine) as session:
            last = last_revision(session)
        self.number = last.number if last else 0
        with reading_session(engine, self.number) as session:
            self.early: P = work_out(session)
            self.rows = load_early_rows(session, self.number, self.early.changes)

    def at(self, edit: Edit) -> P:
        """The plan as of the moment of an edit; worked out again if a revision came between."""
        edit.foresee(self.rows)
        return self.early if edit.previous == self.number else self.work_out(edit.session)


def retract(
    engine: Engine, edit_request: EditRequest, entity_id: int, beside: Collection[int] = ()
) -> int:
    """End a thing with its parts; the revision that does.

    Args:
        engine: Where the register is.
        edit_request: Who does it, and why.
        entity_id: The thing.
        beside: Other things that go with it, such as its links.

    Raises:
        Refused: When it is not in the register, others changed it since the form was drawn, or
            something points there.
    """
    entity_ids = [*beside, entity_id]
    rows = foresee_retraction(engine, entity_ids, edit_request.base)
    try:
        with edit_request.recording(engine, Intent.RETRACTS) as edit:
            edit.foresee(rows)
            for each in entity_ids:
                edit.retract(each, edit_request.base)
    except EditConflict as conflict:
        raise Refused(CHANGED.format(conflict.number)) from None
    return edit.previous + 1


def foresee_retraction(engine: Engine, entity_ids: Collection[int], base: int) -> EarlyRows:
    """What retracting entities will ask for, as it is now, and as somebody saw it at `base`."""
    with reading_session(engine) as session:
        last, entities = last_revision(session), entities_by_id(session, entity_ids)
        parts = entities_of_things(session, {each.root_id for each in entities.values()})
        gone = [
            part
            for entity in entities.values()
            for part in entity_subtree(parts[entity.root_id].values(), entity.id)
        ]
        changes = [Change(find_kind(part.kind), part) for part in gone]
        return load_early_rows(session, last.number if last else 0, changes, base)


def undo(engine: Engine, edit_request: EditRequest, number: int) -> int:
    """Undo a revision as far as its page said that it can be; the revision that does.

    Raises:
        Refused: When nothing is left to undo, or another part of it than the editor was told.
    """
    plan = EarlyPlan(engine, partial(plan_of, number=number))
    base = max(edit_request.base, number)
    plan_before = plan.early
    if base != plan.number:
        with reading_session(engine, base) as session:
            plan_before = plan_of(session, number)
    with edit_request.recording(engine, Intent.UNDOES, number) as edit:
        carry_out(edit, plan.at(edit), plan_before)
    return edit.previous + 1


def plan_of(session: Session, number: int) -> Plan:
    """What undoing a revision would do at the session's moment."""
    return plan_undo(session, load_all_changes(session, number))


def undo_account_changes(
    engine: Engine,
    edit_request: EditRequest,
    number: int,
    changes: Iterable[AccountChange],
    now: datetime,
) -> int:
    """Undo what a revision did with accounts; the revision that does.

    Args:
        engine: Where the register is.
        edit_request: Who undoes it, and why.
        number: The revision.
        changes: What it did, which stays true whatever came since.
        now: When: an account that was new is disabled since then.

    Raises:
        Refused: When one can't be taken back any more.
    """
    with edit_request.recording(engine, Intent.UNDOES, number) as edit:
        take_back(edit, changes, now)
    return edit.previous + 1


def restore(engine: Engine, edit_request: EditRequest, entity_id: int) -> int:
    """Bring back what was retracted, with the parts that went with it; the revision that does.

    Raises:
        Refused: When it is in the register, or something is in the way.
    """
    plan = EarlyPlan(engine, partial(restoration.plan_restoration, entity_id=entity_id))
    with edit_request.recording(engine, Intent.RESTORES) as edit:
        reversal = plan.at(edit)
        check_unchanged(edit, edit_request, reversal)
        if not reversal.retracted_in:
            raise Refused("This was not retracted.")
        edit.set_all([(change.entity, change.after) for change in reversal.changes])
    return edit.previous + 1


def revert(engine: Engine, edit_request: EditRequest, entity_id: int, number: int) -> int:
    """Bring a thing with its parts to what it said as of a revision; the revision that does.

    Raises:
        Refused: When it says so already, or something is in the way.
    """
    work_out = partial(restoration.plan_reversion, entity_id=entity_id, number=number)
    plan = EarlyPlan(engine, work_out)
    with edit_request.recording(engine, Intent.RESTORES) as edit:
        reversal = plan.at(edit)
        check_unchanged(edit, edit_request, reversal)
        if not reversal.is_present_after:
            raise Refused(f"It was not in the register as of r{number}.")
        edit.set_all([(change.entity, change.after) for change in reversal.changes])
        if not edit.effective_changes():
            raise Refused(f"It says already what it said as of r{number}.")
    return edit.previous + 1


def check_unchanged(edit: Edit, edit_request: EditRequest, reversal: Restoration) -> None:
    """Raise Refused when a thing was changed since its page was shown, or stands in another."""
    if reversal.newest_revision > max(edit_request.base, edit.earlier_submission):
        raise Refused(LATE)
    if reversal.merged_into is not None:
        raise Refused(MERGED.format(reversal.retracted_in))
