"""A step that puts the word of others in the place of what the owner of a pledge said itself."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from tests import factory, form_client
from tests.form_client import form_values
from tests.page import page, plain_text
from tests.routes.pledge_form import PATH

STEP = {
    "intent": "confirms",
    "n1:kind": "step",
    "n1:under": "3",
    "n1.bindingness": "declared",
    "n1.at": "9 May 2026",
    "n2:kind": "citation",
    "n2:under": "n1",
    "n3:kind": "passage",
    "n3:under": "n2",
    "n3.source_id": "2",
    "n3.locator": "p. 2",
    "n3.gist": "The paper says so.",
    "n3.mode": "narrator",
    "n3.each": "false",
    "n3.drafted": "false",
}
TICK = "n1:sure.word"


def test_a_step_that_only_others_speak_of_is_asked_about(ada: TestClient, engine: Engine):
    shown = page(form_client.submit_form(ada, PATH, STEP), 422)

    question = plain_text(shown.select_one("#b-n1-sure-word-why").text)
    assert question.startswith("The owner itself is cited for how firm this was")
    assert ada.post(PATH, data=form_values(shown) | {TICK: "yes"}).status_code == 303
    assert factory.newest_number(engine) == 2


def test_what_is_cited_for_how_much_is_no_word_on_how_firm(ada: TestClient):
    typed = STEP | {"n1.offered": "300 troops", "n2.fact": "offered", "n3.on_behalf": "Estonia"}

    assert page(form_client.submit_form(ada, PATH, typed), 422).select_one(f"[name='{TICK}']")


def test_a_step_that_nothing_is_cited_for_is_asked_about(ada: TestClient):
    typed = {name: text for name, text in STEP.items() if name[:2] not in ("n2", "n3")}
    del typed["n1.at"]

    assert page(form_client.submit_form(ada, PATH, typed), 422).select_one(f"[name='{TICK}']")


@pytest.mark.parametrize(
    "typed",
    [
        {"n3.on_behalf": "Estonia"},
        {"n3.each": "true"},
        {"n1.at": "9 May 2020"},
        {"n1.bindingness": "", "n1.offered": "300 troops"},
    ],
)
def test_nothing_is_asked_where_the_owner_keeps_its_word(ada: TestClient, typed: dict[str, str]):
    assert form_client.submit_form(ada, PATH, STEP | typed).status_code == 303


def test_nothing_is_asked_where_the_passage_on_record_is_its_word(ada: TestClient):
    typed = {name: text for name, text in STEP.items() if not name.startswith("n3")}

    answer = form_client.submit_form(ada, PATH, typed | {"n2.passage_id": "9"})

    assert answer.status_code == 303


def test_nothing_is_asked_where_the_owner_never_said_it(ada: TestClient, engine: Engine):
    factory.revise(engine, factory.entity(engine, 9), on_behalf=[])

    assert form_client.submit_form(ada, PATH, STEP).status_code == 303


def test_what_the_owner_spoke_of_before_is_not_said_to_be_unconfirmed(
    ada: TestClient, client: TestClient
):
    shown = page(form_client.submit_form(ada, PATH, STEP | {"n3.speaker": "A colonel"}), 422)
    assert ada.post(PATH, data=form_values(shown) | {TICK: "yes"}).status_code == 303

    country = plain_text(page(client.get("/countries/ee?on=2026-05-30")).select_one("main").text)
    pledge = plain_text(page(client.get("/pledges/3?on=2026-05-30")).select_one("main").text)

    assert "Others say how firm this is now, beside what it said before: troops." in country
    assert "beside what was said before by Estonia" in pledge
    assert "not confirmed" not in country + pledge
