"""Taking a thing or an edit back, and bringing a thing back: each is an edit of its own."""

from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import Engine

from app.edits.account_edits import take_back
from app.edits.edit_request import EditRequest
from app.queries.account_changes import AccountChange, account_changes
from app.spine import restoration
from app.spine.edit import Edit
from app.spine.history import load_all_changes
from app.spine.merge import EditConflict
from app.spine.moment import reading_session
from app.spine.refusals import Refused
from app.spine.restoration import Restoration
from app.spine.revision import Intent
from app.spine.undo import plan_undo, undo_changes

CHANGED = (
    "Somebody changed it while you were at it, up to r{}. Look at it again; then send this once "
    "more."
)
LATE = "Someone changed it while you were at it. Look again: this is what would be done now."


def retract(engine: Engine, edit_request: EditRequest, entity_id: int) -> int:
    """End a thing with its parts; the revision that does.

    Raises:
        Refused: When it is not in the register, others changed it since the form was drawn, or
            something points there.
    """
    try:
        with edit_request.recording(engine, Intent.RETRACTS) as edit:
            edit.retract(entity_id, edit_request.base)
    except EditConflict as conflict:
        raise Refused(CHANGED.format(conflict.number)) from None
    return edit.previous + 1


def undo(engine: Engine, edit_request: EditRequest, number: int) -> int:
    """Undo a revision as far as its page said that it can be; the revision that does.

    Raises:
        Refused: When nothing is left to undo, or another part of it than the editor was told.
    """
    with reading_session(engine) as session:
        of_accounts = account_changes(session, [number]).get(number)
    if of_accounts:
        return undo_account_changes(engine, edit_request, number, of_accounts)
    with reading_session(engine, max(edit_request.base, number)) as session:
        plan_before = plan_undo(session, load_all_changes(session, number))
    with edit_request.recording(engine, Intent.UNDOES, number) as edit:
        undo_changes(edit, load_all_changes(edit.session, number), expected_plan=plan_before)
    return edit.previous + 1


def undo_account_changes(
    engine: Engine, edit_request: EditRequest, number: int, changes: Iterable[AccountChange]
) -> int:
    """Undo what a revision made of accounts; the revision that does.

    Raises:
        Refused: When it can't be undone any more.
    """
    with edit_request.recording(engine, Intent.UNDOES, number) as edit:
        take_back(edit, changes, datetime.now(UTC))
    return edit.previous + 1


def restore(engine: Engine, edit_request: EditRequest, entity_id: int) -> int:
    """Bring back what was retracted, with the parts that went with it; the revision that does.

    Raises:
        Refused: When it is in the register, or something is in the way.
    """
    with edit_request.recording(engine, Intent.RESTORES) as edit:
        check_unchanged(edit, edit_request, restoration.plan_restoration(edit.session, entity_id))
        edit.restore(entity_id)
    return edit.previous + 1


def revert(engine: Engine, edit_request: EditRequest, entity_id: int, number: int) -> int:
    """Bring a thing with its parts to what it said as of a revision; the revision that does.

    Raises:
        Refused: When it says so already, or something is in the way.
    """
    with edit_request.recording(engine, Intent.RESTORES) as edit:
        reversal = restoration.plan_reversion(edit.session, entity_id, number)
        check_unchanged(edit, edit_request, reversal)
        if not reversal.is_present_after:
            raise Refused(f"It was not in the register as of r{number}.")
        for change in reversal.changes:
            edit.set_facts(change.entity, change.after)
        if not edit.effective_changes():
            raise Refused(f"It says already what it said as of r{number}.")
    return edit.previous + 1


def check_unchanged(edit: Edit, edit_request: EditRequest, reversal: Restoration) -> None:
    """Raise Refused when a thing was changed since the page of the form was shown."""
    if reversal.newest_revision > max(edit_request.base, edit.earlier_submission):
        raise Refused(LATE)
