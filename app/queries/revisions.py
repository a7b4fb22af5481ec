"""Revisions with what they changed, for the log and for the histories of things."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from sqlmodel import Session

from app.models import Account, Revision, Role
from app.queries.account_changes import AccountChange, account_changes
from app.queries.register import load_revision, load_revisions
from app.queries.things import Thing, things
from app.rules.account_summary import summarize_account_change
from app.spine import history, lookups
from app.spine.change import Change

PAGE = 100


@dataclass(frozen=True)
class LogEntry:
    """A revision, and as much of what it changed as the page is about.

    Attributes:
        size: How many rows it changed in all.
        account_changes: What it changed of accounts.
        is_seed: Whether it is what the register began with: the first one that is not about
            accounts, made by the system's own. As far as the page asks for it.
    """

    revision: Revision
    account: Account
    size: int
    changes: list[Change]
    account_changes: tuple[AccountChange, ...] = ()
    is_seed: bool = False

    @property
    def undo_role(self) -> Role:
        """What undoing it takes: accounts are admins', and the seed is most of the register."""
        return Role.ADMIN if self.account_changes or self.is_seed else Role.EDITOR

    @property
    def undo_obstacles(self) -> list[AccountChange]:
        """What it did with accounts and can't be undone; with one of them nothing of it can."""
        return [each for each in self.account_changes if each.obstacle]

    @property
    def account_sentences(self) -> list[str]:
        """What it did with accounts, in sentences."""
        return [
            summarize_account_change(each.account.handle, each.before, each.after)
            for each in self.account_changes
        ]


def index(session: Session, page: int = 1, size: int = PAGE) -> tuple[list[LogEntry], int]:
    """The revisions of one page, newest first, without their changes; and how many there are.

    Four statements.
    """
    newest = lookups.last_revision(session)
    count = newest.number if newest else 0
    final = count - (page - 1) * size
    first = max(1, final - size + 1)
    sizes = history.revision_sizes(session, range(first, final + 1))
    revisions = load_revisions(session, range(first, final + 1))
    of_accounts = account_changes(session, revisions)
    return [
        LogEntry(r, account, sizes.get(n, 0), [], of_accounts.get(n, ()))
        for n, (r, account) in revisions.items()
    ], count


def load_log_entries(session: Session, numbers: Collection[int]) -> dict[int, LogEntry]:
    """These revisions without their changes, by number, newest first: two statements."""
    sizes = history.revision_sizes(session, numbers)
    revisions = load_revisions(session, numbers)
    return {n: LogEntry(r, account, sizes.get(n, 0), []) for n, (r, account) in revisions.items()}


def find_entry(session: Session, number: int) -> LogEntry | None:
    """One revision without its size and changes; None if there is none: two statements."""
    row = load_revision(session, number)
    if row is None:
        return None
    revision, account, is_seed = row
    of_accounts = account_changes(session, [number]).get(number, ())
    return LogEntry(revision, account, 0, [], of_accounts, is_seed)


def show(session: Session, number: int, page: int = 1) -> LogEntry | None:
    """One revision with a hundred of its changes; None if there is none with this number."""
    entry = find_entry(session, number)
    if entry is None:
        return None
    changes = history.load_changes(session, number, PAGE, (page - 1) * PAGE)
    size = history.revision_sizes(session, [number]).get(number, 0)
    return replace(entry, size=size, changes=changes)


def load_history(
    session: Session, roots: Collection[int], part_id: int | None = None
) -> list[LogEntry]:
    """The newest 100 revisions that touched these things, newest first, each with what it did.

    Args:
        session: Where, and until which moment.
        roots: Ids of the things.
        part_id: The one part whose changes count; all of them when None.
    """
    all_changes = history.changes_of_things(session, roots)
    changes = {
        n: [c for c in each if part_id in (None, c.entity_id)] for n, each in all_changes.items()
    }
    numbers = sorted((n for n, each in changes.items() if each), reverse=True)[:PAGE]
    revisions = load_revisions(session, numbers)
    return [LogEntry(*revisions[n], len(changes[n]), changes[n]) for n in numbers]


def referenced_things(session: Session, changes: Iterable[Change]) -> dict[int, Thing]:
    """The things that these changes point at, merge into, or are parts of, by id: one statement."""
    ids: set[int] = set()
    for change in changes:
        ids.add(change.entity.root_id)
        if change.into is not None:
            ids |= {change.into.id, change.into.root_id}
        for facts in filter(None, (change.before, change.after)):
            ids |= change.kind.targets(facts)
    return things(session, ids)
