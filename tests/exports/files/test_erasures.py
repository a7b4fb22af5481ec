"""No file of the whole register holds the handle of who was forgotten."""

from dataclasses import replace
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.edits.accounts import add_account, erase_handle
from app.exports.files.file_cache import FILES, FileStore
from app.exports.files.snapshot import Snapshot
from app.models import Intent, Role
from app.spine.recording import recording
from tests import factory
from tests.processes import PATIENCE

RECORD = FILES["record.jsonl"]


@pytest.fixture(autouse=True)
def folder(app: FastAPI, tmp_path: Path) -> Path:
    """Where the files are kept."""
    app.state.settings.exports = tmp_path / "exports"
    return tmp_path / "exports"


@pytest.fixture
def bea(engine: Engine) -> int:
    """The account that r1 makes; its id."""
    account, _ = add_account(engine, "Bea", Role.EDITOR, factory.noon(31))
    return account.id


def test_after_an_erasure_no_reader_gets_a_file_that_holds_the_handle(
    app: FastAPI, client: TestClient, engine: Engine, folder: Path, bea: int
):
    with recording(engine, bea, Intent.RECORDS) as edit:
        factory.add(edit, factory.Actor)
    assert "Bea" in client.get("/data/record.jsonl").text

    erase_handle(engine, bea, factory.noon(31))

    assert "Bea" not in client.get("/data/record.jsonl").text
    app.state.builder.wait_for(RECORD, PATIENCE)
    assert "Bea" not in "".join(each.read_text() for each in folder.glob("r*"))


def test_what_was_being_built_during_an_erasure_is_deleted(engine: Engine, folder: Path, bea: int):

    def write(path: Path, snapshot: Snapshot) -> None:
        RECORD.write(path, snapshot)
        erase_handle(engine, bea, factory.noon(31))

    store = FileStore(folder, engine, "http://x", "build", lambda: factory.noon(31))
    store.build_file(replace(RECORD, write=write))

    assert not list(folder.glob("r*"))
