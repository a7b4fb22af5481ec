"""What a person can cause, told in a sentence without a traceback."""

import errno
import shutil
from pathlib import Path

import pytest
import uvicorn
from sqlalchemy import Engine
from typer.testing import CliRunner

from app.cli import app, check_connections
from app.cli.register import CommandFailure, system_sentence
from app.db import build_engine
from app.models import Actor
from app.spine import schema
from app.spine.backup import load_backup
from app.spine.refusals import Refused
from tests import factory
from tests.cli.command import COMMAND, Run, command_output, environment
from tests.faults.small_disk import small_disk
from tests.processes import run_to_end

ADDRESSES = {
    "nonsense": ("nonsense", "is no address of a database"),
    "another": ("oracle://x", "is no address of a database"),
    "refused": ("postgresql+psycopg://me:secret@127.0.0.1:9/x", "can't be reached"),
    "folder": ("sqlite:////dev/null/x/register.db", "can't be used"),
    "not a file": ("sqlite:////", "can't be"),
}


@pytest.mark.both
@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("command", ["serve", "migrate", "verify"])
def test_an_address_that_does_not_work_is_told(
    monkeypatch: pytest.MonkeyPatch, name: str, command: str
):
    address, sentence = ADDRESSES[name]
    monkeypatch.setenv("COMMITMENTS_DATABASE_URL", address)

    text = command_output(CliRunner().invoke(app, [command]), 1)

    assert sentence in text
    assert "secret" not in text


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("READER_PLACES", "0", "greater than or equal to 1"),
        ("READER_PLACES", "-3", "greater than or equal to 1"),
        ("WORKERS", "0", "greater than or equal to 1"),
        ("DATABASE_CONNECTIONS", "0", "greater than or equal to 1"),
        ("PASSWORD_ROUNDS", "0", "greater than or equal to 1"),
        ("PASSWORD_MEMORY", "7", "greater than or equal to 8"),
        ("EXPORTS_PAUSE", "-1", "greater than or equal to 0"),
        ("EXPORTS_PAUSE", "inf", "finite"),
        ("WORKERS", "secret", "valid integer"),
    ],
)
@pytest.mark.parametrize("command", ["serve", "verify"])
def test_a_setting_under_which_nobody_could_be_answered_is_told_at_the_start(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: str, name: str, value: str, words: str
):
    monkeypatch.setattr(uvicorn, "run", lambda *_, **__: pytest.fail("It served."))
    monkeypatch.setenv(f"COMMITMENTS_{name}", value)

    text = command_output(run(command), 1)

    assert text.startswith(f"COMMITMENTS_{name}: ")
    assert words in text
    assert "secret" not in text


@pytest.mark.slow
def test_a_process_tells_it_without_a_traceback_and_with_the_exit_code():
    address = ADDRESSES["refused"][0]

    result = run_to_end(*COMMAND, "verify", env=environment(address))

    assert result.returncode == 1
    assert result.stderr.startswith("The database can't be reached")
    assert "Traceback" not in result.stderr


def test_a_file_that_is_no_database_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    file = tmp_path / "x.db"
    file.write_text("This is a letter and no database at all. " * 100)
    monkeypatch.setenv("COMMITMENTS_DATABASE_URL", f"sqlite:///{file}")

    assert "no SQLite database" in command_output(CliRunner().invoke(app, ["verify"]), 1)


@pytest.mark.both
def test_tables_that_are_not_set_up_are_told_with_the_way_out(run: Run, tmp_path: Path):
    new = f"sqlite:///{tmp_path / 'new' / 'register.db'}"

    for command in ("serve", "seed", "verify", "rebuild"):
        assert "Run: commitments migrate" in command_output(run(command, at=new), 1)


@pytest.mark.both
def test_a_register_of_a_newer_program_is_told(run: Run, tmp_path: Path, migrated_file: Path):
    newer = f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'newer.db')}"
    with build_engine(newer).begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'tomorrow'")

    for command in ("serve", "migrate", "verify"):
        assert "newer version" in command_output(run(command, at=newer), 1)


