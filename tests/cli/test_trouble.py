"""What a person can cause, told in a sentence without a traceback."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import app
from app.db import build_engine
from tests.cli.command import COMMAND, Run, environment, said

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
