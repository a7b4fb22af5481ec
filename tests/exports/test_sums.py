"""With sha256sum and other common tools alone, an export can be checked."""

from pathlib import Path
from subprocess import CompletedProcess

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.main import create_app
from tests.exports import play
from tests.exports.play import Files
from tests.page import page
from tests.people import cheap
from tests.processes import run_to_end
from tests.spine import whole


def said(folder: Path, *words: str) -> CompletedProcess[str]:
    return run_to_end(*words, cwd=folder)


@pytest.fixture
def folder(files: Files, tmp_path: Path) -> Path:
    """An export on the disk."""
    play.laid(tmp_path / "export", files)
    return tmp_path / "export"


def test_sha256sum_verifies_the_files(folder: Path):
    done = said(folder, "sha256sum", "--check", "--strict", "SHA256SUMS")

    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "accounts.jsonl: OK",
        "accounts.sums: OK",
        "manifest.json: OK",
        "record.jsonl: OK",
        "record.sums: OK",
        "revisions.jsonl: OK",
        "revisions.sums: OK",
    ]


def test_sha256sum_sees_a_changed_byte(folder: Path, files: Files):
    (folder / "record.jsonl").write_bytes(files["record.jsonl"].replace(b"Ted", b"Tim"))

    done = said(folder, "sha256sum", "--check", "SHA256SUMS")

    assert done.returncode == 1
    assert "record.jsonl: FAILED" in done.stdout


@pytest.mark.slow
def test_the_script_on_the_method_page_works_out_every_digest(
    engine: Engine, url: str, folder: Path
):
    play.loaded(engine, {file.name: file.read_bytes() for file in folder.iterdir()})
    app = create_app(cheap(url))
    shown = page(TestClient(app).get("/method"))
    app.state.engine.dispose()

    done = said(folder, "sh", "-c", shown.select_one("#verify pre").text)

    noted = whole.digests(engine)
    assert done.stderr == ""
    assert done.stdout.splitlines() == [f"r{number}:{noted[number]}" for number in range(1, 6)]
