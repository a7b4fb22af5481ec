"""The list of events."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.models import Event
from tests import factory
from tests.page import page, plain_text


@pytest.mark.both
@pytest.mark.usefixtures("seeded")
def test_events_stand_newest_first_with_who_was_there(client: TestClient):
    shown = page(client.get("/events"))

    rows = [plain_text(row.text) for row in shown.select("#events tbody tr")]

    assert len(rows) == 14
    assert rows[-1].startswith("Healey on money and units")
    [geneva] = [row for row in rows if "talks, Geneva" in row]
    assert "United States (took part)" in geneva
    assert "Ukraine (took part)" in geneva


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("path", ["/events", "/stances", "/assessments"])
def test_that_all_dates_are_inferred_is_said_once(client: TestClient, path: str):
    shown = page(client.get(path))

    dates = [plain_text(cell.text) for cell in shown.select("td[data-label=When]")]

    assert shown.select_one("main").text.count("We inferred all the dates.") == 1
    assert len(dates) >= 14
    assert not any("date inferred" in each for each in dates)


@pytest.mark.both
@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("kind=talks", 2),
        ("actor=ua", 2),
        ("actor=ua&actor=tr", 3),
        ("actor_kind=coalition", 2),
        ("actor=ua&actor_kind=coalition", 1),
        ("q=macron", 4),
        ("speaker=Emmanuel+Macron&q=radio", 1),
    ],
)
def test_words_choose_events(client: TestClient, query: str, count: int):
    shown = page(client.get(f"/events?{query}"))

    assert len(shown.select("#events tbody tr")) == count
    assert plain_text(shown.select_one("#question").text) == f"Shown: {count} of 14 events"


@pytest.mark.both
@pytest.mark.usefixtures("seeded")
def test_the_oldest_can_be_first(client: TestClient):
    shown = page(client.get("/events?sort=date"))

    assert "oldest first" in plain_text(shown.select_one(".line").text)
    assert plain_text(shown.select_one("#events th a").text).startswith("Healey on money")


def test_an_event_says_when_it_was_and_when_nobody_is_recorded(client: TestClient, engine: Engine):
    factory.record_estonia(engine)
    factory.record(engine, Event, at={"edtf": "[2026-04-01..2026-06-01]", "basis": "stated"})

    row = plain_text(page(client.get("/events?on=2026-05-01")).select_one("#events tbody tr").text)

    assert "1 Apr – 1 Jun 2026 possibly by then" in row
    assert "nobody is recorded" in row
