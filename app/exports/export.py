"""The register with its history, written into a folder."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Engine
from sqlmodel import Session

from app.exports import contents
from app.exports.contents import MANIFEST, SHEETS, SUMS, Tally
from app.exports.sheets import Add, Bars, Moved, sheet, silent, written
from app.queries import exports
from app.spine import lookups
from app.spine.moment import at
from app.spine.refusals import Refused
from app.spine.revision import Line, hashed

DAMAGED = "The record is damaged at r{}, and nothing was exported. See: commitments verify"
Row = TypeVar("Row")
Key = TypeVar("Key")


def export(
    engine: Engine, folder: Path, moment: int | datetime | None = None, bars: Bars = silent
) -> str:
    """Write the register as of `moment`, or now, into a new or empty folder; its rN:digest.

    After an error the folder is as it was. SUMS is written last: without it, it is no export.

    Raises:
        Refused: When the folder is not empty, nothing was recorded by then, or the record is
            damaged.
        OSError: When it can't be written.
    """
    number = asked(engine, moment)
    with at(engine, number) as session:
        register, size = str(lookups.register_uid(session)), exports.size(session)
    tallies: dict[str, Tally] = {}
    with new(folder), bars("Exporting", size) as moved:
        with ExitStack() as stack:
            add = {name: stack.enter_context(sheet(folder, name, tallies)) for name in SHEETS}
            for account in batched(engine, number, exports.accounts, 0, lambda row: row.id):
                add["accounts"](contents.account_line(account))
            digest = recorded(engine, number, register, add, moved)
        head = f"r{number}:{digest}"
        told = contents.manifest(register, head, tallies)
        with written(folder, MANIFEST, tallies) as line:
            line(told)
        with written(folder, SUMS, {}) as line:
            for each in contents.sums(tallies):
                line(each)
    return head


def asked(engine: Engine, moment: int | datetime | None) -> int:
    """The number of the revision at `moment`, or of the newest one.

    Raises:
        Refused: When it is yet to come, or before the first one.
    """
    with at(engine) as session:
        last = lookups.last(session)
        newest = last.number if last else 0
        number = newest if moment is None else lookups.number_at(session, moment)
    if number is None:
        raise Refused(f"There is no r{moment}: the newest revision is r{newest}.")
    if number == 0:
        raise Refused("Nothing had been recorded by then: there is nothing to export.")
    return number


@contextmanager
def new(folder: Path) -> Iterator[None]:
    """A folder to write into, made if need be; after an error it is as it was before.

    Raises:
        Refused: When there is something in it.
    """
    is_new = not folder.exists()
    folder.mkdir(exist_ok=True)
    if any(folder.iterdir()):
        raise Refused(f"{folder} is not empty; nothing was overwritten.")
    try:
        yield
    except BaseException:
        for name in (*contents.FILES, SUMS):
            (folder / name).unlink(missing_ok=True)
        if is_new:
            folder.rmdir()
        raise


def recorded(engine: Engine, number: int, register: str, add: dict[str, Add], moved: Moved) -> str:
    """Write the revisions up to `number` and their record; the digest of the last one.

    Raises:
        Refused: When the record is not the one that was sealed.
    """
    previous, reached = register, 0
    revisions = batched(engine, number, exports.revisions, 0, lambda row: row[0].number)
    lines = batched(
        engine, number, exports.lines, (0, -1), lambda row: (row.revision, row.position)
    )
    records = groupby(lines, lambda line: line.revision)
    for (revision, account), (owner, record) in zip(revisions, records, strict=False):
        reached += 1
        body, count = copied(record, add["record"], moved)
        sealed = revision.sealed(previous, account, body)
        if (reached, reached, sealed) != (revision.number, owner, revision.digest):
            raise Refused(DAMAGED.format(reached))
        add["revisions"](contents.revision_line(revision, account, count))
        previous = revision.digest
    if reached != number:
        raise Refused(DAMAGED.format(reached + 1))
    return previous


def copied(lines: Iterator[Line], add: Add, moved: Moved) -> tuple[str, int]:
    """Write the lines of a revision; what they hash to together, and how many they are."""
    body, count = sha256(), 0
    for line in lines:
        if "\n" in line.text or line.sha256 != hashed(line.text):
            raise Refused(DAMAGED.format(line.revision))
        body.update(f"{line.sha256}\n".encode())
        add(line.text)
        moved(1)
        count += 1
    return body.hexdigest(), count


def batched(
    engine: Engine,
    number: int,
    ask: Callable[[Session, Key], list[Row]],
    first: Key,
    key: Callable[[Row], Key],
) -> Iterator[Row]:
    """All rows behind `first` as of a revision, each batch read in a short session of its own."""
    after: Key | None = first
    while after is not None:
        with at(engine, number) as session:
            rows = ask(session, after)
        yield from rows
        after = key(rows[-1]) if rows else None
