"""The list of citations: who says what, and where."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.queries import sources
from tests import factory
from tests.page import page, plain_text


@pytest.mark.usefixtures("seeded")
def test_citations_stand_by_source_and_place_with_what_rests_on_them(client: TestClient):
    shown = page(client.get("/citations?speaker=John+Healey"))

    rows = [plain_text(row.text) for row in shown.select("#citations tbody tr")]
    places = [int(row.split()[0].strip("¶")) for row in rows]

    assert places == sorted(places) != []
    assert all("John Healey, defence secretary, for the United Kingdom" in row for row in rows)
    assert any("a condition of" in row for row in rows)
    assert plain_text(shown.select_one("#question").text).startswith(f"Shown: {len(rows)} of ")


@pytest.mark.both
@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize(
    ("query", "some"),
    [
        ("kind=condition", "a condition of"),
        ("kind=stance&speaker=Emmanuel+Macron", "Emmanuel Macron"),
        ("q=CEASEFIRE", "ceasefire"),
        ("source=10&q=colonel", "former British Army Colonel"),
    ],
)
def test_words_choose_citations(client: TestClient, query: str, some: str):
    rows = page(client.get(f"/citations?{query}")).select("#citations tbody tr")
    every = page(client.get("/citations")).select("#citations tbody tr")

    assert 0 < len(rows) < len(every)
    assert any(some in plain_text(row.text) for row in rows)


def test_where_nothing_fits_the_words_can_be_taken_back(client: TestClient, engine: Engine):
    factory.record_estonia(engine)

    nothing = page(client.get("/citations?speaker=Nobody")).select_one("#nothing")

    assert plain_text(nothing.text).startswith("Nothing matches. Remove speaker: Nobody")
    assert nothing.select_one("a")["href"] == "/citations"


def test_before_the_first_edit_there_are_none(client: TestClient):
    assert "No citation is on record" in plain_text(page(client.get("/citations")).text)


def test_a_kind_that_nothing_rests_on_is_refused(client: TestClient):
    assert "Choose of: actor, " in plain_text(page(client.get("/citations?kind=source"), 422).text)


@pytest.mark.both
def test_a_hundred_stand_on_a_page(
    client: TestClient, engine: Engine, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sources, "PAGE", 2)
    factory.record_estonia(engine)

    pages = [page(client.get(f"/citations?page={number}")) for number in (1, 2)]
    found = [[row["id"] for row in each.select("#citations tbody tr")] for each in pages]

    assert len(found[0]) == 2
    assert found[1]
    assert set(found[0]).isdisjoint(found[1])
    assert "Page 1 of" in plain_text(pages[0].select_one(".pager").text)


@pytest.mark.both
@pytest.mark.usefixtures("seeded")
def test_a_citation_leads_to_all_of_its_speaker(client: TestClient):
    [way] = page(client.get("/citations/14")).select("a[href^='/citations?speaker=']")

    [row] = page(client.get(way["href"])).select("#citation-14")

    assert way.text.removeprefix("Everything cited from ") in row.text
    assert way.text.startswith("Everything cited from ")


def test_a_citation_tells_the_passage_and_what_rests_on_it(client: TestClient, engine: Engine):
    factory.record_estonia(engine)

    shown = plain_text(page(client.get("/citations/4")).text)

    for told in ("¶3", "The Daily", "Mari Maa", "Estonia", "a company will go", "probably true"):
        assert told in shown
