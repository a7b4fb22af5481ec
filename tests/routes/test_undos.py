"""Undoing a revision: what is told before, and what is done."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.models import Actor, Attendance, Condition, Event, Intent, Pledge, Role, Source, Step
from app.queries import undo_preview
from app.spine import versions
from app.spine.moment import reading_session
from app.spine.recording import SYSTEM_ACCOUNT, recording
from tests import factory
from tests.accounts import signed_in_browser
from tests.page import page, plain_text
from tests.reason_forms import reason_form_values


def title(engine: Engine, pledge_id: int) -> str:
    with reading_session(engine) as session:
        return versions.current_rows(session, [pledge_id])[pledge_id].title


def rename(engine: Engine, *ids: int, title: str = "Renamed") -> None:
    """One revision that renames several pledges."""
    with recording(engine, SYSTEM_ACCOUNT, Intent.UPDATES, "Renaming.") as edit:
        for each in ids:
            edit.revise(each, edit.previous, {each: {"title": title}})


@pytest.fixture
def three(engine: Engine) -> list[int]:
    """r1: three pledges. r2 renames them; r3 renames the first again; r4 retracts the second."""
    pledges = factory.record_estonia(engine, 3)
    rename(engine, *(pledge.id for pledge in pledges))
    rename(engine, pledges[0].id, title="Renamed again")
    factory.retract(engine, pledges[1])
    return [pledge.id for pledge in pledges]


def test_a_page_tells_what_goes_back_and_what_stays(editor: TestClient, three: list[int]):
    shown = page(editor.get("/revisions/2/undo"))

    assert "1 of the 3 rows that it changed goes back" in plain_text(shown.select_one(".line").text)
    back = plain_text(shown.select_one(f"#back-{three[2]}").text)
    assert back == "Pledge 15 “Company 2” changed back What is pledged Renamed → Company 2"
    kept = plain_text(shown.select_one("#kept").text)
    assert "Changed again in r3 by register: Renaming." in kept
    assert "Changed again in r4 by register: A mistake." in kept
    assert shown.select_one("#slip button").text == "Undo 1 of 3"
    assert shown.select_one("#slip a")["href"] == "/revisions/2"
    assert reason_form_values(shown)["comment"] == "Undoes r2: pledge 15 “Company 2” changed back."


@pytest.mark.slow
@pytest.mark.both
def test_undoing_makes_one_revision_that_says_what_it_takes_back(
    editor: TestClient, engine: Engine, three: list[int]
):
    shown = page(editor.get("/revisions/2/undo"))

    answer = editor.post(
        "/revisions/2/undo", data=reason_form_values(shown) | {"comment": "Never so."}
    )

    assert (answer.status_code, answer.headers["Location"]) == (303, "/revisions/5")
    assert [title(engine, each) for each in (three[0], three[2])] == ["Renamed again", "Company 2"]
    made = plain_text(page(editor.get("/revisions/5")).select_one(".lead").text)
    assert "Never so." in made
    assert "Ada" in made
    assert "undoes: takes back an earlier edit Takes back r2" in made


def test_what_stands_in_the_way_is_told(editor: TestClient, engine: Engine):
    [pledge] = factory.record_estonia(engine)
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        step = factory.add(edit, Step, pledge, bindingness="formal")
    factory.record(engine, factory.Citation, step, source_id=2)

    shown = page(editor.get("/revisions/2/undo"))

    assert plain_text(shown.select_one("#blocked li").text) == (
        "Step 10 “formal, 1 Feb 2026”Citation 12 points there."
    )
    assert "Nothing of r2 can be undone." in plain_text(shown.text)
    assert not shown.select("#slip")


def test_undoing_what_is_undone_already_offers_nothing(editor: TestClient, engine: Engine):
    [pledge] = factory.record_estonia(engine)
    rename(engine, pledge.id)
    rename(engine, pledge.id, title="Company 0")

    shown = page(editor.get("/revisions/2/undo"))

    assert "Nothing is left to undo" in plain_text(shown.select_one(".line").text)
    assert not shown.select("#slip")
    answer = editor.post("/revisions/2/undo", data={"base": "3", "submission": "x"})
    assert "Nothing is left to undo." in page(answer, 409).select_one("#refusal").text


@pytest.mark.both
def test_what_would_break_a_rule_over_several_rows_is_refused(editor: TestClient, engine: Engine):
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        actor = factory.add(edit, Actor)
        pledge = factory.add(edit, Pledge, actor_id=actor.id)
        first, second = (factory.add(edit, Condition, pledge) for _ in range(2))
        third = factory.add(edit, Condition, pledge, alternative_to_id=first.id)
    factory.revise(engine, third, alternative_to_id=None)
    factory.revise(engine, first, alternative_to_id=second.id)

    answer = editor.post(
        "/revisions/2/undo", data=reason_form_values(page(editor.get("/revisions/2/undo")))
    )

    assert "let both point at the first" in page(answer, 409).select_one("#refusal").text
    assert factory.newest_number(engine) == 3


def test_what_was_added_is_taken_away_with_the_name_of_who_was_there(
    editor: TestClient, engine: Engine
):
    factory.record_estonia(engine)
    event = factory.record(engine, Event)
    factory.record(engine, Attendance, event, actor_id=1)

    shown = page(editor.get("/revisions/3/undo"))

    told = plain_text(shown.select_one("#back article h3").text)
    assert told == (
        f"Attendance {event.id + 1} “took part” of Estonia taken away · part of event {event.id}"
    )


def test_a_long_undo_tells_the_first_hundred(
    editor: TestClient, engine: Engine, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(undo_preview, "MAX_ROWS", 2)
    monkeypatch.setattr("app.routes.undos.MAX_ROWS", 2)
    rename(engine, *(pledge.id for pledge in factory.record_estonia(engine, 3)))

    shown = page(editor.get("/revisions/2/undo"))

    assert len(shown.select("#back article")) == 2
    assert "And 1 more." in shown.select_one("#back").text
    assert shown.select_one("#slip button").text == "Undo r2"


def test_the_first_revision_is_for_admins(app: FastAPI, engine: Engine):
    factory.record(engine, Source)
    admin, editor = signed_in_browser(app, Role.ADMIN, "Root"), signed_in_browser(app)

    assert "This takes the role admin" in page(editor.get("/revisions/1/undo"), 403).text
    shown = page(admin.get("/revisions/1/undo"))
    refused = editor.post("/revisions/1/undo", data=reason_form_values(shown))

    assert "This takes the role admin" in page(refused, 403).select_one("#refusal").text
    assert admin.post("/revisions/1/undo", data=reason_form_values(shown)).status_code == 303


def test_only_editors_are_offered_to_undo(app: FastAPI, engine: Engine, client: TestClient):
    factory.record_estonia(engine)
    factory.record(engine, Event)
    way = "main a[href='/revisions/2/undo']"

    assert not page(client.get("/revisions/2")).select(way)
    assert not page(signed_in_browser(app, Role.CONTRIBUTOR, "Bo").get("/revisions/2")).select(way)
    assert (
        page(signed_in_browser(app).get("/revisions/2")).select_one(way).text
        == "Undo this revision"
    )


@pytest.mark.slow
@pytest.mark.both
def test_what_changed_since_the_page_was_drawn_is_shown_anew(
    editor: TestClient, engine: Engine, three: list[int]
):
    drawn = reason_form_values(page(editor.get("/revisions/2/undo")))
    rename(engine, three[2], title="Otherwise")

    answer = editor.post("/revisions/2/undo", data=drawn | {"comment": "My words."})

    shown = page(answer, 409)
    assert "Nothing is left to undo." in shown.select_one("#refusal").text
    assert title(engine, three[2]) == "Otherwise"


@pytest.mark.slow
@pytest.mark.both
@pytest.mark.measured
def test_nothing_else_is_undone_than_was_told(editor: TestClient, engine: Engine):
    first, second = factory.record_estonia(engine, 2)
    rename(engine, first.id, second.id)
    drawn = reason_form_values(page(editor.get("/revisions/2/undo")))
    rename(engine, second.id, title="Otherwise")

    answer = editor.post("/revisions/2/undo", data=drawn | {"comment": "My words."})

    shown = page(answer, 409)
    assert "Someone changed some of it" in shown.select_one("#refusal").text
    assert reason_form_values(shown) == {
        "base": "3",
        "submission": drawn["submission"],
        "comment": "My words.",
    }
    assert shown.select_one("#slip button").text == "Undo 1 of 2"
    assert editor.post("/revisions/2/undo", data=reason_form_values(shown)).status_code == 303
    assert [title(engine, each.id) for each in (first, second)] == ["Company 0", "Otherwise"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "rows",
    [1, pytest.param(20, marks=pytest.mark.both), 120],
)
def test_the_page_takes_as_many_statements_however_much_is_undone(
    editor: TestClient, engine: Engine, statements: list[str], rows: int
):
    pledges = factory.record_estonia(engine, rows)
    rename(engine, *(pledge.id for pledge in pledges))
    rename(engine, pledges[0].id, title="Again")
    with recording(engine, SYSTEM_ACCOUNT, Intent.RETRACTS) as edit:
        for pledge in pledges:
            edit.retract(pledge.id, edit.previous)
    page(editor.get("/about"))
    statements.clear()

    shown = page(editor.get("/revisions/4/undo"))

    assert len(statements) <= 11
    assert Pledge.noun() in shown.select_one("#back").text.lower()
    assert f"Goes back{rows * 6} " in plain_text(shown.select_one("#counts").text)


def test_a_revision_that_there_is_not_can_not_be_undone(editor: TestClient, engine: Engine):
    factory.record(engine, Source)

    assert "There is no revision r9." in page(editor.get("/revisions/9/undo"), 404).text
    answer = editor.post("/revisions/9/undo", data={"base": "1", "submission": "x"})
    assert "There is no revision r9." in page(answer, 404).text
