"""Registers to export, exports to read, and what is stored."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import pytest
from sqlalchemy import Engine
from sqlmodel import SQLModel, select

from app.edits import accounts
from app.exports.archive.archive_format import MANIFEST, SUMS, Tally, manifest_line
from app.exports.archive.export import export_register
from app.exports.archive.line_files import Bars, no_progress
from app.exports.archive.load import load_register
from app.models import Account, Role
from app.spine.edit import Edit
from app.spine.moment import reading_session
from app.spine.recording import SubmissionKey, recording
from app.spine.refusals import Refused
from app.spine.revision import Intent
from app.spine.versioned import kinds
from tests.spine import full_register, toy_edits
from tests.spine.toys import Toy

Files = dict[str, bytes]
NASTY = 'She said: "lines":"7",\n\\ “Ünïcode”   and more.'
LATER = toy_edits.day(9)


def fill_register(engine: Engine) -> None:
    """r1 to r5: the whole register, then Ada's edit through a form, which is undone."""
    full_register.build_register(engine, add_people)
    form = SubmissionKey("a-form", "0" * 64)
    with recording(engine, 2, Intent.RECORDS, NASTY, form=form, at=toy_edits.day(4)) as edit:
        edit.add(Toy, {"code": "cat", "name": "Kater Ä"})
    with recording(engine, 1, Intent.UNDOES, undoes=4, at=toy_edits.day(5)) as edit:
        edit.retract(36, 4)


def add_people(edit: Edit) -> None:
    """Ada, account 2, and Idle, account 3, in an edit."""
    accounts.new_account(edit, "Ada", Role.ADMIN, toy_edits.day(3))
    accounts.new_account(edit, "Idle", Role.EDITOR, toy_edits.day(3))


def export_files(engine: Engine, moment: int | datetime | None = None) -> Files:
    """Each file of an export, by name."""
    with TemporaryDirectory() as folder:
        export_register(engine, Path(folder), moment)
        return {file.name: file.read_bytes() for file in Path(folder).iterdir()}


def load_files(engine: Engine, files: Files, bars: Bars = no_progress) -> str:
    """Load an export that consists of these files."""
    with TemporaryDirectory() as folder:
        write_files(Path(folder), files)
        return load_register(engine, Path(folder), bars)


def write_files(folder: Path, files: Files) -> None:
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


def rewrite_sums(files: Files, **contents: bytes) -> Files:
    """An export with other lines in some of its sheets; sums and manifest are made again."""
    files = files | {f"{name}.jsonl": content for name, content in contents.items()}
    for name in contents:
        lines = files[f"{name}.jsonl"].removesuffix(b"\n").split(b"\n")
        sums = [sha256(line).hexdigest() for line in lines]
        files[f"{name}.sums"] = "".join(f"{each}\n" for each in sums).encode()
    old, tallies = json.loads(files[MANIFEST]), dict[str, Tally]()
    for file in sorted(files.keys() - {MANIFEST, SUMS}):
        tallies[file] = Tally()
        for line in files[file].splitlines(keepends=True):
            tallies[file].add(line)
    return seal_files(files, text=f"{manifest_line(old['register'], old['revision'], tallies)}\n")


def seal_files(files: Files, text: str | None = None) -> Files:
    """An export with its own SUMS again, whatever its files are now; and another manifest."""
    if text is not None:
        files = files | {MANIFEST: text.encode()}
    names = sorted(files.keys() - {SUMS})
    sum_lines = "".join(f"{sha256(files[name]).hexdigest()}  {name}\n" for name in names)
    return files | {SUMS: sum_lines.encode()}


def tables(engine: Engine) -> dict[str, list[str]]:
    """All that the register holds, accounts apart, as values of Python."""
    own = {"register", "revision", "line", "entity", *(kind.noun() for kind in kinds())}
    with engine.connect() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table))))
            for table in SQLModel.metadata.sorted_tables
            if table.name in own
        }


def people(engine: Engine) -> dict[str, tuple]:
    """What an account is and whether it can be used, by handle."""
    with reading_session(engine) as session:
        return {
            each.handle: (each.uid, each.role, each.password, each.disabled_at)
            for each in session.exec(select(Account))
        }


def next_digest(engine: Engine, account_id: int) -> str:
    """The digest of one more edit by somebody, always the same one."""
    with recording(engine, account_id, Intent.RECORDS, at=toy_edits.day(10)) as edit:
        edit.add(Toy, {"code": "owl"}, uid=UUID(int=7))
    return full_register.revision_digests(engine)[toy_edits.newest_number(engine)]


def bars_that_call(advance: Callable[[int], None]) -> Bars:
    """Bars that call `advance` whenever one is moved on."""

    @contextmanager
    def bar(_label: str, _length: int) -> Iterator[Callable[[int], None]]:
        yield advance

    return bar


def refusal_of(engine: Engine, files: Files) -> str:
    """Why an export is refused; nothing of it was loaded."""
    before = tables(engine), people(engine)

    with pytest.raises(Refused) as refusal:
        load_files(engine, files)

    assert (tables(engine), people(engine)) == before
    return str(refusal.value)


def swap_lines(content: bytes, one: int, other: int) -> bytes:
    """A file with two of its lines in each other's place."""
    lines = content.splitlines(keepends=True)
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)
