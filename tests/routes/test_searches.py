"""What searches came to, beside what is on record."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.models import Actor, Check, Citation, Source
from tests import factory, form_client
from tests.page import page, plain_text

NEWER = {"edtf": "2026-05-20", "basis": "stated"}


@pytest.mark.both
def test_a_pledge_tells_of_the_search_that_found_nothing_newer(client: TestClient, engine: Engine):
    factory.record_estonia(engine)
    factory.record(engine, Check, actor_id=1, topic="land", found="nothing newer", pledge_id=3)

    shown = page(client.get("/pledges/3?on=2026-05-30"))

    told = plain_text(shown.select_one("#searches li").text)
    assert plain_text(shown.select_one("#searches h2").text) == "Looked for"
    assert told.startswith("1 May 2026: nothing newer, in Two newspapers")
    assert "the evidence is as old as it was" in told
    assert "about 3 months old" in plain_text(shown.select_one(".facts").text)


def test_a_search_says_what_is_on_record_and_never_that_nothing_was_there_beside_it(
    client: TestClient, engine: Engine
):
    factory.record_estonia(engine)
    check = factory.record(engine, Check, actor_id=1, topic="land")

    gist = plain_text(page(client.get(f"/checks/{check.id}")).select_one("#gist").text)
    cell = plain_text(page(client.get("/checks")).select_one("#actor-ee td").text)

    assert gist.endswith("The search found nothing, but 1 pledge is on record by now.")
    assert cell == "–nothing found; 1 on record by now1 May 2026"


def test_still_so_needs_a_citation(ada: TestClient):
    path = "/checks/new?actor=ee&topic=land&found=still+so&pledge_id=3"
    opened = form_client.open_form(ada, path) | {"n0.where": "Two newspapers"}

    shown = page(ada.post("/checks/new", data=opened), 409)

    assert "add a citation to this search" in plain_text(shown.select_one(".errors").text)
    key = form_client.part_key(form_client.form_values(shown) | opened, "passage")
    cited = {f"{key}.source_id": "2", f"{key}.locator": "¶2"}
    cited |= {f"{key}.gist": "The company still goes.", f"{key}.mode": "narrator"}
    assert ada.post("/checks/new", data=opened | cited).status_code == 303


@pytest.mark.parametrize("actor", ["ee", "lv"])
def test_nothing_newer_is_asked_about_where_nothing_is_on_record(ada: TestClient, actor: str):
    path = f"/checks/new?actor={actor}&topic=sea&found=nothing+newer"

    shown = page(form_client.submit_form(ada, path, {"n0.where": "Two newspapers"}), 422)

    question = plain_text(shown.select_one("#b-n0-sure-no_pledge-why").text)
    assert question.startswith("No pledge of this actor in this domain is on record")


def test_a_search_for_the_pledge_of_another_is_asked_about(ada: TestClient):
    path = "/checks/new?actor=lv&topic=land&found=nothing+newer&pledge_id=3"

    shown = page(form_client.submit_form(ada, path, {"n0.where": "Two newspapers"}), 422)

    question = shown.select_one("#b-n0-sure-whose-why")
    assert plain_text(question.text).startswith("This is the pledge of another actor")
    assert question.select("a[href='/pledges/3']")
    sent = form_client.form_values(shown) | {"n0:sure.whose": "3"}
    assert ada.post("/checks/new", data=sent).status_code == 303


def test_whose_pledge_it_is_is_not_asked_again_where_only_words_change(
    ada: TestClient, engine: Engine
):
    latvia = factory.record(engine, Actor, code="lv", name="Latvia")
    facts = {"actor_id": latvia.id, "topic": "land", "found": "nothing newer", "pledge_id": 3}
    check = factory.record(engine, Check, **facts)

    typed = {f"{check.id}.where": "Three newspapers", "intent": "corrects"}
    answer = form_client.submit_form(ada, f"/checks/{check.id}/edit", typed)

    assert answer.status_code == 303


@pytest.mark.both
def test_the_day_of_its_source_renews_the_evidence_of_what_is_still_so(
    client: TestClient, engine: Engine
):
    factory.record_estonia(engine)
    source = factory.record(engine, Source, published=NEWER, address="https://daily.example/2")
    check = factory.record(engine, Check, actor_id=1, topic="land", found="still so", pledge_id=3)
    factory.record(engine, Citation, check, source_id=source.id)

    shown = page(client.get("/pledges/3?on=2026-05-30"))

    assert "10 days old" in plain_text(shown.select_one(".facts").text)
    assert "its day is the day of the evidence" in plain_text(shown.select_one("#searches").text)
