"""What was merged: where its addresses lead on, and what the log and the way back say of it."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.models import Passage, Source, Step
from tests import factory, form_client
from tests.accounts import signed_in_browser
from tests.page import page, plain_text

PATH = "/pledges/3/merge"


@pytest.fixture
def ada(app: FastAPI, engine: Engine) -> TestClient:
    """An editor, in a register of Estonia's pledges 3, 9 and 15, alike but for their titles."""
    factory.record_estonia(engine, 3)
    return signed_in_browser(app)


@pytest.fixture
def merged(ada: TestClient) -> TestClient:
    """Pledge 9 merged into 3 by r2."""
    form_client.submit_form(ada, f"{PATH}?with=9", {"comment": "Recorded twice."})
    return ada


def moved_to(client: TestClient, path: str) -> str:
    """Where an address leads on."""
    answer = client.get(path, follow_redirects=False)
    assert answer.status_code == 302
    return answer.headers["Location"]


def test_addresses_of_what_was_merged_lead_on_with_all_they_ask(merged: TestClient):
    assert moved_to(merged, "/pledges/9?on=2026-05-05") == "/pledges/3?on=2026-05-05"
    assert moved_to(merged, "/pledges/9.json?as_of=r2") == "/pledges/3.json?as_of=r2"
    assert moved_to(merged, "/pledges/9/edit?new=step") == "/pledges/3"
    assert merged.get("/pledges/9?as_of=r1").status_code == 200
    assert page(merged.get("/pledges/9/history")).h1.text == "History of Company 1"


def test_a_passage_of_a_merged_source_leads_on(ada: TestClient, engine: Engine):
    source = factory.record(engine, Source)
    passage = factory.record(engine, Passage, source, locator="¶9")

    form_client.submit_form(ada, f"/sources/2/merge?with={source.id}", {"comment": "Twice."})

    location = moved_to(ada, f"/passages/{passage.id}")
    assert "¶9" in page(ada.get(location)).select_one("main").text


def test_what_was_sent_for_what_was_merged_by_then_says_so(merged: TestClient):
    shown = page(merged.post("/pledges/9/retract", data={"comment": "Gone."}), 410)

    assert shown.h1.text == "Pledge 9 “Company 1” was merged"
    assert shown.select_one(".line a[href='/pledges/3']")
    assert shown.select_one("main a[href='/revisions/2/undo']")


def test_what_it_was_merged_into_may_be_gone_as_well(merged: TestClient, engine: Engine):
    factory.retract(engine, factory.entity(engine, 3))

    shown = page(merged.post("/pledges/9/retract", data={"comment": "Gone."}), 410)
    log = page(merged.get("/revisions/2"))

    assert "Merged into pledge 3" in plain_text(shown.select_one(".line").text)
    assert "merged into pledge 3" in plain_text(log.select_one("#change-2-9").text)


def test_bringing_back_what_was_merged_leads_to_undoing(merged: TestClient, engine: Engine):
    shown = page(merged.get("/pledges/9/restore"))
    sent = {"base": "2", "submission": "x", "comment": "Back."}
    answer = page(merged.post("/pledges/9/restore", data=sent), 409)

    assert "It was merged into pledge 3." in plain_text(shown.select_one("#blocked").text)
    assert shown.select_one("main a[href='/revisions/2/undo']")
    assert "Undo r2" in answer.select_one("#refusal").text
    assert factory.newest_number(engine) == 2


def test_the_log_the_difference_and_the_history_say_into_what(merged: TestClient):
    log = page(merged.get("/revisions/2"))
    difference = page(merged.get("/revisions/1..2"))
    history = page(merged.get("/pledges/3/history"))

    assert "merged into pledge 3" in plain_text(log.select_one("#change-2-9").text)
    assert log.select_one("#change-2-9 a[href='/pledges/3']")
    assert "merged into pledge 3" in plain_text(difference.select_one("#difference-9").text)
    assert history.select_one("#predecessors a[href='/pledges/9/history']")


def test_undoing_brings_both_back_and_says_what_stays_beside(merged: TestClient, engine: Engine):
    factory.record(engine, Step, factory.entity(engine, 15), bindingness="formal")
    way = f"{PATH}?with=15"
    form_client.submit_form(merged, way, {"comment": "Thrice."})
    [heir] = [
        int(each["id"].rpartition("-")[2])
        for each in page(merged.get("/revisions/4")).select("article.added")
    ]
    factory.revise_part(engine, 3, heir, readiness="allocated")

    shown = page(merged.get("/revisions/4/undo"))

    assert f"step {heir}" in shown.select_one("#doubles").text
    assert not page(merged.get("/revisions/2/undo")).select("#doubles")
