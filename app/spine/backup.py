"""Everything, accounts too, in one SQLite file; and a register from such a file."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, Engine, Table, delete, func, inspect, select
from sqlalchemy.exc import DatabaseError
from sqlmodel import SQLModel

from app.db import build_engine, read_only_engine
from app.spine import lookups, schema
from app.spine.derived import outdated_derivations, remake_tables
from app.spine.fault import Fault
from app.spine.moment import reading_session
from app.spine.refusals import Refused
from app.spine.storage_check import storage_fault
from app.spine.verify import verify
from app.spine.write_queue import writing_session

BATCH_SIZE = 1000
NOT_EMPTY = (
    "This register is not empty: restore into a new one. Stop the program, move the old file away "
    "with the -wal and -shm beside it, or name an empty database, run migrate, then restore."
)
Progress = Callable[[str, int], None]


def ignore_progress(_table: str, _rows: int) -> None:
    """Report no progress."""


def write_backup(engine: Engine, file: Path, progress: Progress = ignore_progress) -> int:
    """Write all there is at one moment into a new SQLite file that only its owner can read.

    The file is there whole or not at all. Left out are tables marked `passing`: who is signed in.

    Args:
        engine: Where the register is.
        file: Where to; there must be nothing yet.
        progress: Called with a table and how many of its rows were just written.

    Returns:
        How many rows.

    Raises:
        Refused: When there is such a file already.
        OSError: When it can't be written.
    """
    if file.exists():
        raise Refused(f"{file} is there already; nothing was overwritten.")
    if not file.resolve().parent.is_dir():
        raise Refused(f"There is no folder {file.parent}.")
    with TemporaryDirectory(dir=file.resolve().parent, prefix=".backup-") as folder:
        new_file = Path(folder) / "register.db"
        new_file.touch(mode=0o600)
        with open_sqlite_file(new_file) as target:
            schema.migrate(target)
            with read_only_engine(engine).connect() as source, target.begin() as sink:
                rows = copy_rows(source, sink, progress)
        with new_file.open("rb") as stream:
            os.fsync(stream.fileno())
        os.link(new_file, file)  # never over a file that came meanwhile
    return rows


def load_backup(engine: Engine, file: Path, progress: Progress = ignore_progress) -> int:
    """Fill an empty register with all that a backup holds; the backup may be of an older program.

    Args:
        engine: Where to; migrated, and without any revision.
        file: A backup.
        progress: Called with a table and how many of its rows were just written.

    Returns:
        How many rows.

    Raises:
        Refused: When the register is not empty, or the file is no backup, or a damaged one.
        OSError: When the file can't be read.
        EarlierRegister: When a build before the second edition wrote it.
        NewerRegister: When a newer program wrote it.
    """
    with reading_session(engine) as session:
        if lookups.highest_entity_id(session):
            raise Refused(NOT_EMPTY)
    with TemporaryDirectory() as folder:
        file_copy = Path(shutil.copy(file, Path(folder) / "register.db"))
        if (wal_file := file.with_name(f"{file.name}-wal")).exists():
            shutil.copy(wal_file, Path(folder) / "register.db-wal")  # what was not yet in the file
        with open_sqlite_file(file_copy) as source:
            if not is_register(source):
                raise Refused(f"{file} is no backup of a register.")
            schema.migrate(source)
            with (
                read_only_engine(source).connect() as connection,
                writing_session(engine, without_timeout=True) as session,
            ):
                refuse_fault(storage_fault(connection))
                if lookups.highest_entity_id(session):
                    raise Refused(NOT_EMPTY)
                rows = copy_rows(connection, session.connection(), progress)
                remake_tables(session, outdated_derivations(session))
                refuse_fault(verify(session))
                return rows


def refuse_fault(fault: Fault | None) -> None:
    """Raise Refused for a backup in which something was found."""
    if fault:
        raise Refused(f"The backup is damaged, and nothing was restored: {fault}")


def is_register(source: Engine) -> bool:
    """Whether a file is a database that the migrations made."""
    try:
        return schema.current_migration(source) is not None
    except DatabaseError:
        return False


@contextmanager
def open_sqlite_file(file: Path) -> Iterator[Engine]:
    """The engine of a SQLite file, disposed of at the end."""
    engine = build_engine(f"sqlite:///{file}")
    try:
        yield engine
    finally:
        engine.dispose()


def copy_rows(source: Connection, sink: Connection, progress: Progress) -> int:
    """Replace the rows of one database by those of another, without `passing` tables; how many."""
    table_names = {*inspect(source).get_table_names()} & {*inspect(sink).get_table_names()}
    tables = [table for table in SQLModel.metadata.sorted_tables if table.name in table_names]
    for table in reversed(tables):
        sink.execute(delete(table))
    tables = [table for table in tables if not table.info.get("passing")]
    for table in tables:
        for rows in row_batches(source, table):
            sink.execute(table.insert(), rows)
            progress(table.name, len(rows))
    return sum(sink.scalar(select(func.count()).select_from(table)) or 0 for table in tables)


def row_batches(source: Connection, table: Table) -> Iterator[list[dict[str, object]]]:
    """The rows of a table, a thousand at a time, in the order of its key: parents come first."""
    statement = select(table).order_by(*table.primary_key.columns)
    with source.execute(statement.execution_options(yield_per=BATCH_SIZE)) as rows:
        for part in rows.mappings().partitions():
            yield [dict(row) for row in part]
