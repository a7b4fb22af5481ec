"""Few statements for a file, and the same few for each thousand of its rows."""

from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.routes.headers import is_data
from tests import factory
from tests.routes.test_entry_counts import crowd

pytestmark = pytest.mark.slow

# Of a list: those before its rows (the moment, the actors, the ids), then those of each batch.
LISTS = {
    "pledges": (4, 6),
    "stances": (4, 5),
    "assessments": (4, 5),
    "events": (4, 5),
    "circumstances": (4, 3),
    "checks": (4, 3),
    "links": (4, 4),
    "sources": (4, 6),
    "passages": (4, 4),
    "countries": (4, 6),
    "groups": (4, 0),
    "timeline": (4, 1),
    "revisions": (5, 2),
}
FLAT = {"pledges": (4, 6), "sources": (4, 3)}  # parts and citations are counted instead of read
THINGS = {
    "/pledges/3.json": 8,
    "/sources/2.json": 8,
    "/passages/9.json": 6,
    "/countries/ee.json": 20,
    "/revisions/1.json": 6,
}


def count_statements(client: TestClient, statements: list[str], path: str) -> int:
    statements.clear()
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return len(statements)


@pytest.mark.parametrize("kind", ["csv", "json"])
@pytest.mark.parametrize("rows", [1, pytest.param(30, marks=pytest.mark.both)])
def test_a_file_takes_few_statements_however_many_rows_it_holds(
    client: TestClient, engine: Engine, statements: list[str], rows: int, kind: str
):
    crowd(engine, rows)
    factory.record(engine, factory.Pledge, actor_id=1)

    found = {name: count_statements(client, statements, f"/{name}.{kind}") for name in LISTS}

    known = LISTS | FLAT if kind == "csv" else LISTS
    assert found == {name: sum(counts) for name, counts in known.items()}


@pytest.mark.both
def test_each_batch_takes_the_same_few(
    client: TestClient, engine: Engine, statements: list[str], monkeypatch: Any
):
    monkeypatch.setattr("app.exports.files.rows.BATCH", 10)
    crowd(engine, 25)
    names = ("stances", "events", "checks", "timeline", "passages")

    found = {name: count_statements(client, statements, f"/{name}.csv") for name in names}

    batches = {"stances": 3, "events": 3, "checks": 3, "timeline": 13, "passages": 13}
    assert found == {name: LISTS[name][0] + n * LISTS[name][1] for name, n in batches.items()}


@pytest.mark.parametrize("rows", [1, pytest.param(20, marks=pytest.mark.both)])
def test_a_thing_takes_few_statements(
    client: TestClient, engine: Engine, statements: list[str], rows: int
):
    pledges = factory.record_estonia(engine, rows)
    passage = f"/passages/{pledges[-1].id + factory.PARTS_OF_PLEDGE}.json"
    paths = {path: passage if "/passages/" in path else path for path in THINGS}

    found = {path: count_statements(client, statements, paths[path]) for path in THINGS}

    assert found == THINGS


def test_every_list_is_counted(app: FastAPI):
    paths = {path for path in app.openapi()["paths"] if is_data(path) and "{" not in path}

    assert {f"/{name}.csv" for name in LISTS} == {path for path in paths if path.endswith(".csv")}
