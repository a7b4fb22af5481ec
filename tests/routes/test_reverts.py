"""Bringing a thing to an earlier version: what is told before, and what is done."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.models import Citation, Intent, Membership, Source, Step
from app.queries import return_preview
from app.spine import lookups
from app.spine.moment import reading_session
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.versioned import Entity
from tests import factory
from tests.page import page, plain_text
from tests.reason_forms import current_ids, pledge_title, reason_form_values
from tests.spine import full_register


@pytest.mark.usefixtures("moved")
def test_going_back_tells_facts_and_parts_that_come_and_go(editor: TestClient):
    shown = page(editor.get("/pledges/3/revert?to=r1"))

    assert shown.h1.text == "Bring pledge 3 “Two companies” back to r1"
    told = {a["id"]: plain_text(a.select_one("h3").text) for a in shown.select("#back article")}
    assert told == {
        "back-3": "Pledge 3 “Company 0” changed back",
        "back-7": "Condition 7 “if they agree” comes back · part of pledge 3",
        "back-8": "Citation of ¶3, The Daily comes back · part of pledge 3",
        "back-10": "Step 10 “declared, partial, 1 Feb 2026” goes · part of pledge 3",
    }
    assert "Two companies → Company 0" in plain_text(shown.select_one("#back-3").text)
    assert reason_form_values(shown)["comment"].startswith(
        "Brings pledge 3 “Two companies” back to r1: pledge 3 “Company 0” changed back; condition 7"
    )
    assert shown.select_one("#slip a")["href"] == "/pledges/3/history"


@pytest.mark.slow
@pytest.mark.both
def test_going_back_makes_one_revision(editor: TestClient, engine: Engine, moved: Entity):
    drawn = reason_form_values(page(editor.get("/pledges/3/revert?to=1")))

    answer = editor.post("/pledges/3/revert", data=drawn)

    assert (answer.status_code, answer.headers["Location"]) == (303, "/revisions/3")
    assert current_ids(engine, *range(3, 11)) == [3, 4, 5, 6, 7, 8, 9]
    assert pledge_title(engine, moved) == "Company 0"
    compared = page(editor.get("/pledges/3/history?from=r1&to=r3"))
    assert "Nothing differs." in compared.select_one("#compared").text


@pytest.mark.usefixtures("gone")
def test_something_gone_can_go_back_to_any_version(editor: TestClient, engine: Engine):
    drawn = reason_form_values(page(editor.get("/pledges/3/revert?to=r1")))

    assert editor.post("/pledges/3/revert", data=drawn).status_code == 303
    assert current_ids(engine, *range(3, 9)) == [3, 4, 5, 6, 7, 8]


@pytest.mark.slow
def test_one_passage_goes_back_alone(editor: TestClient, engine: Engine, moved: Entity):
    factory.revise(engine, lookup(engine, 9), gist="Said otherwise.")

    shown = page(editor.get("/passages/9/revert?to=r1"))

    assert [a["id"] for a in shown.select("#back article")] == ["back-9"]
    assert editor.post("/passages/9/revert", data=reason_form_values(shown)).status_code == 303
    assert pledge_title(engine, moved) == "Two companies"


def lookup(engine: Engine, entity_id: int) -> Entity:
    with reading_session(engine) as session:
        return lookups.entities_by_id(session, [entity_id])[entity_id]


@pytest.mark.usefixtures("moved")
def test_going_back_to_what_it_says_already_offers_nothing(editor: TestClient):
    shown = page(editor.get("/pledges/3/revert?to=r2"))

    assert "It says already what it said as of r2." in shown.select_one(".line").text
    assert not shown.select("#slip")
    sends = {"base": "2", "submission": "x", "to": "r2"}
    refused = page(editor.post("/pledges/3/revert", data=sends), 409)
    assert "It says already" in refused.select_one("#refusal").text


@pytest.mark.slow
@pytest.mark.both
@pytest.mark.measured
def test_what_was_changed_meanwhile_is_a_conflict_and_nothing_is_lost(
    editor: TestClient, engine: Engine, moved: Entity
):
    drawn = reason_form_values(page(editor.get("/pledges/3/revert?to=r1")))
    factory.revise(engine, moved, note="Mind this.")

    answer = editor.post("/pledges/3/revert", data=drawn | {"comment": "My words."})

    shown = page(answer, 409)
    assert "Someone changed it while you were at it." in shown.select_one("#refusal").text
    assert reason_form_values(shown) == drawn | {"comment": "My words.", "base": "3"}
    assert "Mind this." in shown.select_one("#back-3").text
    assert editor.post("/pledges/3/revert", data=reason_form_values(shown)).status_code == 303


@pytest.mark.both
@pytest.mark.parametrize("to", ["r9", "soon", "r2", "0"])
def test_a_revision_without_it_is_refused_with_those_that_touched_it(
    editor: TestClient, engine: Engine, to: str
):
    factory.record(engine, Source)
    factory.record(engine, Source, title="Another")
    third = factory.record(engine, Source, title="A third")
    factory.revise(engine, third, title="Renamed")

    shown = page(editor.get(f"/sources/{third.id}/revert?to={to}"), 422)

    assert "such as r3, r4." in shown.text
    sends = {"to": to, "base": "4", "submission": "x"}
    page(editor.post(f"/sources/{third.id}/revert", data=sends), 422)


def test_what_others_point_at_can_not_go(editor: TestClient, engine: Engine):
    [pledge] = factory.record_estonia(engine)
    step = factory.record(engine, Step, pledge, delivery="partial")
    factory.record(engine, factory.Link, from_id=step.id, to_id=1)

    shown = page(editor.get("/pledges/3/revert?to=r1"))

    assert "points there." in plain_text(shown.select_one("#blocked").text)
    sends = {"to": "r1", "base": "3", "submission": "x"}
    refused = page(editor.post("/pledges/3/revert", data=sends), 409)
    assert "still points there" in refused.select_one("#refusal").text


@pytest.mark.usefixtures("moved")
def test_without_a_revision_the_history_offers_those_there_are(editor: TestClient):
    answer = editor.get("/pledges/3/revert")

    assert (answer.status_code, answer.headers["Location"]) == (303, "/pledges/3/history")


def test_an_actor_goes_back_without_its_pledges(editor: TestClient, engine: Engine):
    group = factory.record(engine, factory.Actor, code="nordic", name="Nordics", kind="group")
    member = factory.record(engine, factory.Actor)
    factory.record(engine, Membership, group, member_id=member.id)

    history = page(editor.get("/groups/nordic/history"))
    way = history.select_one("a[href='/groups/nordic/revert?to=r1']")["href"]
    shown = page(editor.get(way))

    told = plain_text(shown.select_one("#back article h3").text)
    assert told == "Membership 3 “member” of Estonia goes · part of actor 1"


@pytest.mark.usefixtures("moved")
def test_a_long_list_tells_the_first_hundred(editor: TestClient, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(return_preview, "MAX_ROWS", 1)
    monkeypatch.setattr("app.routes.returns.MAX_ROWS", 1)

    shown = page(editor.get("/pledges/3/revert?to=r1"))

    assert len(shown.select("#back article")) == 1
    assert "And 3 more." in shown.select_one("#back").text


@pytest.mark.slow
@pytest.mark.both
def test_things_of_every_kind_come_back_and_go_back(editor: TestClient, engine: Engine):
    with recording(engine, SYSTEM_ACCOUNT, Intent.IMPORTS) as edit:
        made = full_register.add_each_kind(edit, "kept", None)
    nouns = ("source", "assessment", "event", "circumstance", "check", "link", "stance", "passage")
    for noun in nouns:
        path = f"/{noun}s/{made[noun].id}"
        with recording(engine, SYSTEM_ACCOUNT, Intent.UPDATES) as edit:
            edit.revise(
                made[noun].root_id,
                edit.previous,
                {made[noun].id: full_register.REVISED_FACTS[noun]},
            )
        shown = page(editor.get(f"{path}/revert?to=r1"))
        assert editor.post(f"{path}/revert", data=reason_form_values(shown)).status_code == 303
        page(editor.get(f"{path}/restore"))


@pytest.mark.parametrize(
    "rows",
    [1, pytest.param(20, marks=pytest.mark.both), 120],
)
@pytest.mark.parametrize("way", ["restore", "revert?to=r2"])
@pytest.mark.covered
def test_a_page_takes_as_many_statements_however_much_comes_back(
    editor: TestClient, engine: Engine, statements: list[str], rows: int, way: str
):
    [pledge] = factory.record_estonia(engine)
    with recording(engine, SYSTEM_ACCOUNT, Intent.UPDATES) as edit:
        for _ in range(rows):
            factory.add(edit, Citation, factory.add(edit, Step, pledge), source_id=2)
    factory.retract(engine, pledge)
    page(editor.get("/about"))
    statements.clear()

    shown = page(editor.get(f"/pledges/3/{way}"))

    assert len(statements) == (12 if way == "restore" else 11)
    assert len(shown.select("#back article")) == min(100, 6 + 2 * rows)
