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
from app.exports.contents import MANIFEST, SUMS, Tally, manifest
from app.exports.export import export
from app.exports.load import load
from app.exports.sheets import Bars, silent
from app.models import Account, Role
from app.spine.moment import at
from app.spine.recording import Submitted, recording
from app.spine.refusals import Refused
from app.spine.revision import Intent
from app.spine.versioned import kinds
from tests.spine import play, whole
from tests.spine.toys import Toy

Files = dict[str, bytes]
NASTY = 'She said: "lines":"7",\n\\ “Ünïcode”   and a tab\t.'
LATER = play.day(9)


def peopled(engine: Engine) -> None:
    """r1 to r5: the whole register, then Ada's edit through a form, which is undone."""
    whole.build(engine)
    ada, _ = accounts.add(engine, "Ada", Role.ADMIN, play.day(3))
    accounts.add(engine, "Idle", Role.EDITOR, play.day(3))
    form = Submitted("a-form", "0" * 64)
    with recording(engine, ada.id, Intent.RECORDS, NASTY, form=form, at=play.day(4)) as edit:
        edit.add(Toy, {"code": "cat", "name": "Kater Ä"})
    with recording(engine, 1, Intent.UNDOES, undoes=4, at=play.day(5)) as edit:
        edit.retract(36, 4)


def exported(engine: Engine, moment: int | datetime | None = None) -> Files:
    """Each file of an export, by name."""
    with TemporaryDirectory() as folder:
        export(engine, Path(folder), moment)
        return {file.name: file.read_bytes() for file in Path(folder).iterdir()}


def loaded(engine: Engine, files: Files, bars: Bars = silent) -> str:
    """Load an export that consists of these files."""
    with TemporaryDirectory() as folder:
        laid(Path(folder), files)
        return load(engine, Path(folder), LATER, bars)


def laid(folder: Path, files: Files) -> None:
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


def summed(files: Files, **changed: bytes) -> Files:
    """An export with other lines in some of its sheets; sums and manifest are made again."""
    files = files | {f"{name}.jsonl": content for name, content in changed.items()}
    for name in changed:
        lines = files[f"{name}.jsonl"].removesuffix(b"\n").split(b"\n")
        sums = [sha256(line).hexdigest() for line in lines]
        files[f"{name}.sums"] = "".join(f"{each}\n" for each in sums).encode()
    old, tallies = json.loads(files[MANIFEST]), dict[str, Tally]()
    for file in sorted(files.keys() - {MANIFEST, SUMS}):
        tallies[file] = Tally()
        for line in files[file].splitlines(keepends=True):
            tallies[file].add(line)
    return sealed(files, text=f"{manifest(old['register'], old['revision'], tallies)}\n")


def sealed(files: Files, text: str | None = None) -> Files:
    """An export with its own SUMS again, whatever its files are now; and another manifest."""
    if text is not None:
        files = files | {MANIFEST: text.encode()}
    named = sorted(files.keys() - {SUMS})
    listed = "".join(f"{sha256(files[name]).hexdigest()}  {name}\n" for name in named)
    return files | {SUMS: listed.encode()}


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
    with at(engine) as session:
        return {
            each.handle: (each.uid, each.role, each.password, each.disabled_at)
            for each in session.exec(select(Account))
        }


def next_digest(engine: Engine, handle: str) -> str:
    """The digest of one more edit by somebody, always the same one."""
    with at(engine) as session:
        account = session.exec(select(Account.id).where(Account.handle == handle)).one()
    with recording(engine, account, Intent.RECORDS, at=play.day(10)) as edit:
        edit.add(Toy, {"code": "owl"}, uid=UUID(int=7))
    return whole.digests(engine)[play.now(engine)]


def watched(moved: Callable[[int], None]) -> Bars:
    """Bars that call `moved` whenever one is moved on."""

    @contextmanager
    def bar(_label: str, _length: int) -> Iterator[Callable[[int], None]]:
        yield moved

    return bar


def refused(engine: Engine, files: Files) -> str:
    """Why an export is refused; nothing of it was loaded."""
    before = tables(engine), people(engine)

    with pytest.raises(Refused) as refusal:
        loaded(engine, files)

    assert (tables(engine), people(engine)) == before
    return str(refusal.value)


def swapped(content: bytes, one: int, other: int) -> bytes:
    """A file with two of its lines in each other's place."""
    lines = content.splitlines(keepends=True)
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)
