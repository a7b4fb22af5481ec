"""Dates that can hardly be meant, on forms."""

from fastapi.testclient import TestClient
from sqlalchemy import Engine

from tests import form_client
from tests.form_client import form_values
from tests.page import page, plain_text
from tests.routes.pledge_form import PATH, current_facts

EARLY = {"3.announced": "March 2026", "3.due": "2025", "intent": "corrects"}
TICK = "3:sure.hardly_due"


def test_what_is_due_before_it_was_announced_is_asked_about(ada: TestClient, engine: Engine):
    shown = page(form_client.submit_form(ada, PATH, EARLY), 422)

    question = plain_text(shown.select_one("#b-3-sure-hardly_due-why").text)
    assert question.startswith("It is due before it was announced, March 2026.")
    assert form_values(shown).items() >= EARLY.items()
    assert current_facts(engine)["due"] is None


def test_a_date_that_is_meant_is_saved_all_the_same(ada: TestClient, engine: Engine):
    sent = form_values(page(form_client.submit_form(ada, PATH, EARLY), 422))

    answer = ada.post(PATH, data=sent | {TICK: "2025 2026-03"})

    assert answer.status_code == 303
    assert current_facts(engine)["due"].edtf == "2025"


def test_another_date_that_can_hardly_be_meant_is_asked_about_anew(ada: TestClient):
    sent = form_values(page(form_client.submit_form(ada, PATH, EARLY), 422))

    shown = page(ada.post(PATH, data=sent | {TICK: "2025 2026-03", "3.due": "2568"}), 422)

    question = plain_text(shown.select_one("#b-3-sure-hardly_due-why").text)
    assert "In the Buddhist calendar it is our 2025." in question


def test_what_is_due_may_have_no_end_and_when_it_was_announced_must(ada: TestClient):
    typed = {"3.announced": "since March 2026", "3.due": "from 2027", "intent": "corrects"}

    shown = page(form_client.submit_form(ada, PATH, typed), 422)

    (problem,) = [plain_text(a.text) for a in shown.select(".errors a")]
    assert "“from March 2026 on” has no end, and a date here needs one." in problem


def test_the_year_of_the_source_is_offered_for_a_date_without_one(ada: TestClient):
    opened = form_client.open_form(ada, "/sources/new")
    key = form_client.box_name(opened, "published").partition(".")[0]
    typed = {f"{key}.published": "Nov 25", f"{key}.publisher": "A B", f"{key}.title": "In 2024"}

    shown = page(form_client.submit_form(ada, "/sources/new", typed), 422)

    problems = " ".join(plain_text(a.text) for a in shown.select(".errors a"))
    assert "“Nov 25” can be read in two ways." in problems


def test_a_date_that_was_meant_is_not_asked_about_when_something_else_changes(
    ada: TestClient, engine: Engine
):
    sent = form_values(page(form_client.submit_form(ada, PATH, EARLY), 422))
    ada.post(PATH, data=sent | {TICK: "2025 2026-03"})

    answer = form_client.submit_form(ada, PATH, {"3.title": "A brigade", "intent": "corrects"})

    assert answer.status_code == 303
    assert current_facts(engine)["title"] == "A brigade"