@pytest.mark.slow
def test_a_full_disk_is_told_and_leaves_nothing_half_written(run: Run, migrated_file: Path):
    with small_disk(2) as disk:
        register = f"sqlite:///{shutil.copy(migrated_file, disk.folder / 'register.db')}"
        room = 2 * 1024 * 1024 - migrated_file.stat().st_size
        disk.filler.write_bytes(b"x" * (room - 80 * 1024))

        assert "disk is full" in command_output(run("seed", at=register), 1)
        disk.make_room()
        assert "nothing has been recorded" in command_output(run("verify", at=register))


def test_a_folder_that_can_not_be_written_is_told(run: Run):
    assert "can't be used" in command_output(run("backup", "/proc/backup.db"), 1)


@pytest.mark.slow
@pytest.mark.both
@pytest.mark.measured
def test_a_damaged_backup_restores_nothing(run: Run, engine: Engine, tmp_path: Path):
    factory.record(engine, Actor)
    command_output(run("backup", str(tmp_path / "b.db")))
    with build_engine(f"sqlite:///{tmp_path / 'b.db'}").begin() as connection:
        connection.exec_driver_sql("UPDATE actor SET name = 'Elsewhere'")
    with engine.begin() as connection:
        for table in ("actor", "line", "entity", "revision"):
            connection.exec_driver_sql(f"DELETE FROM {table}")

    assert "nothing was restored: r1: rows" in command_output(
        run("restore", str(tmp_path / "b.db")), 1
    )
    assert "nothing has been recorded" in command_output(run("verify"))


@pytest.mark.both
def test_what_is_recorded_while_a_backup_is_read_is_not_overwritten(
    engine: Engine, migrated_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    file = Path(shutil.copy(migrated_file, tmp_path / "b.db"))
    migrate = schema.migrate
    monkeypatch.setattr(
        schema, "migrate", lambda source: (migrate(source), factory.record(engine, Actor))
    )

    with pytest.raises(Refused, match="not empty"):
        load_backup(engine, file)

    assert factory.newest_number(engine) == 1


@pytest.mark.slow
@pytest.mark.both
@pytest.mark.measured
def test_what_is_not_yet_in_the_file_of_a_register_is_restored_too(
    run: Run, migrated_file: Path, tmp_path: Path
):
    other = build_engine(f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'other.db')}")
    factory.record(other, Actor)
    assert (tmp_path / "other.db-wal").stat().st_size

    assert "r1 to r1 verified" in command_output(run("restore", str(tmp_path / "other.db")))
    other.dispose()


def test_a_folder_that_is_not_there_is_named(run: Run, tmp_path: Path):
    assert "There is no folder" in command_output(run("backup", str(tmp_path / "x" / "b.db")), 1)


@pytest.mark.both
def test_an_address_that_is_not_this_machine_s_is_told(run: Run):
    assert "198.51.100.7 is no address" in command_output(run("serve", "--host", "198.51.100.7"), 1)


@pytest.mark.both
def test_what_was_noted_down_of_a_revision_before_the_first_is_a_fault(run: Run):
    assert "the revision is missing" in command_output(
        run("verify", "--expect", "r0:" + "0" * 64), 3
    )


@pytest.mark.both
def test_a_damaged_record_is_not_built_upon(run: Run, engine: Engine):
    factory.record(engine, Actor)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE line SET text = replace(text, 'Estonia', 'Elsewhere')")

    assert "nothing was changed: r1: chain" in command_output(run("rebuild"), 1)


def test_a_disk_that_fills_while_a_file_is_written_is_told():
    assert system_sentence(OSError(errno.ENOSPC, "No space left on device")).startswith(
        "The disk is"
    )


def test_more_workers_than_there_are_connections_for_are_refused(
    capsys: pytest.CaptureFixture[str],
):
    engine = build_engine(ADDRESSES["refused"][0])

    check_connections(engine, 90, 9)
    with pytest.raises(CommandFailure):
        check_connections(engine, 90, 10)

    assert "10 workers need 10 each, 100 in all" in capsys.readouterr().err
