"""The pages of pledges, sources, citations, revisions and of the method."""

import re

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from sqlmodel import Session

from app.models import (
    Actor,
    Citation,
    Pledge,
    Revision,
    Source,
    Step,
)
from app.queries import passages
from tests import factory
from tests.page import page, plain_text


def test_a_pledge_is_shown_with_its_steps_its_conditions_and_who_says_so(
    client: TestClient, engine: Engine
):
    [pledge] = factory.record_estonia(engine)
    cap = {"low": "120", "high": "120", "qualifier": "exact", "unit": "troops"}
    factory.record(
        engine,
        Step,
        pledge,
        offered=cap,
        at={"edtf": "2026-03", "basis": "inferred from the text"},
    )

    shown = plain_text(page(client.get(f"/pledges/{pledge.id}")).text)

    for told in (
        "Company 0", "Estonia", "Declared", "120 troops", "1 February 2026", "March 2026",
        "inferred", "parliament’s approval", "Mari Maa", "uncited",
    ):  # fmt: skip
        assert told in shown


@pytest.mark.slow
def test_pledges_are_listed_by_actor_a_hundred_a_page(client: TestClient, engine: Engine):
    factory.record_estonia(engine, 101)

    first, second = page(client.get("/pledges")), page(client.get("/pledges?page=2"))

    assert len(first.select("tr[id^=pledge-]")) == 100
    assert len(second.select("tr[id^=pledge-]")) == 1
    assert first.select_one("a[rel=next]")["href"] == "/pledges?page=2"
    assert second.select_one("a[rel=prev]")["href"] == "/pledges?page=1"


@pytest.mark.parametrize("path", ["/pledges", "/revisions"])
def test_a_page_beyond_the_last_says_what_there_is(client: TestClient, engine: Engine, path: str):
    factory.record_estonia(engine)

    assert page(client.get(f"{path}?page=9"), 404).select_one(f"main a[href='{path}']")


@pytest.mark.parametrize(
    "path", ["/", "/countries", "/groups", "/pledges", "/sources", "/revisions"]
)
def test_an_empty_register_says_so(client: TestClient, path: str):
    shown = plain_text(page(client.get(path)).select_one("main").text)

    assert re.search("[Nn]othing|None|No source|No revision", shown), shown


def test_a_source_lists_all_that_cites_it_by_its_places(client: TestClient, engine: Engine):
    [pledge] = factory.record_estonia(engine)

    shown = page(client.get("/sources/2"))

    assert "The Daily" in shown.h1.text
    assert len(shown.select("main a[href^='/passages/']")) == 1
    assert len(shown.select(".uses li[id^=citation-]")) == 3
    assert shown.select(f"main a[href^='/pledges/{pledge.id}']")


def test_a_source_s_places_are_ordered_before_they_are_cut(
    client: TestClient, engine: Engine, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(passages, "PAGE", 3)
    [pledge] = factory.record_estonia(engine)
    for place in ("p. 10", "p. 2", "note ²", "p. 1"):
        factory.record(engine, Citation, pledge, source_id=2, locator=place)
    undated = factory.record(engine, Source, published=None)

    shown = page(client.get("/sources/2"))

    found = [place.text for place in shown.select(".in-order [id^=place-]")]
    assert found == ["note ²", "p. 1", "p. 2"]
    ways = {each.text: each["href"] for each in shown.select(".places a")}
    assert ways["p. 2"] == "#place-3"
    assert ways["p. 10"] == "/sources/2?page=2#place-5"
    assert page(client.get("/sources/2?page=2")).select_one("#place-5").text == "p. 10"
    assert page(client.get("/sources")).select("tr[id]")[-1]["id"] == f"source-{undated.id}"


def test_an_address_of_a_source_is_a_link(client: TestClient, engine: Engine):
    factory.record(engine, Source, address="https://news.example/1")

    assert page(client.get("/sources/1")).select_one("a[href='https://news.example/1']")


def test_the_log_tells_who_when_and_why(client: TestClient, engine: Engine):
    factory.record_estonia(engine, made_at=factory.noon(1))
    factory.record(engine, Actor, code="fi", name="Finland")

    newest, first = page(client.get("/revisions")).select("main li[id], main tr[id]")[:2]

    assert newest["id"] == "r2"
    assert "register" in first.text
    assert "From the daily." in first.text
    assert "1 May 2026 12:00 UTC" in plain_text(first.text)


def test_a_revision_tells_field_by_field_what_it_changed(client: TestClient, engine: Engine):
    [pledge] = factory.record_estonia(engine)
    factory.revise(engine, pledge, title="Two companies", note="Of infantry.")

    shown = page(client.get("/revisions/2"))

    assert [plain_text(e.text) for e in shown.select("main del")] == ["Company 0"]
    assert [plain_text(e.text) for e in shown.select("main ins")] == [
        "Two companies",
        "Of infantry.",
    ]
    for title in (Pledge.fact_title("title"), Pledge.fact_title("note")):
        assert title in shown.text


def test_a_revision_names_what_it_points_at(client: TestClient, engine: Engine):
    factory.record_estonia(engine)

    shown = plain_text(page(client.get("/revisions/1")).text)

    assert "On behalf of" in shown
    assert "The Daily" in shown


def test_a_revision_can_be_cited_and_the_register_seen_as_of_it(
    client: TestClient, engine: Engine, session: Session
):
    factory.record_estonia(engine)
    digest = session.get(Revision, 1).digest

    shown = page(client.get("/revisions/1"))

    assert f"r1:{digest}" in plain_text(shown.text)
    assert shown.select("main a[href*='as_of=r1']")


def test_a_history_tells_what_became_of_a_thing_newest_first(client: TestClient, engine: Engine):
    [pledge] = factory.record_estonia(engine)
    factory.revise(engine, pledge, title="Two companies")
    factory.retract(engine, pledge, "Never said.")

    shown = page(client.get(f"/pledges/{pledge.id}/history"))

    told = plain_text(shown.select_one("main").text)
    assert told.index("r3") < told.index("r2") < told.index("r1")
    assert "Never said." in told
    assert "History of Two companies" in shown.h1.text


def test_a_country_s_history_tells_of_its_pledges_too(client: TestClient, engine: Engine):
    [pledge] = factory.record_estonia(engine)
    factory.revise(engine, pledge, title="Two companies")

    assert "Two companies" in page(client.get("/countries/ee/history")).text


def test_a_citation_s_history_tells_of_it_alone(client: TestClient, engine: Engine):
    [pledge] = factory.record_estonia(engine)
    factory.revise(engine, pledge, title="Two companies")

    shown = page(client.get("/passages/9/history"))

    assert "Two companies" not in shown.text
    assert "a company will go" in shown.text


def test_a_last_change_is_also_one_of_a_part_or_a_retraction(client: TestClient, engine: Engine):
    pledges = factory.record_estonia(engine, 2)
    factory.retract(engine, pledges[1])

    shown = page(client.get("/countries/ee"))

    assert shown.select_one(".facts a[href='/revisions/2']")
    then = page(client.get("/countries/ee?as_of=r1"))
    assert then.select_one(".facts a[href='/revisions/1?as_of=r1']")
