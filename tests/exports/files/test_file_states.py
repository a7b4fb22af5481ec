"""The page says of each whole file what it shows, and whether another is being made."""

import os
from datetime import datetime
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.exports.files.file_builder import FileBuilder, Job
from app.exports.files.file_cache import FILES, FileStore
from tests import factory
from tests.exports.files.conftest import SlowFile
from tests.page import page, plain_text
from tests.processes import PATIENCE, tries

pytestmark = pytest.mark.usefixtures("folder")


def described_file(client: TestClient, name: str = "record.jsonl", path: str = "/data") -> str:
    """What the page says of a file."""
    rows = page(client.get(path)).select("#files dl div")
    return next(
        plain_text(row.select_one("dd").text) for row in rows if row.select_one("dt").text == name
    )


def test_the_page_says_before_anybody_asks_that_a_file_lacks_edits(
    client: TestClient, engine: Engine, clock: dict[str, datetime]
):
    assert "None is finished yet. Whoever asks first waits for it" in described_file(client)
    assert client.get("/data/record.jsonl").status_code == 200
    assert described_file(client).endswith("As of r0.")
    factory.record_estonia(engine)
    behind = described_file(client)
    clock["now"] = factory.noon(31).replace(month=8)

    later, past = described_file(client), described_file(client, path="/data?as_of=r1")

    assert behind.endswith("As of r0; the register is at r1. Asking for it has a newer one made.")
    assert "As of r0, worked out for 31 May 2026; the register is at r1." in later
    assert past.endswith(" Asking for it has a newer one made.")
    assert "the register is at" not in past


def test_one_file_is_being_made_and_the_others_wait_their_turn(
    app: FastAPI, client: TestClient, slow: SlowFile, store: FileStore
):
    builder = app.state.builder
    builder.request_file(Job(store, FILES["record.jsonl"], is_first=True))
    for _ in tries("the first file to be begun"):
        if slow.editions:
            break

    builder.request_file(Job(store, FILES["package.zip"], is_first=True))

    assert described_file(client).endswith("The first is being made.")
    assert described_file(client, "package.zip").endswith("The first is waiting its turn.")


def test_who_waits_longer_than_a_note_is_believed_is_still_waiting(store: FileStore, folder: Path):
    builder = FileBuilder(pause=3600)
    store.build_file(FILES["record.jsonl"])
    builder.request_file(Job(store, FILES["package.zip"], is_first=False))
    os.utime(folder / "wanted-package.zip", (1, 1))

    builder.request_file(Job(store, FILES["record.jsonl"], is_first=True))
    builder.wait_for(FILES["record.jsonl"], PATIENCE)

    assert store.is_wanted(FILES["package.zip"])
    builder.close(PATIENCE)
