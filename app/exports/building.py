"""The files of the whole register: built once for a revision and a day, one at a time."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fcntl import LOCK_EX, LOCK_NB, flock
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Engine

from app.exports import copy, package, record, workbook
from app.exports.shown import Shown
from app.exports.whole import Whole, whole


@dataclass(frozen=True)
class File:
    """A file of the whole register.

    Attributes:
        name: As it stands in its address.
        media: Its media type.
        holds: What it is for, in a sentence.
    """

    name: str
    media: str
    holds: str
    write: Callable[[Path, Whole], None]


FILES: dict[str, File] = {
    file.name: file
    for file in (
        File("register.xlsx",
             "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
             "A workbook for a spreadsheet: a sheet a table, and one that explains.",
             workbook.write),
        File("package.zip", "application/zip",
             "A Data Package: a CSV file a table, and datapackage.json that describes each column.",
             package.write),
        File("register.sqlite", "application/vnd.sqlite3",
             "A SQLite database, to be asked with SQL or opened in Datasette.", copy.write),
        File("record.jsonl", "application/jsonl",
             "The record: every revision with its lines, to check the digests by.", record.write),
    )
}  # fmt: skip


class Building(Exception):  # noqa: N818  (it is no error: come again)
    """Another file is being built."""


def built(folder: Path, file: File, engine: Engine, shown: Shown, build: str) -> Path:
    """The file for a revision and a day, built if it isn't there.

    The one before is kept, as it may be on its way to a reader; older ones are removed.

    Raises:
        Building: While another one is being built.
    """
    told = sha256(f"{shown.cite} {shown.site} {build}".encode()).hexdigest()[:12]
    ready = folder / f"r{shown.number}-{told}-{shown.today.isoformat()}-{file.name}"
    if ready.exists():
        return ready
    folder.mkdir(parents=True, exist_ok=True)
    with alone(folder):
        draft = folder / f"draft-{file.name}"
        draft.unlink(missing_ok=True)
        file.write(draft, whole(engine, shown))
        draft.replace(ready)
        others = set(folder.glob(f"r*-{file.name}")) - {ready}
        for old in sorted(others, key=lambda each: each.stat().st_mtime)[:-1]:
            old.unlink()
    return ready


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the place of the one builder, among all processes that share the folder.

    Raises:
        Building: When another one holds it.
    """
    lock = os.open(folder / ".lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        try:
            flock(lock, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            raise Building from None
        yield
    finally:
        os.close(lock)
