"""The list of pledges: what its address asks for, in words, with counts and ways back."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.models import Actor, Citation, Pledge, Source, Step
from app.models.quantity import Quantity
from tests import factory
from tests.page import page, plain_text

TROOPS, MONEY = "Troops to be stationed in Ukraine", "Money for sending its own forces"
FRENCH = "The force to be stationed in rear areas of Ukraine"


def titles(client: TestClient, query: str) -> list[str]:
    """The pledges that the list shows."""
    shown = page(client.get(f"/pledges?{query}"))
    return [plain_text(each.text) for each in shown.select("#pledges tr[id^=pledge] th > a")]


@pytest.mark.both
@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("actor=gb&domain=land&domain=funding", [TROOPS, MONEY]),
        ("attribution=own&domain=land", [FRENCH, TROOPS]),
        ("counted=yes&domain=land&sort=-actor", [TROOPS, FRENCH]),
        ("awaits=ceasefire", [TROOPS, MONEY]),
        ("condition=any", [TROOPS, MONEY]),
        ("condition=timing", [FRENCH]),
        ("condition=none&domain=land&actor_kind=country", [FRENCH]),
        ("waiting=yes&unit=GBP&per=unstated", [MONEY]),
        ("readiness=allocated&delivery=none&standing=active", [TROOPS]),
        ("capability=own+deployment&bindingness=declared&lately=yes", [MONEY]),
        ("speaker=John+Healey&domain=funding&source=10", [MONEY]),
        ("q=naval", ["Possible naval role, as a Black Sea country"]),
        ("q=100%25", []),
        ("actor=ee", []),
        ("domain=land&sort=-quantity&actor=gb", [TROOPS]),
    ],
)
def test_the_list_shows_what_is_asked_for(client: TestClient, query: str, found: list[str]):
    assert titles(client, query) == found


@pytest.mark.both
@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("sort", ["title", "domain", "firmness", "quantity", "evidence"])
@pytest.mark.covered
def test_an_order_can_be_turned_round(client: TestClient, sort: str):
    there, back = (titles(client, f"actor=gb&sort={way}{sort}") for way in ("", "-"))

    assert sorted(there) == sorted(back)
    assert len(there) == 4


@pytest.mark.slow
@pytest.mark.both
@pytest.mark.usefixtures("seeded")
def test_the_least_firm_come_first_or_last(client: TestClient):
    there, back = (titles(client, f"actor=tr&actor=gb&sort={way}firmness") for way in ("", "-"))

    assert there[:2] == back[-2:] == titles(client, "actor=tr")


@pytest.mark.usefixtures("seeded")
def test_the_question_stands_in_words_and_each_can_be_taken_back(client: TestClient):
    shown = page(client.get("/pledges?domain=land&attribution=own&on=2026-01-01"))

    assert plain_text(shown.select_one("#question").text) == "2 pledges match:"
    told = [plain_text(each.text) for each in shown.select(".asked li")]
    assert told[:2] == ["domain land remove", "who says so own remove"]
    back = shown.select_one(".asked a[aria-label='Remove domain: land']")["href"]
    assert dict(parse_qsl(urlsplit(back).query)) == {"on": "2026-01-01", "attribution": "own"}


@pytest.mark.both
@pytest.mark.usefixtures("seeded")
def test_each_further_word_says_how_many_it_would_leave(client: TestClient):
    shown = page(client.get("/pledges?domain=land"))

    boxes = {
        plain_text(each.text): each.select_one("input") for each in shown.select(".facets label")
    }
    assert "United Kingdom 1" in boxes
    assert "land 3" in boxes
    assert boxes["land 3"].get("checked") is not None
    assert "funding 1" in boxes


@pytest.mark.usefixtures("seeded")
def test_where_nothing_fits_the_page_says_what_to_do(client: TestClient):
    shown = page(client.get("/pledges?actor=ua"))

    assert "No pledge on record matches all of this" in plain_text(shown.select_one("main").text)
    assert shown.select_one("main p a[href='/pledges']")


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("domain=navy", "“navy” is nothing to choose for domain. Choose of: land, air"),
        ("actor=atlantis", "“atlantis” is nothing to choose for actor"),
        (
            "source=first",
            "“first” is nothing to choose for source. What is cited for it",
        ),
        ("sort=luck", "Choose of: actor, title"),
        ("q=a&q=b", "q takes one word, not 2"),
    ],
)
def test_a_bad_word_is_answered_with_what_is_accepted(client: TestClient, query: str, says: str):
    answer = client.get(f"/pledges?{query}")

    assert answer.status_code == 422
    assert says in plain_text(page(answer, 422).text)


def test_an_unknown_name_is_told_and_left_out(client: TestClient):
    shown = page(client.get("/pledges?colour=red"))

    assert "Not understood in this address, and left out: colour" in plain_text(shown.text)


@pytest.mark.both
def test_a_list_of_many_pages_keeps_its_question(client: TestClient, engine: Engine):
    factory.record_estonia(engine, 120)

    shown = page(client.get("/pledges?actor=ee&page=2"))

    assert len(shown.select("#pledges tr[id^=pledge]")) == 20
    assert shown.select_one(".pager a[href='/pledges?actor=ee&page=1']")


def test_past_its_last_page_a_list_says_how_long_it_is(client: TestClient, engine: Engine):
    factory.record_estonia(engine, 120)

    answer = client.get("/pledges?actor=ee&page=9")

    assert answer.status_code == 404
    assert "this list has 2" in plain_text(page(answer, 404).text)


@pytest.mark.both
def test_a_percent_sign_is_only_a_sign(client: TestClient, engine: Engine):
    factory.record_estonia(engine)
    factory.record(engine, Pledge, actor_id=1, title="100% of a company")

    assert titles(client, "q=100%25") == ["100% of a company"]


def test_the_pledges_of_a_group_can_be_told_from_those_of_countries(
    client: TestClient, engine: Engine
):
    factory.record_estonia(engine)
    group = factory.record(engine, Actor, code="nordic", name="The Nordics", kind="group")
    factory.record(engine, Pledge, actor_id=group.id, title="A brigade of several")

    assert titles(client, "actor_kind=group") == ["A brigade of several"]
    assert titles(client, "actor=nordic") == ["A brigade of several"]


@pytest.mark.both
def test_amounts_are_ordered_unit_by_unit(client: TestClient, engine: Engine):
    factory.record_estonia(engine)
    amounts = ["€5", "300 troops", "£7", "200 troops", "€9", "£1 a year", "2 ships"]
    for text in amounts:
        pledge = factory.record(engine, Pledge, actor_id=1, title=f"Of {text}", capability=None)
        factory.record(engine, Step, pledge, offered=Quantity.parse(text))

    there, back = (titles(client, f"sort={way}quantity") for way in ("", "-"))

    troops = ["Of 200 troops", "Of 300 troops"]
    euros, pounds = ["Of €5", "Of €9"], ["Of £1 a year", "Of £7"]
    assert there == [*troops, "Of 2 ships", *euros, *pounds, "Company 0"]
    assert back == [*troops[::-1], "Of 2 ships", *euros[::-1], *pounds, "Company 0"]


def test_an_order_does_what_it_says(client: TestClient, engine: Engine):
    [old, _] = factory.record_estonia(engine, 2)
    published = {"edtf": "2026-05-01", "basis": "stated"}
    new = factory.record(engine, Source, published=published, publisher="The Weekly")
    factory.record(engine, Citation, old, source_id=new.id)

    shown = page(client.get("/pledges?sort=-evidence"))

    orders = {each["value"]: each.text for each in shown.select("#filter-sort option")}
    assert orders["-evidence"] == "newest evidence: newest first"
    assert titles(client, "sort=-evidence") == ["Company 0", "Company 1"]
    assert titles(client, "sort=evidence") == ["Company 1", "Company 0"]
