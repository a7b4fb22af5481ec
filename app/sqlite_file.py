"""The file that SQLite has open, and what others did to it meanwhile."""

import gc
import os
import sqlite3
from pathlib import Path

from sqlalchemy.exc import DisconnectionError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry


class ReplacedFile(sqlite3.OperationalError):
    """The path of a SQLite file leads to another file than the one that was opened, or to none."""

    def __init__(self) -> None:
        super().__init__("The register's file was moved, removed or replaced.")


class EmptiedFile(sqlite3.DatabaseError):
    """A SQLite file that was opened has not a byte any more."""

    sqlite_errorcode = 26  # of what is no database

    def __init__(self) -> None:
        super().__init__("database disk image is malformed: the file is empty")


class SqliteFile:
    """The file that an engine has open; what stands at its path later may be another one.

    Attributes:
        path: Where it was opened.
        identity: Its device and inode; None while no connection was made.
        readers: The connections that were made while it could not be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self.address = str(self.path)
        self.identity: tuple[int, int] | None = None
        self.readers: set[ConnectionPoolEntry] = set()

    def check(self) -> None:
        """Look at the file that is open; to read it would give away the locks of this process.

        Raises:
            ReplacedFile: When the path leads no longer to it.
            EmptiedFile: When nothing is left of it.
        """
        if self.identity is not None:
            if self.identity != self.identity_on_disk():
                raise ReplacedFile
            if self.path.stat().st_size == 0:
                raise EmptiedFile

    def identity_on_disk(self) -> tuple[int, int] | None:
        """The device and inode at the path; None where there is nothing."""
        try:
            status = os.stat(self.address)  # noqa: PTH116  (twice as fast, for each reader)
        except OSError:
            return None
        return status.st_dev, status.st_ino

    def note_identity(self, _connection: object, record: ConnectionPoolEntry) -> None:
        """After the first connection: this is the file; after each: whether it can write."""
        self.identity = self.identity or self.identity_on_disk()
        self.check()
        self.readers.discard(record)
        if not self.can_be_written():
            self.readers.add(record)

    def can_be_written(self) -> bool:
        """Whether SQLite would open the file for writing."""
        return os.access(self.path, os.W_OK)

    def leave_readers(self, _driver: object, record: ConnectionPoolEntry, _proxy: object) -> None:
        """Before a connection is used: one that can't write is made again, once the file can be.

        The others that can't are closed before: they share what they have open with a new one.

        Raises:
            DisconnectionError: Which the pool takes for a connection that was cut.
        """
        if record in self.readers and self.can_be_written():
            for reader in [each for each in self.readers if not each.in_use]:
                reader.invalidate()
            gc.collect()  # SQLite closes nothing while an old error holds its statement
            raise DisconnectionError

    def close_reader(self, _driver: object, record: ConnectionPoolEntry) -> None:
        """After a connection was used: the same."""
        if record in self.readers and self.can_be_written():
            record.invalidate()

    def check_writer(self) -> None:
        """Before a transaction that writes is begun or committed.

        Raises:
            OperationalError: When the path leads no longer to the file that is open, or that is
                empty.
        """
        try:
            self.check()
        except (ReplacedFile, EmptiedFile) as error:
            raise OperationalError(None, None, error) from None

    def forget_identity(self, _engine: object) -> None:
        """After the last connection was closed: whatever is there next is the file."""
        self.identity = None
        self.readers.clear()
