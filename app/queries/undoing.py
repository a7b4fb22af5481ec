"""What undoing a revision would do, as its page shows it before it is done."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from app.models import Account, Revision
from app.queries.register import made_by
from app.queries.revisions import named
from app.queries.things import Thing
from app.spine.change import Change
from app.spine.history import whole
from app.spine.undo import plan

MOST = 100  # rows that each list tells of


@dataclass(frozen=True)
class Undoing:
    """What would become of all that a revision changed.

    Attributes:
        size: How many rows it changed.
        back: Those that would go back, from what they say now to what they would say then.
        kept: Those that were changed since and would stay, each with the revision that did.
        blocked: Those that can't go back, each with the reason.
        made: The revisions told of, with who made them.
        names: What the rows point at, or are parts of, by id.
    """

    size: int
    back: list[Change]
    kept: list[tuple[Change, int]]
    blocked: list[tuple[Change, str]]
    made: Mapping[int, tuple[Revision, Account]]
    names: Mapping[int, Thing]

    @property
    def done(self) -> int:
        """How many rows say already what they said before the revision."""
        return self.size - len(self.back) - len(self.kept) - len(self.blocked)


def show(session: Session, number: int) -> Undoing | None:
    """What undoing a revision would do now; None if there is none: seven statements."""
    changes = whole(session, number)
    if not changes:
        return None
    planned = plan(session, changes)
    kept, blocked = planned.since, planned.blocked
    made = made_by(session, {number, *(later for _, later in kept[:MOST])})
    told = [*planned.back[:MOST], *(each for each, _ in (*kept[:MOST], *blocked[:MOST]))]
    return Undoing(len(changes), planned.back, kept, blocked, made, named(session, told))
