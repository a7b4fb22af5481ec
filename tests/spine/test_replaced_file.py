"""A register's file that is moved, removed or replaced under a program that has it open."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from app.db import build_engine
from app.spine.database_faults import DAMAGED, READ_ONLY, REPLACED, find_fault
from app.spine.moment import reading_session
from app.spine.readiness import find_readiness
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.refusals import RegisterReplaced
from app.spine.revision import Intent
from app.spine.write_probe import find_failing_part
from tests.spine import toy_edits
from tests.spine.test_concurrency import visible_revisions
from tests.spine.toys import Toy

pytestmark = pytest.mark.sqlite


def register_file(engine: Engine) -> Path:
    return Path(engine.url.database)


def move(file: Path) -> None:
    file.rename(file.with_suffix(".elsewhere"))


def replace(file: Path) -> None:
    copy = Path(shutil.copy(file, file.with_suffix(".copy")))
    copy.replace(file)


WAYS = [move, Path.unlink, replace]


@pytest.mark.parametrize("lose", WAYS)
def test_nothing_is_saved_once_the_file_is_another_one(engine: Engine, lose: Callable):
    toy_edits.toy(engine)
    lose(register_file(engine))

    with pytest.raises(RegisterReplaced, match="nothing is saved"):
        toy_edits.toy(engine, "doll")

    assert find_readiness(engine).failing == find_failing_part(engine) == "file"


@pytest.mark.parametrize("lose", WAYS)
def test_an_edit_is_not_acknowledged_when_the_file_went_while_it_was_made(
    engine: Engine, lose: Callable
):
    def record() -> None:
        with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
            edit.add(Toy, {"code": "doll"})
            lose(register_file(engine))

    with pytest.raises(RegisterReplaced, match="nothing is saved"):
        record()

    assert visible_revisions(engine) == (0, None)


def test_no_empty_file_is_made_where_one_was(engine: Engine):
    toy_edits.toy(engine)
    move(register_file(engine))

    with reading_session(engine) as first, reading_session(engine) as second:
        first.connection()
        with pytest.raises(OperationalError, match="moved, removed or replaced") as failure:
            second.connection()

    assert find_fault(failure.value) is REPLACED
    assert not register_file(engine).exists()


def test_the_file_may_come_back(engine: Engine):
    toy_edits.toy(engine)
    move(register_file(engine))
    register_file(engine).with_suffix(".elsewhere").rename(register_file(engine))

    toy_edits.toy(engine, "doll")

    assert find_readiness(engine).failing is None
    assert visible_revisions(engine) == (2, 2)


def test_a_program_that_starts_afterwards_takes_the_file_that_is_there(engine: Engine):
    toy_edits.toy(engine)
    replace(register_file(engine))
    later_engine = build_engine(engine.url)

    toy_edits.toy(later_engine, "doll")

    assert find_readiness(later_engine).failing is None
    later_engine.dispose()


def test_a_connection_that_turns_out_read_only_is_not_used_again(engine: Engine):
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        connection.exec_driver_sql("PRAGMA query_only=1")  # as of a file that may not be written
        with pytest.raises(OperationalError) as failure:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'x'")

    assert find_fault(failure.value) is READ_ONLY
    with engine.connect() as connection:
        assert connection.connection.driver_connection is not driver


def test_a_file_that_was_emptied_is_called_damaged_at_once(engine: Engine):
    toy_edits.toy(engine)
    for file in (register_file(engine), Path(f"{register_file(engine)}-wal")):
        os.truncate(file, 0)

    with pytest.raises(OperationalError) as failure:
        toy_edits.toy(engine, "doll")

    assert find_fault(failure.value) is DAMAGED
    assert find_readiness(engine).failing == find_failing_part(engine) == "database file"
