"""Few statements for a revision and for a comparison, however much they changed."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.models import Intent, Pledge, Step
from app.spine.recording import SYSTEM_ACCOUNT, recording
from tests import factory
from tests.page import page, plain_text
from tests.spine import full_register, toy_edits

pytestmark = pytest.mark.covered

FEW = 13  # one of them asks what that went was merged into


@pytest.mark.parametrize(
    "rows",
    [1, pytest.param(20, marks=pytest.mark.both), 300],
)
@pytest.mark.parametrize(("moment", "more"), [("", 0), ("&as_of=r2", 1)])
def test_a_comparison_takes_as_many_statements_however_much_differs(
    app: FastAPI, engine: Engine, statements: list[str], rows: int, moment: str, more: int
):
    pledges = factory.record_estonia(engine, rows)
    with recording(engine, SYSTEM_ACCOUNT, Intent.UPDATES) as edit:
        for pledge in pledges:
            edit.revise(pledge.id, 1, {pledge.id: {"title": "Renamed"}})
            factory.add(edit, Step, pledge, delivery="partial")
    client = TestClient(app)
    statements.clear()

    shown = page(client.get(f"/revisions/1..2?on=2026-05-05{moment}"))

    assert len(statements) == 10 + more
    assert len(shown.select("article")) == rows


@pytest.mark.slow
@pytest.mark.both
def test_a_comparison_of_all_kinds_takes_no_more_than_a_page_may(
    app: FastAPI, engine: Engine, statements: list[str]
):
    full_register.build_register(engine)
    client = TestClient(app)
    statements.clear()

    shown = page(client.get("/revisions/1..2?as_of=r3"))

    assert len(statements) == FEW
    kinds = {small.text for small in shown.select("article h3 small")}
    assert {"actor", "assessment", "event", "link", "pledge"} < kinds
    assert {"search", "state of a condition"} < kinds


@pytest.mark.both
def test_undoing_an_edit_of_all_kinds_is_told_in_few_statements(
    app: FastAPI, engine: Engine, statements: list[str]
):
    with recording(engine, SYSTEM_ACCOUNT, Intent.IMPORTS) as edit:
        added = full_register.add_each_kind(edit, "kept", None)
    toy_edits.undo_revision(engine, 1)
    client = TestClient(app)
    statements.clear()

    shown = page(client.get("/revisions/2"))

    assert len(statements) == 9
    assert len(shown.select("article.retracted")) == len(added)


def test_pledges_of_the_kind_that_differ_are_of_the_register_then(
    client: TestClient, engine: Engine
):
    [pledge] = factory.record_estonia(engine)
    factory.retract(engine, pledge, "Never said.")

    shown = page(client.get("/revisions/1..2"))

    gone = plain_text(shown.select_one(f"#difference-{pledge.id}").text)
    assert "retracted: Declared · waits for parliament’s approval r2" in gone
    assert Pledge.noun() in gone
