"""The log as data: so many revisions an answer, and where the next ones are."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.models import Pledge
from tests import factory
from tests.downloads import csv_rows, json_content
from tests.page import page


def test_the_log_goes_on_where_it_ended(client: TestClient, engine: Engine, monkeypatch: Any):
    factory.record_estonia(engine)
    for _ in range(3):
        factory.record(engine, Pledge, actor_id=1)
    monkeypatch.setattr("app.routes.downloads.FEED", 2)

    first = json_content(client, "/revisions.json")
    after = json_content(client, first["next"].removeprefix("http://127.0.0.1:8000"))

    assert [row["number"] for row in first["rows"]] == [4, 3]
    assert [row["number"] for row in after["rows"]] == [2, 1]
    assert after["next"] is None


def test_the_log_goes_on_with_the_same_question(
    client: TestClient, engine: Engine, monkeypatch: Any
):
    factory.record_estonia(engine)
    for _ in range(2):
        factory.record(engine, Pledge, actor_id=1)
    monkeypatch.setattr("app.routes.downloads.FEED", 1)

    first = json_content(client, "/revisions.json?noun=pledge&as_of=r2")

    after = "http://127.0.0.1:8000/revisions.json?noun=pledge&before=r2&as_of=r2"
    assert first["next"] == after
    assert first["url"] == "http://127.0.0.1:8000/revisions?noun=pledge&as_of=r2"
    assert json_content(client, "/revisions.json?before=r2")["url"] is None


@pytest.mark.parametrize("query", ["noun=pledge", "editor=register&actor=fr", "since=2026-08-02"])
def test_the_log_as_data_has_the_revisions_of_its_page(
    client: TestClient, engine: Engine, query: str
):
    factory.record_estonia(engine)
    factory.record(engine, factory.Actor, code="fr", name="France")

    shown = page(client.get(f"/revisions?{query}")).select(".log li[id]")
    flat = csv_rows(client, f"/revisions.csv?{query}")

    assert [f"r{row['number']}" for row in flat] == [each["id"] for each in shown] != []
