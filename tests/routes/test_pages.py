"""The pages of pledges, sources, citations, revisions and of the method."""

import re
from hashlib import sha256

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from sqlmodel import Session, select

from app.models import (
    Account,
    Actor,
    Citation,
    Line,
    Pledge,
    Register,
    Revision,
    Source,
    Step,
    vocabulary,
)
from app.queries import sources
from app.routes.method import RULES
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
        quantity=cap,
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
    assert len(shown.select("main a[href^='/citations/']")) == 3
    assert shown.select(f"main a[href^='/pledges/{pledge.id}']")


def test_a_source_s_places_are_ordered_before_they_are_cut(
    client: TestClient, engine: Engine, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sources, "PAGE", 3)
    [pledge] = factory.record_estonia(engine)
    for place in ("p. 10", "p. 2", "note ²", "p. 1"):
        factory.record(engine, Citation, pledge, source_id=2, locator=place)
    undated = factory.record(engine, Source, published=None)

    shown = page(client.get("/sources/2"))

    assert [h3.text for h3 in shown.select("h3")] == ["note ²", "p. 1", "p. 2"]
    ways = {each.text: each["href"] for each in shown.select(".places a")}
    assert ways["p. 2"] == "#place-3"
    assert ways["p. 10"] == "/sources/2?page=3#place-5"
    assert page(client.get("/sources/2?page=3")).select_one("#place-5").text == "p. 10"
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

    shown = page(client.get("/citations/4/history"))

    assert "Two companies" not in shown.text
    assert "a company will go" in shown.text


def test_a_last_change_is_also_one_of_a_part_or_a_retraction(client: TestClient, engine: Engine):
    pledges = factory.record_estonia(engine, 2)
    factory.retract(engine, pledges[1])

    shown = page(client.get("/countries/ee"))

    assert shown.select_one(".facts a[href='/revisions/2']")
    then = page(client.get("/countries/ee?as_of=r1"))
    assert then.select_one(".facts a[href='/revisions/1?as_of=r1']")


def test_the_method_begins_with_what_a_reader_in_a_hurry_needs(client: TestClient):
    sections = page(client.get("/method")).select("main > section")

    first = sections[0]
    assert first["id"] == "short"
    assert len(plain_text(first.text).split()) < 300
    for term in ("Floated", "uncited", "Nothing found", "as_of=r12"):
        assert term in first.text


def test_the_method_explains_every_rule_with_its_version(client: TestClient):
    shown = plain_text(page(client.get("/method")).text)

    assert len(RULES) == 12
    for rule in RULES:
        assert f"{rule.title} version {rule.version}" in shown
        for paragraph in (*rule.text, *rule.examples):
            assert plain_text(paragraph) in shown


@pytest.mark.parametrize(
    "ladder",
    [
        vocabulary.Bindingness,
        vocabulary.Readiness,
        vocabulary.Delivery,
        vocabulary.Standing,
        vocabulary.ConditionKind,
        vocabulary.Capability,
        vocabulary.Credibility,
        vocabulary.Reliability,
    ],
)
def test_the_method_defines_every_word(client: TestClient, ladder):
    shown = plain_text(page(client.get("/method")).text)

    assert [word for word in ladder if plain_text(word.meaning) not in shown] == []


def test_a_revision_is_verified_by_the_steps_on_the_method_page(engine: Engine, session: Session):
    factory.record_estonia(engine)
    revision = session.get(Revision, 1)
    lines = session.exec(select(Line).order_by(Line.position)).all()
    account = session.get(Account, revision.account_id)

    hashes = [sha256(line.text.encode()).hexdigest() for line in lines]
    body = sha256("".join(f"{each}\n" for each in hashes).encode()).hexdigest()
    first = str(session.exec(select(Register.uid)).one())
    made = revision.made_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    five = "".join(f"{each}\n" for each in (first, "1", made, account.uid, body))

    assert sha256(five.encode()).hexdigest() == revision.digest
