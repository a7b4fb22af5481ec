"""That all in the register points at something in the register."""

from collections.abc import Mapping, Sequence

from sqlmodel import Session

from app.spine.change import Change
from app.spine.lookups import current, pointing
from app.spine.refusals import Refused
from app.spine.versioned import Versioned


def check(session: Session, changes: Sequence[Change]) -> None:
    """Make sure that what a revision has just written leaves nothing loose.

    Raises:
        Refused: Naming what points at nothing, or still points at what is gone.
    """
    there = current(session, {target for change in changes for target, _ in change.points})
    for change in changes:
        if name := missing(change, there):
            worded = change.kind.worded(name)
            raise Refused(f"The {worded} of {change.label} is not in the register.")
    gone = {change.entity_id: change.label for change in changes if change.after is None}
    if loose := pointing(session, gone):
        named = {gone[target] for row in loose for target in row.targets() if target in gone}
        points = ", ".join(row.label for row in loose)
        raise Refused(f"{', '.join(sorted(named))} can't go: {points} still points there.")


def missing(change: Change, there: Mapping[int, Versioned]) -> str:
    """The fact that points at nothing, or at something of the wrong kind; or ""."""
    for target, name in change.points:
        if target not in there or not change.kind.may_point(name, there[target].noun()):
            return name
    return ""
