"""Whole files are built in the background, one at a time, while the one before is served."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.exports.files.file_builder import MAX_WAITING, FileBuilder, Job
from app.exports.files.file_cache import FILES, LOCK, BuilderBusy, FileStore, builder_lock
from app.exports.files.snapshot import Snapshot
from tests import factory
from tests.exports.files.conftest import SlowFile
from tests.page import page, plain_text
from tests.processes import PATIENCE, tries

RECORD = FILES["record.jsonl"]
pytestmark = pytest.mark.usefixtures("folder")


@pytest.fixture
def builder() -> Iterator[FileBuilder]:
    builder = FileBuilder(pause=0)
    yield builder
    builder.close(PATIENCE)


def test_the_newest_finished_file_is_served_while_a_newer_one_is_made(
    app: FastAPI, client: TestClient, engine: Engine, slow: SlowFile
):
    factory.record_estonia(engine)
    slow.let_go.set()
    assert client.get("/data/record.jsonl").status_code == 200
    slow.let_go.clear()
    factory.record(engine, factory.Actor, code="fr", name="France")

    answer = client.get("/data/record.jsonl")

    assert "coalition-commitments-r1-record.jsonl" in answer.headers["Content-Disposition"]
    assert answer.headers["Commitments-Revision"].startswith("r1:")
    assert answer.headers["ETag"].startswith('W/"r1.')
    slow.wait_for_start(2)
    shown = plain_text(page(client.get("/data")).select_one("#files").text)
    assert "As of r1; the register is at r2. A newer one is being made." in shown
    slow.let_go.set()
    app.state.builder.wait_for(RECORD, PATIENCE)
    assert client.get("/data/record.jsonl").headers["Commitments-Revision"].startswith("r2:")
    shown = plain_text(page(client.get("/data")).select_one("#files").text)
    assert "As of r2." in shown
    assert "being made" not in shown


def test_who_has_the_newest_finished_file_is_not_sent_it_again(
    client: TestClient, engine: Engine, slow: SlowFile
):
    factory.record_estonia(engine)
    slow.let_go.set()
    tag = client.get("/data/record.jsonl").headers["ETag"]
    slow.let_go.clear()
    factory.record(engine, factory.Actor, code="fr", name="France")

    answer = client.get("/data/record.jsonl", headers={"If-None-Match": tag})

    assert (answer.status_code, answer.headers["ETag"]) == (304, tag)


def test_the_first_is_waited_for_and_where_it_takes_long_its_reader_is_told(
    client: TestClient, slow: SlowFile, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(FileBuilder.wait_for, "__defaults__", (0.01,))

    answer = client.get("/data/record.jsonl")

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert "being made for the first time" in answer.json()["detail"]
    slow.let_go.set()
    monkeypatch.setattr(FileBuilder.wait_for, "__defaults__", (PATIENCE,))
    assert client.get("/data/record.jsonl").status_code == 200


@pytest.mark.usefixtures("slow")
def test_few_wait_for_the_first(client: TestClient, app: FastAPI):
    for _ in range(MAX_WAITING):
        assert app.state.builder.waiting.acquire(blocking=False)

    assert client.get("/data/record.jsonl").status_code == 503


def test_a_file_that_many_ask_for_is_built_once(
    builder: FileBuilder, store: FileStore, slow: SlowFile
):
    for _ in range(5):
        builder.request_file(Job(store, FILES["record.jsonl"], is_first=True))
    slow.let_go.set()
    builder.wait_for(RECORD, PATIENCE)

    assert len(slow.editions) == 1
    assert store.newest(RECORD) is not None


def test_one_is_built_at_a_time_over_all_processes(
    builder: FileBuilder, store: FileStore, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("app.exports.files.file_builder.RETRY", PATIENCE)
    folder.mkdir()

    with builder_lock(folder):
        builder.request_file(Job(store, RECORD, is_first=True))
        for _ in tries("the builder to wait for its turn"):
            if builder.changed._waiters:
                break
        with pytest.raises(BuilderBusy):
            store.build_file(RECORD)
        assert store.newest(RECORD) is None
        assert store.is_wanted(RECORD)
    with builder.changed:
        builder.changed.notify_all()

    builder.wait_for(RECORD, PATIENCE)
    assert store.newest(RECORD) is not None


def test_a_newer_one_waits_until_a_minute_has_passed_and_a_first_one_does_not(
    store: FileStore,
):
    builder = FileBuilder(pause=3600)
    builder.request_file(Job(store, RECORD, is_first=True))
    builder.wait_for(RECORD, PATIENCE)
    assert store.seconds_since_build() < 3600

    builder.request_file(Job(store, RECORD, is_first=False))
    builder.request_file(Job(store, FILES["register.sqlite"], is_first=True))
    builder.wait_for(FILES["register.sqlite"], PATIENCE)

    assert list(builder.jobs) == ["record.jsonl"]
    builder.close(PATIENCE)
    assert builder.thread is None
    builder.request_file(Job(store, FILES["package.zip"], is_first=True))
    assert list(builder.jobs) == ["record.jsonl"]


def test_a_build_in_the_future_holds_up_nobody(store: FileStore, folder: Path):
    store.build_file(RECORD)
    os.utime(folder / LOCK, (4_000_000_000, 4_000_000_000))

    assert store.seconds_since_build() == float("inf")


def test_a_file_that_fails_leaves_nothing_and_the_next_one_is_built(
    builder: FileBuilder, store: FileStore, folder: Path, caplog: pytest.LogCaptureFixture
):
    def fail(path: Path, _snapshot: Snapshot) -> None:
        path.write_text("half")
        raise OSError("full")

    builder.request_file(Job(store, replace(RECORD, write=fail), is_first=True))
    builder.wait_for(RECORD, PATIENCE)

    assert store.newest(RECORD) is None
    assert not list(folder.glob("*record.jsonl"))
    assert "could not be built" in caplog.text
    builder.request_file(Job(store, RECORD, is_first=True))
    builder.wait_for(RECORD, PATIENCE)
    assert store.newest(RECORD) is not None


def test_what_stands_there_already_is_not_built_again(store: FileStore, folder: Path):
    store.build_file(RECORD)
    os.utime(folder / LOCK, (1, 1))

    store.build_file(RECORD)

    assert (folder / LOCK).stat().st_mtime == 1


def test_a_file_of_another_build_of_the_program_is_not_served(store: FileStore):
    store.build_file(RECORD)

    assert store.newest(RECORD)
    assert replace(store, build="another").newest(RECORD) is None


def test_which_files_are_there_is_asked_of_all_of_them_at_once(
    store: FileStore, engine: Engine, statements: list[str]
):
    store.build_file(RECORD)
    factory.record_estonia(engine)
    store.build_file(FILES["package.zip"])
    statements.clear()

    newest_files = store.newest_files(FILES.values())

    numbers = {name: edition.number for name, (_, edition) in newest_files.items()}
    assert numbers == {"record.jsonl": 0, "package.zip": 1}
    assert len(statements) == 1
