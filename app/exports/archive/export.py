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

from app.exports.archive import archive_format
from app.exports.archive.archive_format import LINE_FILES, MANIFEST, SUMS, Tally
from app.exports.archive.line_files import (
    AddLine,
    Advance,
    Bars,
    line_writer,
    no_progress,
    summed_line_writer,
)
from app.queries import exports
from app.queries.register import is_example_register
from app.spine import lookups
from app.spine.moment import reading_session
from app.spine.refusals import Refused
from app.spine.revision import Line, sha256_hex

DAMAGE_MESSAGE = "The record is damaged at r{}, and nothing was exported. See: commitments verify"
Row = TypeVar("Row")
Key = TypeVar("Key")


def export_register(
    engine: Engine, folder: Path, moment: int | datetime | None = None, bars: Bars = no_progress
) -> str:
    """Write the register as of `moment`, or now, into a new or empty folder; its rN:digest.

    After an error the folder is as it was. SUMS is written last: without it, it is no export.

    Raises:
        Refused: When the folder is not empty, nothing was recorded by then, or the record is
            damaged.
        OSError: When it can't be written.
    """
    number = find_revision_number(engine, moment)
    with reading_session(engine, number) as session:
        register, size = str(lookups.register_uid(session)), exports.count_lines(session)
        is_example = is_example_register(session)
    tallies: dict[str, Tally] = {}
    with new_folder(folder), bars("Exporting", size) as advance:
        with ExitStack() as stack:
            add = {
                name: stack.enter_context(summed_line_writer(folder, name, tallies))
                for name in LINE_FILES
            }
            for account in read_in_batches(
                engine, number, exports.next_accounts, 0, lambda row: row.id
            ):
                add["accounts"](archive_format.account_line(account))
            digest = write_revisions(engine, number, register, add, advance)
        head = f"r{number}:{digest}"
        manifest = archive_format.manifest_line(register, head, tallies, is_example=is_example)
        with line_writer(folder, MANIFEST, tallies) as line:
            line(manifest)
        with line_writer(folder, SUMS, {}) as line:
            for each in archive_format.sum_lines(tallies):
                line(each)
    return head


def find_revision_number(engine: Engine, moment: int | datetime | None) -> int:
    """The number of the revision at `moment`, or of the newest one.

    Raises:
        Refused: When it is yet to come, or before the first one.
    """
    with reading_session(engine) as session:
        last = lookups.last_revision(session)
        newest = last.number if last else 0
        number = newest if moment is None else lookups.revision_number_at(session, moment)
    if number is None:
        raise Refused(f"There is no r{moment}: the newest revision is r{newest}.")
    if number == 0:
        raise Refused("Nothing had been recorded by then: there is nothing to export.")
    return number


@contextmanager
def new_folder(folder: Path) -> Iterator[None]:
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
        for name in (*archive_format.FILES, SUMS):
            (folder / name).unlink(missing_ok=True)
        if is_new:
            folder.rmdir()
        raise


def write_revisions(
    engine: Engine, number: int, register: str, add: dict[str, AddLine], advance: Advance
) -> str:
    """Write the revisions up to `number` and their record; the digest of the last one.

    Raises:
        Refused: When the record is not the one that was sealed.
    """
    previous, counter = register, 0
    revisions = read_in_batches(
        engine, number, exports.next_revisions, 0, lambda row: row[0].number
    )
    lines = read_in_batches(
        engine, number, exports.next_lines, (0, -1), lambda row: (row.revision, row.position)
    )
    records = groupby(lines, lambda line: line.revision)
    for (revision, account), (owner, record) in zip(revisions, records, strict=False):
        counter += 1
        body, count = write_record(record, add["record"], advance)
        digest = revision.compute_digest(previous, account, body)
        if (counter, counter, digest) != (revision.number, owner, revision.digest):
            raise Refused(DAMAGE_MESSAGE.format(counter))
        add["revisions"](archive_format.revision_line(revision, account, count))
        previous = revision.digest
    if counter != number:
        raise Refused(DAMAGE_MESSAGE.format(counter + 1))
    return previous


def write_record(lines: Iterator[Line], add: AddLine, advance: Advance) -> tuple[str, int]:
    """Write the lines of a revision; what they hash to together, and how many they are."""
    body, count = sha256(), 0
    for line in lines:
        if "\n" in line.text or line.sha256 != sha256_hex(line.text):
            raise Refused(DAMAGE_MESSAGE.format(line.revision))
        body.update(f"{line.sha256}\n".encode())
        add(line.text)
        advance(1)
        count += 1
    return body.hexdigest(), count


def read_in_batches(
    engine: Engine,
    number: int,
    ask: Callable[[Session, Key], list[Row]],
    first: Key,
    key: Callable[[Row], Key],
) -> Iterator[Row]:
    """All rows behind `first` as of a revision, each batch read in a short session of its own."""
    after: Key | None = first
    while after is not None:
        with reading_session(engine, number) as session:
            rows = ask(session, after)
        yield from rows
        after = key(rows[-1]) if rows else None
