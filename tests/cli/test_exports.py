"""The register with its history as files, and back, from the command line."""

import json
import shutil
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.edits import accounts
from app.models import Actor, Intent, Role
from app.spine.recording import recording
from tests import factory
from tests.cli.command import Run, command_output
from tests.processes import run_to_end

pytestmark = pytest.mark.slow


@pytest.fixture
def other(migrated_file: Path, tmp_path: Path) -> str:
    """The address of another, empty register."""
    return f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'other.db')}"


@pytest.mark.both
@pytest.mark.measured
def test_a_register_leaves_and_comes_back(run: Run, other: str, tmp_path: Path):
    command_output(run("seed"))
    folder, again = str(tmp_path / "export"), str(tmp_path / "again")

    export_text = command_output(run("export", folder))
    load_text = command_output(run("load", folder, at=other))
    command_output(run("export", again, at=other))

    digest = export_text.split("Note down: ")[1].strip()
    assert export_text.startswith("Exported r1 to r1 to ")
    assert load_text.startswith(f"Loaded and verified r1 to r1. Note down: {digest}\n")
    assert "verified" in command_output(run("verify", "--expect", digest, at=other))
    assert run_to_end("diff", "-r", folder, again).returncode == 0


@pytest.mark.both
def test_an_export_can_be_of_an_earlier_moment(run: Run, engine: Engine, tmp_path: Path):
    factory.record_estonia(engine, made_at=factory.noon(1))
    factory.record(engine, Actor, code="fi", made_at=factory.noon(3))

    command_output(run("export", str(tmp_path / "r1"), "--as-of", "r1"))
    command_output(run("export", str(tmp_path / "day"), "--as-of", "2026-05-02"))

    manifests = [
        json.loads((tmp_path / name / "manifest.json").read_text()) for name in ("r1", "day")
    ]
    assert manifests[0] == manifests[1]
    assert manifests[0]["revision"].startswith("r1:")


@pytest.mark.measured
def test_a_moment_that_is_none_is_not_understood(run: Run, tmp_path: Path):
    folder = str(tmp_path / "export")

    assert "is not a moment" in command_output(run("export", folder, "--as-of", "then"), 2)
    assert "is yet to come" in command_output(run("export", folder, "--as-of", "2999-01-01"), 2)


@pytest.mark.measured
def test_what_can_not_be_exported_is_told(run: Run, engine: Engine, tmp_path: Path):
    folder = str(tmp_path / "export")
    assert "there is nothing to export" in command_output(run("export", folder), 1)
    factory.record_estonia(engine)
    (tmp_path / "letter").touch()

    assert "There is no r7: the newest revision is r1." in command_output(
        run("export", folder, "--as-of", "r7"), 1
    )
    assert "is not empty; nothing was overwritten" in command_output(
        run("export", str(tmp_path)), 1
    )
    assert "can't be used: No such file" in command_output(
        run("export", str(tmp_path / "a" / "b")), 1
    )


@pytest.mark.measured
def test_what_can_not_be_loaded_is_told(run: Run, engine: Engine, other: str, tmp_path: Path):
    factory.record_estonia(engine)
    folder = tmp_path / "export"
    command_output(run("export", str(folder)))

    assert "not empty: load into a new one" in command_output(run("load", str(folder)), 1)
    (folder / "record.jsonl").write_text("{}\n")
    assert "record.jsonl, line 1" in command_output(run("load", str(folder), at=other), 1)
    assert "can't be used: No such file" in command_output(
        run("load", str(tmp_path / "x"), at=other), 1
    )
    assert "nothing has been recorded" in command_output(run("verify", at=other))


@pytest.mark.both
def test_who_comes_with_an_export_may_be_let_in_again(
    run: Run, engine: Engine, other: str, tmp_path: Path
):
    ada, _ = accounts.add_account(engine, "Ada", Role.EDITOR, factory.noon(1))
    with recording(engine, ada.id, Intent.RECORDS) as edit:
        factory.add(edit, Actor)
    command_output(run("export", str(tmp_path / "export")))
    command_output(run("load", str(tmp_path / "export"), at=other))

    assert "account 2\teditor\tnot noted\thas no" in command_output(run("user", "list", at=other))
    assert "Without a handle" not in command_output(run("verify"))
    assert "erasure: account 2." in command_output(run("verify", at=other))
    command_output(run("user", "name", "account 2", "Ada", at=other))
    assert "Without a handle" not in command_output(run("verify", at=other))
    assert "/sign-in/" in command_output(run("user", "reset", "Ada", at=other))
