"""What bringing a thing back would change, shown before anybody does it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from app.models import Account, Revision
from app.queries.register import load_revisions
from app.queries.revisions import referenced_things
from app.queries.things import Thing
from app.spine import restoration
from app.spine.restoration import Restoration

MAX_ROWS = 100  # rows in each list of the preview


@dataclass(frozen=True)
class ReturnPreview:
    """What would become of a thing and its parts.

    Attributes:
        target: The revision that is gone back to, or that retracted it, with who made it.
        names: What the rows point at, or are parts of, by id.
    """

    plan: Restoration
    target: tuple[Revision, Account] | None
    names: Mapping[int, Thing]


def preview_restore(session: Session, entity_id: int) -> ReturnPreview:
    """What bringing back something retracted would do: at most eight statements."""
    plan = restoration.plan_restoration(session, entity_id)
    return build_preview(session, plan, plan.retracted_in)


def preview_revert(session: Session, entity_id: int, number: int) -> ReturnPreview:
    """What going back to a revision would do: at most seven statements."""
    return build_preview(session, restoration.plan_reversion(session, entity_id, number), number)


def build_preview(session: Session, plan: Restoration, number: int) -> ReturnPreview:
    """A plan with the names in it and the revision that it goes back to: two statements."""
    changes = [*plan.changes[:MAX_ROWS], *(change for change, _ in plan.blocked[:MAX_ROWS])]
    target = load_revisions(session, [number]).get(number)
    return ReturnPreview(plan, target, referenced_things(session, changes))
