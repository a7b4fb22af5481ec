"""Pledges on a day: which are there yet, whose they are, and who says so."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.models import Actor, Citation, Pledge, Source, Step
from tests import factory
from tests.page import page, plain_text


def test_pledges_not_there_yet_on_the_day_are_said_to_be(client: TestClient, engine: Engine):
    factory.record_estonia(engine, 2)

    then, now = page(client.get("/pledges?on=2020-01-01")), page(client.get("/pledges"))

    line = plain_text(then.select_one(".line").text)
    assert line.endswith("2 of those on this page are not there yet on 1 Jan 2020.")
    assert len(then.select("td[data-label=Status] .flag")) == 2
    assert "not there yet" not in now.text


@pytest.mark.both
def test_actors_of_one_name_are_listed_apart(client: TestClient, engine: Engine):
    for code in ("ge", "us-ga"):
        actor = factory.record(engine, Actor, code=code, name="Georgia")
        factory.record(engine, Pledge, actor_id=actor.id)

    shown = page(client.get("/pledges"))

    assert [a["href"] for a in shown.select(".band a")] == ["/countries/ge", "/countries/us-ga"]
    assert [len(body.select("tr[id]")) for body in shown.select("tbody")] == [1, 1]


@pytest.mark.usefixtures("seeded")
def test_a_pledge_of_others_words_is_said_to_be_declared_in_all_places(client: TestClient):
    listed = page(client.get("/pledges?domain=air&actor=coalition&bindingness=declared"))

    shown = page(client.get(listed.select_one("#pledges th a[href^='/pledges/']")["href"]))

    assert plain_text(shown.select_one("#bindingness b").text) == "Said to be declared"
    assert "how firm said to be declared" in plain_text(shown.select_one("#steps").text)
    assert plain_text(shown.select_one("#standing b").text) == "Not taken back"


@pytest.mark.parametrize(
    ("firm", "lead"), [("declared", "Promised by"), ("floated", "Considered by")]
)
def test_only_who_speaks_for_the_owner_promises(client: TestClient, engine: Engine, firm, lead):
    actor, source = factory.record(engine, Actor), factory.record(engine, Source)
    pledge = factory.record(engine, Pledge, actor_id=actor.id)
    step = factory.record(engine, Step, pledge, bindingness=firm)
    its = {"source_id": source.id, "on_behalf_id": actor.id}
    factory.record(engine, Citation, step, source_id=source.id, speaker="Jan Jansen")
    factory.record(engine, Citation, step, speaker="Mari Maa", **its)
    factory.record(engine, Citation, step, mode="document", **its)

    shown = page(client.get(f"/pledges/{pledge.id}"))

    said = "Mari Maa, for Estonia, and The Daily, the document itself, for Estonia"
    assert plain_text(shown.select_one(".said").text) == f"{lead} {said}; also told by Jan Jansen."
    who = plain_text(shown.select_one("#who dd").text)
    assert who.index("Mari Maa") < who.index("The Daily") < who.index("also told by Jan Jansen")


def test_what_a_citation_is_for_and_how_it_is_graded_is_said_in_words(
    client: TestClient, engine: Engine
):
    source = factory.record(engine, Source)
    pledge = factory.record(engine, Pledge, actor_id=factory.record(engine, Actor).id)
    step = factory.record(engine, Step, pledge, bindingness="declared")
    graded = {"source_id": source.id, "fact": "bindingness", "credibility": None}
    factory.record(engine, Citation, step, **graded)

    row = plain_text(page(client.get(f"/pledges/{pledge.id}")).select_one("#citations tbody").text)

    assert "how firm" in row
    assert "bindingness" not in row
    assert "credibility not graded" in row


@pytest.mark.usefixtures("seeded")
def test_a_pledge_names_what_bears_on_it(client: TestClient):
    shown = page(client.get("/pledges?actor=us"))
    pledge = shown.select_one("tr[id^=pledge] th > a")["href"]

    told = plain_text(page(client.get(pledge)).select_one("#ties").text)

    assert "Contradicted by the stance" in told


def test_a_note_is_of_the_time_when_it_was_written(client: TestClient, engine: Engine):
    [pledge] = factory.record_estonia(engine)
    factory.revise(engine, pledge, note="Nowhere does it promise troops. Read on.")
    factory.revise(engine, pledge, title="Something formal")

    paths = ("/countries/ee", "/pledges/3")
    before = [plain_text(page(client.get(path)).text) for path in paths]
    factory.record(engine, Step, pledge, bindingness="formal", at=None)
    after = [plain_text(page(client.get(path)).text) for path in paths]

    assert all("Nowhere does it promise troops." in text for text in before)
    assert not any("before the newest step" in text for text in before)
    assert "noted before the newest step Nowhere does it promise troops." in after[0]
    assert "Written in r3, before the newest step was recorded: it may hold no longer." in after[1]


def test_a_step_of_a_later_day_makes_no_note_old(client: TestClient, engine: Engine):
    [pledge] = factory.record_estonia(engine)
    factory.revise(engine, pledge, note="Nowhere does it promise troops.")
    factory.record(engine, Step, pledge, at={"edtf": "2026-03-01", "basis": "stated"})

    shown = page(client.get("/pledges/3?on=2026-02-02"))

    assert "before the newest step" not in plain_text(shown.text)
