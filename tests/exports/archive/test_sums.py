"""With sha256sum and other common tools alone, an export can be checked."""

from pathlib import Path
from subprocess import CompletedProcess

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.main import create_app
from tests.accounts import cheap_settings
from tests.exports.archive import play
from tests.exports.archive.play import Files
from tests.page import page
from tests.processes import run_to_end
from tests.spine import full_register


def run_command(folder: Path, *words: str) -> CompletedProcess[str]:
    return run_to_end(*words, cwd=folder)


@pytest.fixture
def folder(files: Files, tmp_path: Path) -> Path:
    """An export on the disk."""
    play.write_files(tmp_path / "export", files)
    return tmp_path / "export"


def test_sha256sum_verifies_the_files(folder: Path):
    result = run_command(folder, "sha256sum", "--check", "--strict", "SHA256SUMS")

    assert result.returncode == 0
    assert result.stdout.splitlines() == [
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

    result = run_command(folder, "sha256sum", "--check", "SHA256SUMS")

    assert result.returncode == 1
    assert "record.jsonl: FAILED" in result.stdout


@pytest.mark.both
@pytest.mark.slow
def test_the_script_on_the_method_page_works_out_every_digest(
    engine: Engine, url: str, folder: Path
):
    play.load_files(engine, {file.name: file.read_bytes() for file in folder.iterdir()})
    app = create_app(cheap_settings(url))
    method_page = page(TestClient(app).get("/method"))
    app.state.engine.dispose()

    result = run_command(folder, "sh", "-c", method_page.select_one("#verify pre").text)

    digests = full_register.revision_digests(engine)
    assert result.stderr == ""
    assert result.stdout.splitlines() == [f"r{number}:{digests[number]}" for number in range(1, 6)]
