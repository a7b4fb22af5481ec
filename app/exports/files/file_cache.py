"""The files of the whole register: built once for a revision and a day, one at a time."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fcntl import LOCK_EX, LOCK_NB, flock
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Engine

from app.exports.files import data_package, record_file, sqlite_file, workbook
from app.exports.files.edition import Edition
from app.exports.files.snapshot import Snapshot, take_snapshot


@dataclass(frozen=True)
class File:
    """A file of the whole register.

    Attributes:
        name: As it stands in its address.
        media_type: Its media type.
        description: What it is for, in a sentence.
    """

    name: str
    media_type: str
    description: str
    write: Callable[[Path, Snapshot], None]


FILES: dict[str, File] = {
    file.name: file
    for file in (
        File("register.xlsx",
             "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
             "A workbook for a spreadsheet: a sheet a table, and one that explains.",
             workbook.write_workbook),
        File("package.zip", "application/zip",
             "A Data Package: a CSV file a table, and datapackage.json that describes each column.",
             data_package.write_package),
        File("register.sqlite", "application/vnd.sqlite3",
             "A SQLite database, to be asked with SQL or opened in Datasette.",
             sqlite_file.write_sqlite),
        File("record.jsonl", "application/jsonl",
             "The record: every revision with its lines, to check the digests by.",
             record_file.write_record_lines),
    )
}  # fmt: skip


class BuilderBusy(Exception):  # noqa: N818  (it is no error: come again)
    """Another file is being built."""


def ensure_file(folder: Path, file: File, engine: Engine, edition: Edition, build: str) -> Path:
    """The file for a revision and a day, built if it isn't there.

    The one before is kept, as it may be on its way to a reader; older ones are removed.

    Raises:
        Building: While another one is being built.
    """
    fingerprint = sha256(f"{edition.cite} {edition.site} {build}".encode()).hexdigest()[:12]
    path = folder / f"r{edition.number}-{fingerprint}-{edition.today.isoformat()}-{file.name}"
    if path.exists():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    with builder_lock(folder):
        partial_file = folder / f"draft-{file.name}"
        partial_file.unlink(missing_ok=True)
        file.write(partial_file, take_snapshot(engine, edition))
        partial_file.replace(path)
        older_files = set(folder.glob(f"r*-{file.name}")) - {path}
        for old in sorted(older_files, key=lambda each: each.stat().st_mtime)[:-1]:
            old.unlink()
    return path


@contextmanager
def builder_lock(folder: Path) -> Iterator[None]:
    """Hold the place of the one builder, among all processes that share the folder.

    Raises:
        Building: When another one holds it.
    """
    lock = os.open(folder / ".lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        try:
            flock(lock, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            raise BuilderBusy from None
        yield
    finally:
        os.close(lock)
