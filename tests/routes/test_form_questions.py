"""What a form asks about before it is saved, and how that is answered."""

from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.models import Check
from tests import factory, form_client
from tests.form_client import form_values, part_key
from tests.page import page, plain_text
from tests.routes.pledge_form import PATH, STEP, current_facts

FORMAL = {"5.bindingness": "formal", "intent": "updates", "comment": "It was signed."}
TICK = "5:sure.formal"
SAYS_SO = {"5:sure.also_bindingness_6": "28fad7b5a2ca"}


def test_a_step_made_formal_without_a_document_is_asked_about(ada: TestClient, engine: Engine):
    shown = page(form_client.submit_form(ada, PATH, FORMAL), 422)

    question = plain_text(shown.select_one("#b-5-sure-formal-why").text)
    assert question.startswith("Formal is what binds the state")
    assert form_values(shown).items() >= FORMAL.items()
    assert current_facts(engine, STEP)["bindingness"] == "declared"
    assert shown.select_one(".errors a[href='#b-5-sure-formal']")


def test_what_is_ticked_is_saved_all_the_same(ada: TestClient, engine: Engine):
    sent = form_values(page(form_client.submit_form(ada, PATH, FORMAL), 422))

    answer = ada.post(PATH, data=sent | {TICK: "yes"})

    assert answer.status_code == 303
    assert current_facts(engine, STEP)["bindingness"] == "formal"


def test_what_was_ticked_stays_ticked_while_something_else_is_wrong(ada: TestClient):
    wrong = FORMAL | {TICK: "yes", "3.title": ""}

    shown = page(form_client.submit_form(ada, PATH, wrong), 422)

    assert form_values(shown)[TICK] == "yes"
    problems = [plain_text(a.text) for a in shown.select(".errors a")]
    assert [each.partition(" is changed")[0] for each in problems] == [
        "What is pledged: Fill this in.",
        "“Bindingness”",
    ]


def test_a_tick_outlasts_a_button_that_adds_a_part(ada: TestClient):
    shown = page(form_client.submit_form(ada, PATH, FORMAL | {TICK: "yes", "add": "step:3"}))

    assert form_values(shown)[TICK] == "yes"


def test_what_a_document_says_is_not_asked_about(ada: TestClient, engine: Engine):
    with factory.recording(engine, factory.SYSTEM_ACCOUNT, factory.Intent.CORRECTS) as edit:
        edit.revise(2, edit.previous, {9: {"mode": "document"}})

    answer = form_client.submit_form(ada, PATH, FORMAL | SAYS_SO)

    assert answer.status_code == 303
    assert current_facts(engine, STEP)["bindingness"] == "formal"


def test_what_a_new_passage_says_that_is_a_document_is_not_asked_about(ada: TestClient):
    opened = form_client.open_form(ada, f"{PATH}?new=citation&under={STEP}")
    said = part_key(opened, "passage")
    typed = {f"{said}.locator": "Art. 5", f"{said}.gist": "It will go."}

    page(ada.post(PATH, data=opened | FORMAL | typed), 422)
    typed |= {f"{said}.mode": "document"}
    answer = ada.post(PATH, data=opened | FORMAL | SAYS_SO | typed)
    assert answer.status_code == 303


def test_what_was_formal_before_is_not_asked_about_again(ada: TestClient, engine: Engine):
    with factory.recording(engine, factory.SYSTEM_ACCOUNT, factory.Intent.UPDATES) as edit:
        edit.revise(3, edit.previous, {STEP: {"bindingness": "formal"}})

    answer = form_client.submit_form(ada, PATH, {"3.title": "A brigade", "intent": "corrects"})

    assert answer.status_code == 303


def test_a_new_step_is_asked_about_with_its_pledge(ada: TestClient, engine: Engine):
    opened = form_client.open_form(ada, "/pledges/new?actor=ee")
    step = part_key(opened, "step")
    texts = {"n0.title": "Two frigates", "n0.domain": "sea", f"{step}.bindingness": "formal"}

    shown = page(form_client.submit_form(ada, "/pledges/new?actor=ee", texts), 422)

    assert form_values(shown).items() >= texts.items()
    assert shown.select_one(f"#b-{step}-sure-formal")
    assert factory.newest_number(engine) == 1


def test_a_search_that_found_nothing_beside_a_pledge_is_asked_about(ada: TestClient):
    path, where = "/checks/new?actor=ee&topic=land&found=nothing", {"n0.where": "Two newspapers"}

    shown = page(form_client.submit_form(ada, path, where), 422)

    question = shown.select_one("#b-n0-sure-nothing-why")
    assert "Choose “nothing newer”" in plain_text(question.text)
    assert [a["href"] for a in question.select("a")] == ["/pledges/3"]
    newer = ada.post("/checks/new", data=form_values(shown) | {"n0.found": "nothing newer"})
    assert newer.status_code == 303


def test_a_search_for_what_nobody_offers_may_find_nothing(ada: TestClient):
    for topic in ("sea", "own money"):
        path = f"/checks/new?actor=ee&topic={topic}&found=nothing"
        assert form_client.submit_form(ada, path, {"n0.where": "Two papers"}).status_code == 303


def test_what_a_search_found_is_not_asked_about_again_where_only_words_change(
    ada: TestClient, engine: Engine
):
    check = factory.record(engine, Check, actor_id=1, topic="land")
    path, change = f"/checks/{check.id}/edit", {f"{check.id}.where": "Three newspapers"}

    assert form_client.submit_form(ada, path, change | {"intent": "corrects"}).status_code == 303
