"""What bringing a thing back would do, as its page shows it before it is done."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from app.models import Account, Revision
from app.queries.register import made_by
from app.queries.revisions import named
from app.queries.things import Thing
from app.spine import returns
from app.spine.returns import Return

MOST = 100  # rows that each list tells of


@dataclass(frozen=True)
class Returning:
    """What would become of a thing and its parts.

    Attributes:
        made: The revision that is gone back to, or that retracted it, with who made it.
        names: What the rows point at, or are parts of, by id.
    """

    found: Return
    made: tuple[Revision, Account] | None
    names: Mapping[int, Thing]


def restoring(session: Session, entity_id: int) -> Returning:
    """What bringing back something retracted would do: at most seven statements."""
    found = returns.restoring(session, entity_id)
    return told(session, found, found.ended)


def reverting(session: Session, entity_id: int, number: int) -> Returning:
    """What going back to a revision would do: at most seven statements."""
    return told(session, returns.reverting(session, entity_id, number), number)


def told(session: Session, found: Return, number: int) -> Returning:
    """What would be done, with the names in it and the revision it is about."""
    changes = [*found.changes[:MOST], *(change for change, _ in found.blocked[:MOST])]
    made = made_by(session, [number]).get(number)
    return Returning(found, made, named(session, changes))
