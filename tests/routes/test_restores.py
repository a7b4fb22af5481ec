"""Bringing back what was retracted: what is told before, and what is done."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.models import Source
from app.spine.versioned import Entity
from tests import factory
from tests.accounts import signed_in_browser
from tests.page import page, plain_text
from tests.reason_forms import current_ids, reason_form_values


def test_what_was_retracted_leads_editors_to_bring_it_back(
    app: FastAPI, client: TestClient, gone: Entity
):
    way = f"main a[href='/pledges/{gone.id}/restore']"

    assert not page(client.get(f"/pledges/{gone.id}"), 410).select(way)
    assert page(signed_in_browser(app).get(f"/pledges/{gone.id}"), 410).select_one(way)


@pytest.mark.slow
@pytest.mark.both
def test_a_thing_comes_back_with_the_parts_that_went_with_it(
    editor: TestClient, engine: Engine, gone: Entity
):
    shown = page(editor.get(f"/pledges/{gone.id}/restore"))
    assert "with the 3 parts that went with it" in plain_text(shown.select_one(".line").text)
    assert "Retracted in r3" in shown.select_one("#made").text
    assert (
        reason_form_values(shown)["comment"] == "Brings back pledge 3 “Company 0”, retracted in r3."
    )

    answer = editor.post(f"/pledges/{gone.id}/restore", data=reason_form_values(shown))

    assert (answer.status_code, answer.headers["Location"]) == (303, "/revisions/4")
    assert current_ids(engine, *range(3, 9)) == [3, 4, 5, 6]
    assert "restores: brings back" in page(editor.get("/revisions/4")).select_one(".lead").text


@pytest.mark.usefixtures("moved")
def test_what_is_there_is_not_brought_back(editor: TestClient):
    shown = page(editor.get("/pledges/3/restore"))

    assert "there is nothing to bring back" in shown.select_one(".line").text
    assert not shown.select("#slip")
    answer = editor.post("/pledges/3/restore", data={"base": "2", "submission": "x"})
    assert "This was not retracted." in page(answer, 409).select_one("#refusal").text


@pytest.mark.both
def test_what_was_brought_back_meanwhile_is_shown_as_it_is(
    editor: TestClient, engine: Engine, gone: Entity
):
    drawn = reason_form_values(page(editor.get("/pledges/3/restore")))
    factory.restore(engine, gone.id)

    answer = editor.post("/pledges/3/restore", data=drawn)

    assert "Someone changed it" in page(answer, 409).select_one("#refusal").text
    assert factory.newest_number(engine) == 4


def test_what_is_in_the_way_of_bringing_back_is_told(editor: TestClient, engine: Engine):
    there = {"address": "https://daily.example/1"}
    source = factory.record(engine, Source, **there)
    factory.retract(engine, source)
    factory.record(engine, Source, **there, title="The same")

    shown = page(editor.get("/sources/1/restore"))

    assert "There is one already: source 2" in plain_text(shown.select_one("#blocked").text)
    assert not shown.select("#slip")


def test_a_part_whose_thing_is_gone_can_not_come_back(editor: TestClient, engine: Engine):
    source = factory.record(engine, factory.Source)
    factory.record(engine, factory.Passage, source)
    factory.retract(engine, source)

    shown = page(editor.get("/passages/2/restore"))

    assert "Its parent is not in the register." in shown.select_one("#blocked").text


@pytest.mark.slow
@pytest.mark.both
@pytest.mark.measured
def test_actors_come_back_by_their_code(editor: TestClient, engine: Engine):
    group = factory.record(engine, factory.Actor, code="nordic", name="Nordics", kind="group")
    factory.retract(engine, group)

    way = page(editor.get("/groups/nordic"), 410).select_one("a[href$=restore]")["href"]
    answer = editor.post(way, data=reason_form_values(page(editor.get(way))))

    assert (way, answer.status_code) == ("/groups/nordic/restore", 303)
    assert current_ids(engine, group.id) == [group.id]
    page(editor.get("/countries/nordic/restore"), 404)
    page(editor.get("/countries/fr/restore"), 404)
