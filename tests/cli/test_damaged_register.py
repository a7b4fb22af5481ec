"""What commands say of a register that is damaged."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from app.models import Actor
from app.spine.verify import UNCOVERED
from tests import factory
from tests.cli.command import Run, command_output


@pytest.mark.both
def test_a_register_that_does_not_say_which_it_is_is_a_fault(run: Run, engine: Engine):
    factory.record(engine, Actor)
    with engine.begin() as connection:
        row = connection.exec_driver_sql("SELECT id, uid FROM register").one()
        connection.exec_driver_sql("DELETE FROM register")
    try:
        assert "which register this is is missing" in command_output(run("verify"), 3)
        assert "FAULT record" in run("check").stdout
    finally:
        with engine.begin() as connection:
            insert = "INSERT INTO register (id, uid) VALUES (:id, :uid)"
            connection.execute(text(insert), row._mapping)


def test_a_file_whose_pages_are_damaged_is_a_fault(run: Run, tmp_path: Path, migrated_file: Path):
    file = Path(shutil.copy(migrated_file, tmp_path / "damaged.db"))
    with file.open("r+b") as stream:
        stream.seek(4096)
        stream.write(bytes(file.stat().st_size - 4096))

    sentence = command_output(run("verify", at=f"sqlite:///{file}"), 3)

    assert "The database is damaged" in sentence


def test_what_verify_does_not_cover_stands_in_its_help(run: Run):
    help_text = " ".join(command_output(run("verify", "--help")).split())

    for words in UNCOVERED:
        assert words in help_text


@pytest.mark.slow
@pytest.mark.measured
def test_a_backup_whose_pages_are_damaged_restores_nothing(run: Run, tmp_path: Path):
    command_output(run("backup", str(tmp_path / "b.db")))
    with sqlite3.connect(tmp_path / "b.db") as connection:
        connection.execute("PRAGMA writable_schema=ON")
        drop = "DELETE FROM sqlite_master WHERE name = 'ix_entity_root_id'"
        connection.execute(drop)
    connection.close()

    sentence = command_output(run("restore", str(tmp_path / "b.db")), 1)

    assert "The backup is damaged, and nothing was restored: storage" in sentence
