"""Whether the register can be written to, proved by writing."""

import errno
import os
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryFile

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from app.spine.database_faults import DISK, FULL, LOCKED, READ_ONLY, DatabaseFault, find_fault
from app.spine.refusals import ClockDoubt, RegisterLocked, RegisterReplaced
from app.spine.write_queue import writing_session

SIZE = 256 * 1024  # bytes, several times what one form writes
# They write a row that says afterwards what it said before; SQLite writes no page that is the same.
STATEMENTS = {
    "sqlite": (
        "UPDATE alembic_version SET version_num = version_num || '.'",
        "UPDATE alembic_version SET version_num = rtrim(version_num, '.')",
    ),
    "postgresql": ("UPDATE alembic_version SET version_num = version_num",),
}
FILES = {  # of the register, where it is one
    "sqlite": "SELECT file FROM pragma_database_list WHERE name = 'main'",
    "postgresql": "SELECT '' WHERE false",
}
FAULTS = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), FULL),
    **dict.fromkeys((errno.EROFS, errno.EACCES, errno.EPERM), READ_ONLY),
}


def find_failing_part(engine: Engine) -> str | None:
    """The part that fails when something is written and committed; None when none does.

    Raises:
        WriteQueueFull: When too many are writing.
    """
    try:
        files = try_to_write(engine)
    except RegisterReplaced:
        return "file"
    except RegisterLocked:
        return LOCKED.part
    except ClockDoubt:
        return "clock"
    except SQLAlchemyError as error:
        fault = find_fault(error)
        return fault.part if fault else "database"
    faults = (find_folder_fault(Path(file).parent) for file in files)
    return next((fault.part for fault in faults if fault), None)


def try_to_write(engine: Engine) -> Sequence[str]:
    """Write and commit a row as it is; the files beside which there must be room too.

    Raises:
        WriteQueueFull: When too many are writing.
        SQLAlchemyError: When the database does not do it.
    """
    with writing_session(engine) as session:
        return write_row(session.connection())


def write_row(connection: Connection) -> Sequence[str]:
    """Write a row as it is; the files beside which there must be room too."""
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
    return connection.exec_driver_sql(FILES[connection.dialect.name]).scalars().all()


def find_folder_fault(folder: Path) -> DatabaseFault | None:
    """What fails when a file is written beside the register, to the disk; None when nothing does.

    SQLite writes into room that its log has already, as long as there is some, so that a row alone
    is no proof that a disk is not full.
    """
    try:
        write_bytes(folder)
    except OSError as error:
        return FAULTS.get(error.errno or 0, DISK)
    return None


def write_bytes(folder: Path) -> None:
    """Write a file to the disk that has no name, and is gone at once.

    Raises:
        OSError: When that fails.
    """
    with TemporaryFile(dir=folder) as file:
        file.write(os.urandom(SIZE))
        file.flush()
        os.fsync(file.fileno())
