"""What an edit will ask for, read before it takes the write lock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlmodel import Session

from app.spine import lookups
from app.spine.versioned import Entity, Facts, Versioned
from app.spine.versions import current_rows


@dataclass(frozen=True)
class EarlyRows:
    """Things with all their parts, as of a revision; of use while it is the newest.

    Attributes:
        number: The revision.
        things: All that was ever a part of each thing, by the thing's id.
        rows: The versions of those that were in the register then, by entity.
        facts: What each of these says.
    """

    number: int
    things: Mapping[int, dict[int, Entity]]
    rows: Mapping[int, Versioned]
    facts: Mapping[int, Facts]


def load_early_rows(session: Session, number: int, root_ids: Iterable[int]) -> EarlyRows:
    """These things as of revision `number`, which is the session's moment."""
    things = lookups.entities_of_things(session, set(root_ids))
    rows = current_rows(session, [i for parts in things.values() for i in parts])
    return EarlyRows(number, things, rows, {i: row.facts() for i, row in rows.items()})
