"""Whether a register can be written to; disks that are full are in tests/faults."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.spine.database_faults import DISK
from app.spine.refusals import RegisterLocked
from app.spine.write_probe import find_failing_part, find_folder_fault
from app.spine.write_queue import writing_session


def rename_table(engine: Engine, old: str, new: str) -> None:
    """Let the table that is written to have another name."""
    with engine.begin() as connection:
        connection.exec_driver_sql(f"ALTER TABLE {old} RENAME TO {new}")


def test_a_row_is_written_as_it_was(engine: Engine):
    query = "SELECT version_num FROM alembic_version"
    with engine.connect() as connection:
        before = connection.exec_driver_sql(query).all()

    assert find_failing_part(engine) is None

    with engine.connect() as connection:
        assert connection.exec_driver_sql(query).all() == before


def test_what_is_not_known_to_fail_is_the_database(engine: Engine):
    rename_table(engine, "alembic_version", "lost")

    part = find_failing_part(engine)

    rename_table(engine, "lost", "alembic_version")
    assert part == "database"


@pytest.mark.sqlite
def test_a_lock_that_another_program_holds_is_the_database(engine: Engine):
    with closing(sqlite3.connect(engine.url.database)) as other:
        other.execute("BEGIN IMMEDIATE")

        assert find_failing_part(engine) == "database"
        with pytest.raises(RegisterLocked, match="Somebody else"), writing_session(engine):
            pass


@pytest.mark.sqlite
def test_a_page_is_written(engine: Engine):
    log = Path(f"{engine.url.database}-wal")
    with engine.connect():  # nothing is carried over meanwhile
        before = log.stat().st_size if log.exists() else 0
        find_failing_part(engine)

        assert log.stat().st_size > before


def test_a_folder_that_is_gone_is_a_fault_of_the_disk(tmp_path: Path):
    assert find_folder_fault(tmp_path) is None
    assert find_folder_fault(tmp_path / "gone") is DISK
