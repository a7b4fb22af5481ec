"""Taking a thing or an edit back, and bringing a thing back: each is an edit of its own."""

from sqlalchemy import Engine

from app.edits.signed import Signed
from app.spine import returns
from app.spine.edit import Edit
from app.spine.history import whole
from app.spine.merge import Conflict
from app.spine.moment import at
from app.spine.refusals import Refused
from app.spine.returns import Return
from app.spine.revision import Intent
from app.spine.undo import plan
from app.spine.undo import undo as undone

CHANGED = (
    "Somebody changed it while you were at it, up to r{}. Look at it again; then send this once "
    "more."
)
LATE = "Someone changed it while you were at it. Look again: this is what would be done now."


def retract(engine: Engine, signed: Signed, entity_id: int) -> int:
    """End a thing with its parts; the revision that does.

    Raises:
        Refused: When it is not in the register, others changed it since the form was drawn, or
            something points there.
    """
    try:
        with signed.recording(engine, Intent.RETRACTS) as edit:
            edit.retract(entity_id, signed.base)
    except Conflict as conflict:
        raise Refused(CHANGED.format(conflict.number)) from None
    return edit.previous + 1


def undo(engine: Engine, signed: Signed, number: int) -> int:
    """Take a revision back as far as the editor was told it can be; the revision that does.

    Raises:
        Refused: When nothing is left to undo, or another part of it than the editor was told.
    """
    with at(engine, max(signed.base, number)) as session:
        seen = plan(session, whole(session, number))
    with signed.recording(engine, Intent.UNDOES, number) as edit:
        undone(edit, whole(edit.session, number), seen=seen)
    return edit.previous + 1


def restore(engine: Engine, signed: Signed, entity_id: int) -> int:
    """Bring back what was retracted, with the parts that went with it; the revision that does.

    Raises:
        Refused: When it is in the register, or something is in the way.
    """
    with signed.recording(engine, Intent.RESTORES) as edit:
        unchanged(edit, signed, returns.restoring(edit.session, entity_id))
        edit.restore(entity_id)
    return edit.previous + 1


def revert(engine: Engine, signed: Signed, entity_id: int, number: int) -> int:
    """Bring a thing with its parts to what it said as of a revision; the revision that does.

    Raises:
        Refused: When it says so already, or something is in the way.
    """
    with signed.recording(engine, Intent.RESTORES) as edit:
        found = returns.reverting(edit.session, entity_id, number)
        unchanged(edit, signed, found)
        if not found.there:
            raise Refused(f"It was not in the register as of r{number}.")
        for change in found.changes:
            edit.bring(change.entity, change.after)
        if not edit.effective():
            raise Refused(f"It says already what it said as of r{number}.")
    return edit.previous + 1


def unchanged(edit: Edit, signed: Signed, found: Return) -> None:
    """Raise Refused when a thing was changed since the form was drawn."""
    if found.touched > max(signed.base, edit.renewed):
        raise Refused(LATE)
