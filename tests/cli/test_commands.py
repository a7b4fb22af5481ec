"""What each command leaves true, on both databases."""

import io
import shutil
import signal
import socket
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app import cli
from app.db import build_engine
from app.models import Actor
from tests import factory
from tests.cli.command import COMMAND, Run, command_output, environment
from tests.processes import fetch, rest, started

pytestmark = pytest.mark.slow

SEEDED = "Seeded 376 rows as r1."


@pytest.mark.both
@pytest.mark.measured
def test_a_register_is_seeded_once_and_verified(run: Run):
    assert command_output(run("seed")).strip() == SEEDED
    assert "not empty" in command_output(run("seed"))
    text = command_output(run("verify")).strip()

    digest = text.split("Note down: ")[1]
    assert text.startswith("r1 to r1 verified.")
    assert "verified" in command_output(run("verify", "--expect", digest))
    assert "verified" in command_output(run("rebuild"))


@pytest.mark.both
def test_an_empty_register_verifies_and_rebuilds(run: Run):
    assert "nothing has been recorded" in command_output(run("verify"))
    assert "Rebuilt 0 versions" in command_output(run("rebuild"))


@pytest.mark.measured
def test_a_fault_has_an_exit_code_of_its_own(run: Run, engine: Engine):
    factory.record(engine, Actor)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE actor SET name = 'Elsewhere'")

    text = command_output(run("verify"), 3)

    assert text.startswith("r1: rows")
    assert "actor 1" in text
    assert "verified" in command_output(run("rebuild"))


@pytest.mark.both
@pytest.mark.measured
def test_what_was_noted_down_and_is_not_there_is_a_fault(run: Run, engine: Engine):
    factory.record(engine, Actor)

    assert "r7" in command_output(run("verify", "--expect", "r7:" + "0" * 64), 3)
    assert "r1" in command_output(run("verify", "--expect", "r1:" + "0" * 64), 3)
    assert "64 characters" in command_output(run("verify", "--expect", "r1"), 2)


@pytest.mark.both
def test_a_backup_holds_everything_and_is_its_owner_s_alone(
    run: Run, engine: Engine, migrated_file: Path, tmp_path: Path
):
    factory.record_estonia(engine, 3)
    file = tmp_path / "backup.db"
    copy = f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'copy.db')}"

    command_output(run("backup", str(file)))

    assert file.stat().st_mode & 0o777 == 0o600
    assert "verified" in command_output(run("restore", str(file), at=copy))
    assert command_output(run("verify", at=copy)) == command_output(run("verify"))
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


@pytest.mark.both
def test_a_backup_of_either_database_fills_the_other(
    run: Run, engine: Engine, migrated_file: Path, tmp_path: Path
):
    other = f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'other.db')}"
    command_output(run("seed", at=other))
    command_output(run("backup", str(tmp_path / "other.backup"), at=other))

    assert "Restored" in command_output(run("restore", str(tmp_path / "other.backup")))

    assert command_output(run("verify")) == command_output(run("verify", at=other))
    assert factory.record(engine, Actor, code="fi").id == 377


@pytest.mark.both
@pytest.mark.measured
def test_tables_are_set_up_once(run: Run, tmp_path: Path):
    new = f"sqlite:///{tmp_path / 'new' / 'register.db'}"

    assert command_output(run("migrate", at=new)).strip() == "The tables are set up."
    assert command_output(run("migrate", at=new)).strip() == "The tables are up to date."


@pytest.mark.both
@pytest.mark.measured
def test_nothing_is_overwritten(run: Run, engine: Engine, tmp_path: Path):
    factory.record(engine, Actor)
    file = tmp_path / "backup.db"
    command_output(run("backup", str(file)))

    assert "there already" in command_output(run("backup", str(file)), 1)
    assert "not empty" in command_output(run("restore", str(file)), 1)


@pytest.mark.parametrize("content", [b"", b"hello " * 1000, b"SQLite format 3\0"])
@pytest.mark.measured
def test_what_is_no_backup_is_not_restored(run: Run, tmp_path: Path, content: bytes):
    file = tmp_path / "file.db"
    file.write_bytes(content)

    assert "is no backup" in command_output(run("restore", str(file)), 1)


@pytest.mark.measured
def test_a_backup_that_is_not_there_is_told(run: Run, tmp_path: Path):
    assert "can't be used: No such file" in command_output(
        run("restore", str(tmp_path / "x.db")), 1
    )


@pytest.mark.both
def test_another_database_is_no_backup(run: Run, tmp_path: Path):
    with build_engine(f"sqlite:///{tmp_path / 'file.db'}").begin() as connection:
        connection.exec_driver_sql("CREATE TABLE thing (id INTEGER)")

    assert "is no backup" in command_output(run("restore", str(tmp_path / "file.db")), 1)


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@pytest.mark.measured
def test_it_serves_until_it_is_stopped(url: str, engine: Engine, port: int):
    factory.record_estonia(engine)
    command = [*COMMAND, "serve", "--port", str(port)]
    with started(command, env=environment(url)) as server:
        text = fetch(f"http://127.0.0.1:{port}/countries/ee", server)
        server.send_signal(signal.SIGINT)
        rest(server, "the end of a server that was interrupted")
    assert "Estonia" in text


def test_a_port_that_is_taken_is_told_with_the_way_out(run: Run, port: int):
    with socket.create_server(("127.0.0.1", port)):
        text = command_output(run("serve", "--port", str(port)), 1)

    assert text.strip() == (
        f"Port {port} is taken. Stop what listens there, or choose another with --port."
    )


def test_help_tells_every_command_and_the_exit_codes(run: Run):
    text = command_output(run("--help"))

    for word in (
        "serve",
        "migrate",
        "seed",
        "verify",
        "rebuild",
        "backup",
        "restore",
        "Exit codes",
    ):
        assert word in text
    assert "noted down" in command_output(run("verify", "--help"))


@pytest.mark.measured
def test_where_there_is_a_terminal_a_bar_shows_how_far_it_has_come(
    monkeypatch: pytest.MonkeyPatch,
):
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", terminal)

    with cli.progress_bar("Verifying", 4) as move:
        move(4)

    assert "Verifying" in terminal.getvalue()
    assert "100%" in terminal.getvalue()


@pytest.mark.measured
def test_demo_fills_an_empty_register_once(run: Run):
    said = command_output(run("demo", "--pledges", "3"))
    again = command_output(run("demo", "--pledges", "3"), 1)

    assert said.startswith("Made 3 example pledges in 30 revisions. Note down: r30:")
    assert again.startswith("This register is not empty")
    assert command_output(run("verify")).startswith("r1 to r30 verified.")
