"""Few statements for any page, and the same few however many rows it shows."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from tests import build

FEW, AN_ACTOR = 12, 20
MOMENTS = ("", "?as_of=r1", "?on=2026-05-05")
PAGES = {
    "/": AN_ACTOR,
    "/countries": FEW,
    "/countries/ee": AN_ACTOR,
    "/countries/ee/history": AN_ACTOR,
    "/groups": FEW,
    "/pledges": FEW,
    "/pledges/3": FEW,
    "/pledges/3/history": FEW,
    "/sources": FEW,
    "/sources/2": FEW,
    "/sources/2/history": FEW,
    "/citations/4": FEW,
    "/citations/4/history": FEW,
    "/revisions": FEW,
    "/revisions/1": FEW,
    "/method": FEW,
    "/about": FEW,
}


def counted(client: TestClient, statements: list[str], moment: str) -> dict[str, int]:
    """How many statements each page takes."""
    found = {}
    for path in PAGES:
        statements.clear()
        answer = client.get(path + moment)
        assert answer.status_code == 200, (path, answer.text[-2000:])
        found[path] = len(statements)
    return found


AT_ONE: dict[str, dict[str, dict[str, int]]] = {}


@pytest.mark.parametrize("rows", [1, 20, 1200])
def test_a_page_takes_few_statements(
    app: FastAPI, engine: Engine, statements: list[str], rows: int
):
    build.estonia(engine, rows)
    client = TestClient(app)

    found = {moment: counted(client, statements, moment) for moment in MOMENTS}

    too_many = [(m, p, n) for m in found for p, n in found[m].items() if n > PAGES[p]]
    assert too_many == []
    assert found == AT_ONE.setdefault(engine.dialect.name, found)


def test_every_page_is_counted(app: FastAPI):
    shown = {path for path, methods in app.openapi()["paths"].items() if "get" in methods}
    filled = {
        path.format(code="ee", pledge_id=3, source_id=2, citation_id=4, number=1) for path in shown
    }

    left = {path for path in filled if path not in PAGES}

    assert left == {"/healthz", "/readyz", "/groups/ee", "/groups/ee/history"}
