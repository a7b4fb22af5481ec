"""The command, run as a person runs it: in a process of its own, on both databases."""

import io
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from click.testing import Result
from sqlalchemy import Engine
from typer.testing import CliRunner

from app import cli
from app.cli import app
from app.db import build_engine
from app.models import Actor
from tests import build

Run = Callable[..., Result]
COMMAND = [sys.executable, "-c", "from app.cli import main; main()"]
SEEDED = "Seeded 90 rows as r1."


@pytest.fixture
def run(url: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command on the test's database, or at another address."""

    def command(*words: str, at: str = url) -> Result:
        monkeypatch.setenv("COMMITMENTS_DATABASE_URL", at)
        return CliRunner().invoke(app, words)

    return command


def said(done: Result, code: int = 0) -> str:
    """What a command said, once it ended with this code and with nothing but a sentence."""
    assert done.exit_code == code, done.output
    assert isinstance(done.exception, SystemExit | None)
    return done.stderr if code else done.stdout


def test_a_register_is_seeded_once_and_verified(run: Run):
    assert said(run("seed")).strip() == SEEDED
    assert "not empty" in said(run("seed"))
    told = said(run("verify")).strip()

    noted = told.split("Note down: ")[1]
    assert told.startswith("r1 to r1 verified.")
    assert "verified" in said(run("verify", "--expect", noted))
    assert "verified" in said(run("rebuild"))


def test_an_empty_register_verifies_and_rebuilds(run: Run):
    assert "nothing has been recorded" in said(run("verify"))
    assert "Rebuilt 0 versions" in said(run("rebuild"))


def test_a_fault_has_an_exit_code_of_its_own(run: Run, engine: Engine):
    build.recorded(engine, Actor)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE actor SET name = 'Elsewhere'")

    told = said(run("verify"), 3)

    assert told.startswith("r1: rows")
    assert "actor 1" in told
    assert "verified" in said(run("rebuild"))


def test_what_was_noted_down_and_is_not_there_is_a_fault(run: Run, engine: Engine):
    build.recorded(engine, Actor)

    assert "r7" in said(run("verify", "--expect", "r7:" + "0" * 64), 3)
    assert "r1" in said(run("verify", "--expect", "r1:" + "0" * 64), 3)
    assert "64 characters" in said(run("verify", "--expect", "r1"), 2)


def test_a_backup_holds_everything_and_is_its_owner_s_alone(
    run: Run, engine: Engine, migrated_file: Path, tmp_path: Path
):
    build.estonia(engine, 3)
    file = tmp_path / "backup.db"
    copy = f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'copy.db')}"

    said(run("backup", str(file)))

    assert file.stat().st_mode & 0o777 == 0o600
    assert "verified" in said(run("restore", str(file), at=copy))
    assert said(run("verify", at=copy)) == said(run("verify"))
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_a_backup_of_either_database_fills_the_other(
    run: Run, engine: Engine, migrated_file: Path, tmp_path: Path
):
    other = f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'other.db')}"
    said(run("seed", at=other))
    said(run("backup", str(tmp_path / "other.backup"), at=other))

    assert "Restored" in said(run("restore", str(tmp_path / "other.backup")))

    assert said(run("verify")) == said(run("verify", at=other))
    assert build.recorded(engine, Actor, code="fi").id == 91


def test_tables_are_set_up_once(run: Run, tmp_path: Path):
    new = f"sqlite:///{tmp_path / 'new' / 'register.db'}"

    assert said(run("migrate", at=new)).strip() == "The tables are set up."
    assert said(run("migrate", at=new)).strip() == "The tables are up to date."


def test_nothing_is_overwritten(run: Run, engine: Engine, tmp_path: Path):
    build.recorded(engine, Actor)
    file = tmp_path / "backup.db"
    said(run("backup", str(file)))

    assert "there already" in said(run("backup", str(file)), 1)
    assert "not empty" in said(run("restore", str(file)), 1)


@pytest.mark.parametrize("content", [b"", b"hello " * 1000, b"SQLite format 3\0"])
def test_what_is_no_backup_is_not_restored(run: Run, tmp_path: Path, content: bytes):
    file = tmp_path / "file.db"
    file.write_bytes(content)

    assert "is no backup" in said(run("restore", str(file)), 1)


def test_a_backup_that_is_not_there_is_told(run: Run, tmp_path: Path):
    assert "can't be used: No such file" in said(run("restore", str(tmp_path / "x.db")), 1)


def test_another_database_is_no_backup(run: Run, tmp_path: Path):
    with build_engine(f"sqlite:///{tmp_path / 'file.db'}").begin() as connection:
        connection.exec_driver_sql("CREATE TABLE thing (id INTEGER)")

    assert "is no backup" in said(run("restore", str(tmp_path / "file.db")), 1)


