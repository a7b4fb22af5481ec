"""Few statements for any page, and the same few however many rows it shows."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.routes.headers import is_data
from tests import factory
from tests.routes.test_entry_counts import PAGES as RECORDS

pytestmark = pytest.mark.slow

FEW, AN_ACTOR = 12, 20  # what a page may take, and what an actor's page and the first may
ONE_MORE = "?as_of=r1"  # asks which revision that is
PAGES = {
    "/": 15,
    "/countries": 9,
    "/countries/ee": 17,
    "/countries/ee/history": 7,
    "/groups": 9,
    "/pledges": 9,
    "/pledges/3": 9,
    "/pledges/3/history": 7,
    "/sources": 3,
    "/sources/2": 7,
    "/sources/2/history": 7,
    "/passages/9": 8,  # three of them for the kinds of rows that rest on it
    "/passages/9/history": 6,
    "/revisions": 8,
    "/revisions/1": 9,
    "/revisions/0..1": 10,
    "/method": 2,
    "/about": 2,
    "/data": 3,
    "/data/api": 2,
    "/sign-in": 2,
}
APART = {"/account", "/accounts", "/accounts/2", "/sign-out"}  # counted in test_accounts
BACK = ("undo", "restore", "revert")  # counted in their tests
FORMS = ("/new", "/edit", "/retract", "/merge")  # likewise


def count_statements(
    client: TestClient, statements: list[str], moment: str, passage_id: int
) -> dict[str, int]:
    """How many statements each page takes; the passage has the number that is given."""
    found = {}
    for path in PAGES:
        statements.clear()
        answer = client.get(path.replace("/passages/9", f"/passages/{passage_id}") + moment)
        assert answer.status_code == 200, (path, answer.text[-2000:])
        found[path] = len(statements)
    return found


@pytest.mark.parametrize(
    ("rows", "moment"),
    [
        (1, ""),
        pytest.param(20, "", marks=pytest.mark.both),
        (1200, ""),
        (1, ONE_MORE),
        (20, ONE_MORE),
        (20, "?on=2026-05-05"),
    ],
)
def test_a_page_takes_few_statements_however_many_rows_it_shows(
    app: FastAPI, engine: Engine, statements: list[str], rows: int, moment: str
):
    pledges = factory.record_estonia(engine, rows)
    passage_id = pledges[-1].id + factory.PARTS_OF_PLEDGE

    found = count_statements(TestClient(app), statements, moment, passage_id)

    assert found == {path: n + (moment == ONE_MORE) for path, n in PAGES.items()}


@pytest.mark.parametrize("path", PAGES)
def test_no_page_takes_more_than_it_may(path: str):
    actor_s = path == "/" or path.startswith("/countries/")

    assert PAGES[path] + 1 <= (AN_ACTOR if actor_s else FEW)


def test_every_page_is_counted(app: FastAPI):
    shown = {path for path, methods in app.openapi()["paths"].items() if "get" in methods}
    shown = {path for path in shown - set(RECORDS) if not is_data(path)}
    named = {"code": "ee", "pledge_id": 3, "source_id": 2, "passage_id": 9, "number": 1}
    named |= {"account_id": 2, "token": "unknown"}
    shown = {path for path in shown if not path.endswith((*BACK, *FORMS))}
    filled = {path.format(**named, earlier=0, later=1) for path in shown} - APART

    left = {path for path in filled if path not in PAGES}

    assert left == {
        "/healthz",
        "/readyz",
        "/metrics",
        "/groups/ee",
        "/groups/ee/history",
        "/sign-in/unknown",
    }
