"""An export, made into a register again."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DataError, IntegrityError
from sqlmodel import Session, SQLModel

from app import derivations as derivations  # what keeps the derived tables as one loads
from app.exports.archive import archive_format
from app.exports.archive.archive_format import Tally
from app.exports.archive.line_files import Advance, ArchiveDamage, Bars, no_progress, read_lines
from app.exports.archive.manifest_reader import read_manifest
from app.models import Account, Line, Register, Revision
from app.queries import accounts
from app.queries.register import is_example_register
from app.spine import lookups
from app.spine.chain_check import first_chain_fault
from app.spine.rebuild import replay_lines
from app.spine.recording import SYSTEM_ACCOUNT
from app.spine.refusals import Refused
from app.spine.stored_bytes import NONSENSE_ERRORS, UnreadableBytes
from app.spine.text import find_fault
from app.spine.value import Json
from app.spine.verify import verify_revisions
from app.spine.version_writer import analyze_tables, insert_rows
from app.spine.write_queue import writing_session

BATCH = 1000
FAULT_MESSAGE = "The export is damaged, and nothing was loaded: {}"
RowToInsert = tuple[type[SQLModel], dict[str, object]]  # a table and the columns of a row


def load_register(engine: Engine, folder: Path, bars: Bars = no_progress) -> str:
    """Fill an empty register with an export, wholly or not at all; its rN:digest.

    People's accounts have no password and no handle: an export holds neither.

    Raises:
        Refused: When the register is not empty, or the export is damaged.
        Newer: When a newer program wrote it.
        OSError: When it can't be read.
    """
    manifest = read_manifest(folder)
    tallies: dict[str, Tally] = {}
    with refuse_nonsense(), writing_session(engine, without_timeout=True) as session:
        require_empty(session)
        session.get_one(Register, 1).uid = manifest.register
        account_ids = load_accounts(session, folder, tallies)
        with bars("Reading", manifest.size) as advance:
            rows = read_revisions(folder, account_ids, tallies, advance)
            while batch := list(islice(rows, BATCH)):
                for table in (Revision, Line):
                    insert_rows(session, table, [row for each, row in batch if each is table])
        manifest.check_files(tallies)
        if manifest.is_example != is_example_register(session):
            raise ArchiveDamage(archive_format.MANIFEST, 1, "it is wrong about example data")
        rebuild_and_verify(session, manifest.head, bars)
    return manifest.head


@contextmanager
def refuse_nonsense() -> Iterator[None]:
    """Raise Refused for what an export can't have said, although its sums are right."""
    try:
        yield
    except (UnreadableBytes, OverflowError, RecursionError) as error:
        raise Refused(f"The export can't be read, and nothing was loaded: {error}") from None
    except (IntegrityError, DataError) as error:
        raise Refused(f"The export can't be kept, and nothing was loaded: {error.orig}") from None


def require_empty(session: Session) -> None:
    """Raise Refused for a register in which there is anything, or anybody."""
    if accounts.index(session):
        raise Refused("This register has accounts already: load into a new one.")
    if lookups.last_revision(session) is not None:
        raise Refused("This register is not empty: load into a new one.")


def load_accounts(session: Session, folder: Path, tallies: dict[str, Tally]) -> dict[str, int]:
    """The accounts, written to the register; their ids by uid.

    Raises:
        Damaged: When a line is not as an export writes it.
    """
    account_ids: dict[str, int] = {}
    last = 0
    for number, text, _ in read_lines(folder, "accounts", tallies):
        with refuse_bad_line("accounts.jsonl", number):
            account = archive_format.parse_account(text)
            if account.id <= last or (account.id == SYSTEM_ACCOUNT) != (number == 1):
                raise ValueError
        account_ids[str(account.uid)] = last = account.id
        if account.id == SYSTEM_ACCOUNT:
            session.get_one(Account, SYSTEM_ACCOUNT).sqlmodel_update(
                account.model_dump(include={*archive_format.ACCOUNT_KEYS})
            )
        else:
            session.add(account)
    session.flush()
    return account_ids


def require_clean_texts(file: str, number: int, text: str) -> None:
    """Raise Damaged for a line with a text that nobody can have typed into a register.

    A line that makes no sense passes: what checks the record says so better.
    """
    try:
        data = json.loads(text)
    except ValueError:
        return
    for each in texts_of(data):
        if fault := find_fault(each):
            raise ArchiveDamage(file, number, f"a text in it can’t be kept: {fault}")


def texts_of(data: Json) -> Iterator[str]:
    """Every text in what a line says."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for each in data.values() if isinstance(data, dict) else data:
            yield from texts_of(each)


@contextmanager
def refuse_bad_line(file: str, number: int) -> Iterator[None]:
    """Raise Damaged for a line that makes no sense."""
    try:
        yield
    except NONSENSE_ERRORS:
        raise ArchiveDamage(file, number, "it is not as an export writes it") from None


def read_revisions(
    folder: Path, account_ids: Mapping[str, int], tallies: dict[str, Tally], advance: Advance
) -> Iterator[RowToInsert]:
    """Each revision, then the lines of its record.

    Raises:
        Damaged: When a line is not as an export writes it, missing, or too much.
    """
    record = read_lines(folder, "record", tallies)
    for number, text, _ in read_lines(folder, "revisions", tallies):
        with refuse_bad_line("revisions.jsonl", number):
            revision, size = archive_format.parse_revision(text, account_ids)
            require_clean_texts("revisions.jsonl", number, text)
            if revision.number != number or size < 1:
                raise ValueError
        yield Revision, revision.model_dump()
        position = -1
        for position, (line_number, line_text, line_sum) in enumerate(islice(record, size)):
            require_clean_texts("record.jsonl", line_number, line_text)
            yield (
                Line,
                {"revision": number, "position": position, "text": line_text, "sha256": line_sum},
            )
            advance(1)
        if position + 1 < size:
            raise ArchiveDamage("revisions.jsonl", number, "its record has fewer lines")
    for line_number, _, _ in record:
        raise ArchiveDamage("record.jsonl", line_number, "it is of no revision")


def rebuild_and_verify(session: Session, head: str, bars: Bars) -> None:
    """Make the tables from the record, and verify all of it.

    Raises:
        Refused: When the record is not the one that was sealed, or makes no sense.
    """
    last = lookups.last_revision(session)
    if last is None or head != f"r{last.number}:{last.digest}":
        raise ArchiveDamage(
            archive_format.MANIFEST, 1, "it tells of another revision than the last one"
        )
    if fault := first_chain_fault(session):
        raise Refused(FAULT_MESSAGE.format(fault))
    with bars("Rebuilding", last.number) as advance:
        replay_lines(session, lambda _: advance(1))
    with bars("Verifying", last.number) as advance:
        for fault in verify_revisions(session):
            advance(1)
            if fault:
                raise Refused(FAULT_MESSAGE.format(fault))
    analyze_tables(session)