ADDRESSES = {
    "nonsense": ("nonsense", "is no address of a database"),
    "another": ("oracle://x", "is no address of a database"),
    "refused": ("postgresql+psycopg://me:secret@127.0.0.1:9/x", "can't be reached"),
    "folder": ("sqlite:////dev/null/x/register.db", "can't be used"),
    "not a file": ("sqlite:////", "can't be"),
}


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("command", ["serve", "migrate", "verify"])
def test_an_address_that_does_not_work_is_told(
    monkeypatch: pytest.MonkeyPatch, name: str, command: str
):
    address, sentence = ADDRESSES[name]
    monkeypatch.setenv("COMMITMENTS_DATABASE_URL", address)

    told = said(CliRunner().invoke(app, [command]), 1)

    assert sentence in told
    assert "secret" not in told


def test_a_process_tells_it_without_a_traceback_and_with_the_exit_code():
    address = ADDRESSES["refused"][0]

    done = subprocess.run(
        [*COMMAND, "verify"], capture_output=True, text=True, env=environment(address), check=False
    )

    assert done.returncode == 1
    assert done.stderr.startswith("The database can't be reached")
    assert "Traceback" not in done.stderr


def test_a_file_that_is_no_database_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    file = tmp_path / "x.db"
    file.write_text("This is a letter and no database at all. " * 100)
    monkeypatch.setenv("COMMITMENTS_DATABASE_URL", f"sqlite:///{file}")

    assert "no SQLite database" in said(CliRunner().invoke(app, ["verify"]), 1)


def environment(url: str) -> dict[str, str]:
    return os.environ | {"COMMITMENTS_DATABASE_URL": url}


def test_tables_that_are_not_set_up_are_told_with_the_way_out(run: Run, tmp_path: Path):
    new = f"sqlite:///{tmp_path / 'new' / 'register.db'}"

    for command in ("serve", "seed", "verify", "rebuild"):
        assert "Run: commitments migrate" in said(run(command, at=new), 1)


def test_a_register_of_a_newer_program_is_told(run: Run, tmp_path: Path, migrated_file: Path):
    newer = f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'newer.db')}"
    with build_engine(newer).begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'tomorrow'")

    for command in ("serve", "migrate", "verify"):
        assert "newer version" in said(run(command, at=newer), 1)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk with little room, where the machine lets us have one."""
    folder = tmp_path / "small"
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        pytest.skip("only root may mount a small disk, to see it full")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk_is_told_and_leaves_nothing_half_written(
    run: Run, small: Path, migrated_file: Path
):
    register = f"sqlite:///{shutil.copy(migrated_file, small / 'register.db')}"
    room = 2 * 1024 * 1024 - migrated_file.stat().st_size
    (small / "filler").write_bytes(b"x" * (room - 80 * 1024))

    assert "disk is full" in said(run("seed", at=register), 1)
    (small / "filler").unlink()
    assert "nothing has been recorded" in said(run("verify", at=register))


def test_a_folder_that_can_not_be_written_is_told(run: Run):
    assert "can't be used" in said(run("backup", "/proc/backup.db"), 1)


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def test_it_serves_until_it_is_stopped(url: str, engine: Engine, port: int):
    build.estonia(engine)
    command = [*COMMAND, "serve", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment(url)) as served:
        try:
            text = fetched(f"http://127.0.0.1:{port}/countries/ee", served)
        finally:
            served.send_signal(signal.SIGINT)
    assert "Estonia" in text


def fetched(address: str, served: subprocess.Popen[bytes]) -> str:
    """What an address answers, once somebody listens there."""
    for _ in range(100):
        assert served.poll() is None
        try:
            with urlopen(address) as answer:
                return str(answer.read().decode())
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"nobody answers at {address}")


def test_a_port_that_is_taken_is_told_with_the_way_out(run: Run, port: int):
    with socket.create_server(("127.0.0.1", port)):
        told = said(run("serve", "--port", str(port)), 1)

    assert told.strip() == (
        f"Port {port} is taken. Stop what listens there, or choose another with --port."
    )


def test_help_tells_every_command_and_the_exit_codes(run: Run):
    told = said(run("--help"))

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
        assert word in told
    assert "noted down" in said(run("verify", "--help"))


def test_where_there_is_a_terminal_a_bar_shows_how_far_it_has_come(
    monkeypatch: pytest.MonkeyPatch,
):
    written = io.StringIO()
    monkeypatch.setattr(written, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", written)

    with cli.progress("Verifying", 4) as moved:
        moved(4)

    assert "Verifying" in written.getvalue()
    assert "100%" in written.getvalue()
