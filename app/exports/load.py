"""An export, made into a register again."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import DataError, IntegrityError
from sqlmodel import Session, SQLModel

from app.exports import contents
from app.exports.contents import Tally
from app.exports.opening import opened
from app.exports.sheets import Bars, Damaged, Moved, read, silent
from app.models import Account, Line, Register, Revision
from app.queries import accounts
from app.spine import lookups
from app.spine.rebuild import replayed
from app.spine.recording import SYSTEM, counted, insert
from app.spine.refusals import Refused
from app.spine.turn import turn
from app.spine.verify import UNREADABLE, broken, check

BATCH = 1000
FAULT = "The export is damaged, and nothing was loaded: {}"
Row = tuple[type[SQLModel], dict[str, Any]]  # a table and the columns of a row


def load(engine: Engine, folder: Path, now: datetime, bars: Bars = silent) -> str:
    """Fill an empty register with an export, wholly or not at all; its rN:digest.

    People's accounts are disabled from `now` on, and have no password.

    Raises:
        Refused: When the register is not empty, or the export is damaged.
        Newer: When a newer program wrote it.
        OSError: When it can't be read.
    """
    export = opened(folder)
    tallies: dict[str, Tally] = {}
    with sensible(), turn(engine, unhurried=True) as session:
        empty(session)
        session.get_one(Register, 1).uid = export.register
        known = people(session, folder, tallies, now)
        with bars("Reading", export.size) as moved:
            rows = recorded(folder, known, tallies, moved)
            while batch := list(islice(rows, BATCH)):
                for table in (Revision, Line):
                    insert(session, table, [row for each, row in batch if each is table])
        export.hold(tallies)
        made(session, export.head, bars)
    return export.head


@contextmanager
def sensible() -> Iterator[None]:
    """Raise Refused for what an export can't have said, although its sums are right."""
    try:
        yield
    except (*UNREADABLE, OverflowError, RecursionError) as error:
        raise Refused(f"The export can't be read, and nothing was loaded: {error}") from None
    except (IntegrityError, DataError) as error:
        raise Refused(f"The export can't be kept, and nothing was loaded: {error.orig}") from None


def empty(session: Session) -> None:
    """Raise Refused for a register in which there is anything, or anybody."""
    if lookups.last(session) is not None:
        raise Refused("This register is not empty: load into a new one.")
    if accounts.index(session):
        raise Refused("This register has accounts already: load into a new one.")


def people(
    session: Session, folder: Path, tallies: dict[str, Tally], now: datetime
) -> dict[str, int]:
    """The accounts, written to the register; their ids by uid.

    Raises:
        Damaged: When a line is not as an export writes it.
    """
    known: dict[str, int] = {}
    last = 0
    for number, text, _ in read(folder, "accounts", tallies):
        with line("accounts.jsonl", number):
            account = contents.account(text)
            if account.id <= last or (account.id == SYSTEM) != (number == 1):
                raise ValueError
        known[str(account.uid)] = last = account.id
        if account.id == SYSTEM:
            session.get_one(Account, SYSTEM).sqlmodel_update(
                account.model_dump(include={*contents.ACCOUNT, "called"})
            )
        else:
            account.disabled_at = now
            session.add(account)
    session.flush()
    return known


@contextmanager
def line(file: str, number: int) -> Iterator[None]:
    """Raise Damaged for a line that makes no sense."""
    try:
        yield
    except UNREADABLE:
        raise Damaged(file, number, "it is not as an export writes it") from None


def recorded(
    folder: Path, known: Mapping[str, int], tallies: dict[str, Tally], moved: Moved
) -> Iterator[Row]:
    """Each revision, then the lines of its record.

    Raises:
        Damaged: When a line is not as an export writes it, missing, or too much.
    """
    record = read(folder, "record", tallies)
    for number, text, _ in read(folder, "revisions", tallies):
        with line("revisions.jsonl", number):
            revision, size = contents.revision(text, known)
            if revision.number != number or size < 1:
                raise ValueError
        yield Revision, revision.model_dump()
        position = -1
        for position, (_, told, found) in enumerate(islice(record, size)):
            yield Line, {"revision": number, "position": position, "text": told, "sha256": found}
            moved(1)
        if position + 1 < size:
            raise Damaged("revisions.jsonl", number, "its record has fewer lines")
    for at, _, _ in record:
        raise Damaged("record.jsonl", at, "it is of no revision")


def made(session: Session, head: str, bars: Bars) -> None:
    """Make the tables from the record, and verify all of it.

    Raises:
        Refused: When the record is not the one that was sealed, or makes no sense.
    """
    last = lookups.last(session)
    if last is None or head != f"r{last.number}:{last.digest}":
        raise Damaged(contents.MANIFEST, 1, "it tells of another revision than the last one")
    if fault := broken(session):
        raise Refused(FAULT.format(fault))
    with bars("Rebuilding", last.number) as moved:
        replayed(session, lambda _: moved(1))
    with bars("Verifying", last.number) as moved:
        for fault in check(session):
            moved(1)
            if fault:
                raise Refused(FAULT.format(fault))
    counted(session)
