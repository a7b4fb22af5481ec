"""The files of the whole register, in a folder that the processes of a machine share."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from fcntl import LOCK_EX, LOCK_NB, flock
from hashlib import sha256
from pathlib import Path
from time import time

from sqlalchemy import Engine

from app.exports.files import data_package, record_file, sqlite_file, workbook
from app.exports.files.edition import Edition
from app.exports.files.snapshot import Snapshot, take_snapshot
from app.spine.lookups import digests_since_erasure, last_erasure, last_revision
from app.spine.moment import reading_session

LONGEST_BUILD = 900  # seconds after which nobody is taken to be building any more
LOCK = ".lock"  # held while a file is built; its time is when the last build began
NAME = re.compile(r"r([0-9]+)-[0-9a-f]{12}-([0-9]{4}-[0-9]{2}-[0-9]{2})-")


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


@dataclass(frozen=True)
class FileStore:
    """The folder of the files of one register, as one build of the program makes them.

    Attributes:
        site: The address at which readers reach the register, which files name.
        build: The hash of the program.
        clock: What says the time.
    """

    folder: Path
    engine: Engine
    site: str
    build: str
    clock: Callable[[], datetime]

    def edition_now(self) -> Edition:
        """What a file that is built now shows."""
        with reading_session(self.engine) as session:
            last = last_revision(session)
        number, digest = (last.number, last.digest) if last else (0, "")
        return Edition(number, digest, self.clock().date(), self.site)

    def path_of(self, file: File, edition: Edition) -> Path:
        """Where a file for a revision and a day is, or would be."""
        words = f"{edition.cite} {edition.site} {self.build}"
        fingerprint = sha256(words.encode()).hexdigest()[:12]
        day = edition.today.isoformat()
        return self.folder / f"r{edition.number}-{fingerprint}-{day}-{file.name}"

    def draft_of(self, file: File) -> Path:
        """Where a file is while it is being built."""
        return self.folder / f"draft-{file.name}"

    def newest(self, file: File) -> tuple[Path, Edition] | None:
        """The newest file that is finished, with what it shows; None for none of this register."""
        return self.newest_files([file]).get(file.name)

    def newest_files(self, files: Iterable[File]) -> dict[str, tuple[Path, Edition]]:
        """What `newest` says of each, by name; left out where it is None. One statement.

        Files from before the last erasure of a handle, which may hold it, count for none.
        """
        marks = {file: self.marks_of(file) for file in files}
        with reading_session(self.engine) as session:
            digests = digests_since_erasure(
                session, {n for each in marks.values() for n, _ in each}
            )
        newest_files: dict[str, tuple[Path, Edition]] = {}
        for file, number, day in ((each, *mark) for each in marks for mark in marks[each]):
            edition = Edition(number, digests.get(number, ""), date.fromisoformat(day), self.site)
            if file.name not in newest_files and (path := self.path_of(file, edition)).exists():
                newest_files[file.name] = path, edition
        return newest_files

    def marks_of(self, file: File) -> list[tuple[int, str]]:
        """The revision and the day in the name of each file that is there, the newest first."""
        names = [each.name for each in self.folder.glob(f"r*-{file.name}")]
        marks = [(int(match[1]), match[2]) for name in names if (match := NAME.match(name))]
        return sorted(marks, reverse=True)

    def build_file(self, file: File) -> None:
        """Build a file of now, unless it is there; the one before is kept for who is reading it.

        Raises:
            BuilderBusy: While another one is being built, by whichever process.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        partial_file = self.draft_of(file)
        with builder_lock(self.folder):
            edition = self.edition_now()
            path = self.path_of(file, edition)
            if path.exists():
                return
            os.utime(self.folder / LOCK)
            partial_file.write_bytes(b"")  # also in place of one of a process that was killed
            try:
                file.write(partial_file, take_snapshot(self.engine, edition))
                partial_file.replace(path)
            finally:
                partial_file.unlink(missing_ok=True)
            drop_erased(self.engine, self.folder)
            older_files = set(self.folder.glob(f"r*-{file.name}")) - {path}
            for old in sorted(older_files, key=lambda each: each.stat().st_mtime)[:-1]:
                old.unlink()

    def seconds_since_build(self) -> float:
        """How long ago the last build began, by whichever process, as far as the clock tells."""
        try:
            seconds = time() - (self.folder / LOCK).stat().st_mtime
        except OSError:
            return float("inf")
        return seconds if seconds >= 0 else float("inf")

    def want(self, file: File) -> None:
        """Note for all processes that somebody waits for a newer one."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / f"wanted-{file.name}").touch()

    def is_wanted(self, file: File) -> bool:
        """Whether a newer one will be made, as far as a note that is not old tells."""
        try:
            return time() - (self.folder / f"wanted-{file.name}").stat().st_mtime < LONGEST_BUILD
        except OSError:
            return False

    def is_in_making(self, file: File) -> bool:
        """Whether it is the one that is being built, by whichever process."""
        return self.is_wanted(file) and self.draft_of(file).exists()

    def forget(self, file: File) -> None:
        """Note for all processes that nobody makes a newer one."""
        (self.folder / f"wanted-{file.name}").unlink(missing_ok=True)


def drop_erased(engine: Engine, folder: Path) -> None:
    """Delete the files that may hold a handle which was erased, whichever process made them.

    What is being built meanwhile asks for it once it is finished; what a build that was killed
    left goes too.

    Raises:
        OSError: When one can't be deleted.
    """
    with reading_session(engine) as session:
        erasure = last_erasure(session)
    for file in folder.glob("r*-*"):
        if (match := NAME.match(file.name)) and int(match[1]) < erasure:
            file.unlink(missing_ok=True)
    if not folder.exists():
        return
    with suppress(BuilderBusy), builder_lock(folder):
        for draft in folder.glob("draft-*"):
            draft.unlink()


@contextmanager
def builder_lock(folder: Path) -> Iterator[None]:
    """Hold the place of the one builder, among all processes that share the folder.

    Raises:
        BuilderBusy: When another one holds it.
    """
    lock = os.open(folder / LOCK, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        try:
            flock(lock, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            raise BuilderBusy from None
        yield
    finally:
        os.close(lock)
