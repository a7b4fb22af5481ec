from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.exports.files.edition import Edition
from app.exports.files.file_cache import FILES, FileStore
from app.exports.files.snapshot import Snapshot
from tests import factory
from tests.processes import PATIENCE, tries

RECORD = FILES["record.jsonl"]


@dataclass
class SlowFile:
    """A file whose building waits until it is let go."""

    editions: list[Edition] = field(default_factory=list)
    let_go: Event = field(default_factory=Event)

    def write(self, path: Path, snapshot: Snapshot) -> None:
        self.editions.append(snapshot.edition)
        assert self.let_go.wait(PATIENCE)
        RECORD.write(path, snapshot)

    def wait_for_start(self, number: int) -> None:
        """Wait until its building has begun so many times."""
        for _ in tries(f"building number {number} to begin"):
            if len(self.editions) >= number:
                return


@pytest.fixture
def folder(app: FastAPI, tmp_path: Path) -> Path:
    """Where the files are kept."""
    app.state.settings.exports = tmp_path / "exports"
    return tmp_path / "exports"


@pytest.fixture
def slow(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowFile]:
    """The record as a file, which takes long to be built; let go before the client is closed."""
    assert client
    slow_file = SlowFile()
    monkeypatch.setitem(FILES, "record.jsonl", replace(RECORD, write=slow_file.write))
    yield slow_file
    slow_file.let_go.set()


@pytest.fixture
def store(engine: Engine, folder: Path) -> FileStore:
    return FileStore(folder, engine, "http://x", "build", lambda: factory.noon(31))
