"""A register of a build before the second edition, from which no migration leads on."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.db import build_engine
from app.spine import schema
from app.spine.readiness import find_readiness
from tests.cli.command import Run, command_output

COMMANDS = [
    ["serve"],
    ["migrate"],
    ["seed"],
    ["verify"],
    ["rebuild"],
    ["backup", "a.db"],
    ["restore", "a.db"],
    ["export", "a"],
    ["load", "a"],
    ["clock", "accept", "r0"],
    ["user", "list"],
    ["user", "add", "Ada"],
    ["user", "role", "Ada", "editor"],
    ["user", "disable", "Ada"],
    ["user", "enable", "Ada"],
    ["user", "reset", "Ada"],
]


@contextmanager
def stamped_register(engine: Engine, stamp: str) -> Iterator[None]:
    """Says of a register, for a while, that another migration made its tables."""
    statement = "UPDATE alembic_version SET version_num = '{}'"
    with engine.begin() as connection:
        connection.exec_driver_sql(statement.format(stamp))
    try:
        yield
    finally:
        with engine.begin() as connection:
            connection.exec_driver_sql(statement.format(schema.newest_migration()))


@pytest.mark.both
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_tells_what_to_do(run: Run, engine: Engine, command: list[str]):
    with stamped_register(engine, "832e294d5977"):
        told = command_output(run(*command), 1)

    assert "made by an earlier build" in told
    assert "Keep that build to read it" in told
    assert "begin a new register: name an empty database" in told


@pytest.mark.parametrize(
    "stamp", ["d2b3d60c2e68", "e9795bcaad40", "832e294d5977", "5c0f7be1a9d4", "b7d41c90e2aa"]
)
def test_each_migration_of_such_a_build_is_known(run: Run, engine: Engine, stamp: str):
    with stamped_register(engine, stamp):
        assert "made by an earlier build" in command_output(run("migrate"), 1)
        assert find_readiness(engine).failing == "migrations"


def test_no_backup_of_such_a_build_is_restored(run: Run, migrated_file: Path, tmp_path: Path):
    file = Path(shutil.copy(migrated_file, tmp_path / "earlier.db"))
    earlier = build_engine(f"sqlite:///{file}")

    with stamped_register(earlier, "5c0f7be1a9d4"):
        earlier.dispose()
        assert "made by an earlier build" in command_output(run("restore", str(file)), 1)
    earlier.dispose()
