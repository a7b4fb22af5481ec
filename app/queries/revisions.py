"""What the log, and the histories of things, read."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlmodel import Session

from app.models import Account, Revision
from app.queries.register import made_by
from app.queries.things import Thing, things
from app.spine import history, lookups
from app.spine.change import Change

PAGE = 100


@dataclass(frozen=True)
class Entry:
    """A revision, and as much of what it changed as the page is about.

    Attributes:
        size: How many rows it changed in all.
    """

    revision: Revision
    account: Account
    size: int
    changes: list[Change]


def index(session: Session, page: int = 1, size: int = PAGE) -> tuple[list[Entry], int]:
    """The revisions of one page, newest first, without their changes; and how many there are."""
    newest = lookups.last(session)
    count = newest.number if newest else 0
    final = count - (page - 1) * size
    first = max(1, final - size + 1)
    sizes = history.sizes(session, range(first, final + 1))
    made = made_by(session, range(first, final + 1))
    return [Entry(r, account, sizes.get(n, 0), []) for n, (r, account) in made.items()], count


def some(session: Session, numbers: Collection[int]) -> dict[int, Entry]:
    """These revisions without their changes, by number."""
    sizes = history.sizes(session, numbers)
    made = made_by(session, numbers)
    return {n: Entry(r, account, sizes.get(n, 0), []) for n, (r, account) in made.items()}


def show(session: Session, number: int, page: int = 1) -> Entry | None:
    """One revision with a hundred of its changes; None if there is none with this number."""
    made = made_by(session, [number]).get(number)
    if made is None:
        return None
    size = history.sizes(session, [number]).get(number, 0)
    return Entry(*made, size, history.made(session, number, PAGE, (page - 1) * PAGE))


def of(session: Session, roots: Collection[int], only: int | None = None) -> list[Entry]:
    """The newest 100 revisions that touched these things, newest first, each with what it did.

    Args:
        session: Where, and until which moment.
        roots: Ids of the things.
        only: The one part to tell of; all of them when None.
    """
    changed = history.touched(session, roots)
    told = {n: [c for c in each if only in (None, c.entity_id)] for n, each in changed.items()}
    numbers = sorted((n for n, each in told.items() if each), reverse=True)[:PAGE]
    made = made_by(session, numbers)
    return [Entry(*made[n], len(told[n]), told[n]) for n in numbers]


def named(session: Session, changes: Iterable[Change]) -> dict[int, Thing]:
    """The things that these changes point at, or are parts of, by id: one statement."""
    ids: set[int] = set()
    for change in changes:
        ids.add(change.entity.root_id)
        for facts in filter(None, (change.before, change.after)):
            ids |= {facts[name] for name in change.kind.references() if facts[name] is not None}
    return things(session, ids)
