"""The register with its history as files, and back, from the command line."""

import json
import shutil
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.edits import accounts
from app.models import Actor, Intent, Role
from app.spine.recording import recording
from tests import build
from tests.cli.command import Run, said
from tests.processes import run_to_end

pytestmark = pytest.mark.slow


@pytest.fixture
def other(migrated_file: Path, tmp_path: Path) -> str:
    """The address of another, empty register."""
    return f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'other.db')}"


def test_a_register_leaves_and_comes_back(run: Run, other: str, tmp_path: Path):
    said(run("seed"))
    folder, again = str(tmp_path / "export"), str(tmp_path / "again")

    left = said(run("export", folder))
    came = said(run("load", folder, at=other))
    said(run("export", again, at=other))

    noted = left.split("Note down: ")[1].strip()
    assert left.startswith("Exported r1 to r1 to ")
    assert came.startswith(f"Loaded and verified r1 to r1. Note down: {noted}\n")
    assert "verified" in said(run("verify", "--expect", noted, at=other))
    assert run_to_end("diff", "-r", folder, again).returncode == 0


def test_an_export_can_be_of_an_earlier_moment(run: Run, engine: Engine, tmp_path: Path):
    build.estonia(engine, made_at=build.noon(1))
    build.recorded(engine, Actor, code="fi", made_at=build.noon(3))

    said(run("export", str(tmp_path / "r1"), "--as-of", "r1"))
    said(run("export", str(tmp_path / "day"), "--as-of", "2026-05-02"))

    told = [json.loads((tmp_path / name / "manifest.json").read_text()) for name in ("r1", "day")]
    assert told[0] == told[1]
    assert told[0]["revision"].startswith("r1:")


def test_a_moment_that_is_none_is_not_understood(run: Run, tmp_path: Path):
    folder = str(tmp_path / "export")

    assert "is not a moment" in said(run("export", folder, "--as-of", "then"), 2)
    assert "is yet to come" in said(run("export", folder, "--as-of", "2999-01-01"), 2)


def test_what_can_not_be_exported_is_told(run: Run, engine: Engine, tmp_path: Path):
    folder = str(tmp_path / "export")
    assert "there is nothing to export" in said(run("export", folder), 1)
    build.estonia(engine)
    (tmp_path / "letter").touch()

    assert "There is no r7: the newest revision is r1." in said(
        run("export", folder, "--as-of", "r7"), 1
    )
    assert "is not empty; nothing was overwritten" in said(run("export", str(tmp_path)), 1)
    assert "can't be used: No such file" in said(run("export", str(tmp_path / "a" / "b")), 1)


def test_what_can_not_be_loaded_is_told(run: Run, engine: Engine, other: str, tmp_path: Path):
    build.estonia(engine)
    folder = tmp_path / "export"
    said(run("export", str(folder)))

    assert "not empty: load into a new one" in said(run("load", str(folder)), 1)
    (folder / "record.jsonl").write_text("{}\n")
    assert "record.jsonl, line 1" in said(run("load", str(folder), at=other), 1)
    assert "can't be used: No such file" in said(run("load", str(tmp_path / "x"), at=other), 1)
    assert "nothing has been recorded" in said(run("verify", at=other))


def test_who_comes_with_an_export_may_be_let_in_again(
    run: Run, engine: Engine, other: str, tmp_path: Path
):
    ada, _ = accounts.add(engine, "Ada", Role.EDITOR, build.noon(1))
    with recording(engine, ada.id, Intent.RECORDS) as edit:
        build.add(edit, Actor)
    said(run("export", str(tmp_path / "export")))
    said(run("load", str(tmp_path / "export"), at=other))

    assert "Ada\teditor\tnot noted\tdisabled since" in said(run("user", "list", at=other))
    said(run("user", "enable", "Ada", at=other))
    assert "/sign-in/" in said(run("user", "reset", "Ada", at=other))
