"""What the pages of countries and groups answer, on the register as its seed tells it."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.models import Actor, Pledge, Source
from tests import factory
from tests.markup import Element
from tests.page import page, plain_text

pytestmark = pytest.mark.usefixtures("seeded")


def row(shown: Element, title: str, section: str) -> dict[str, str]:
    """The cells of a pledge's row in a section, by their labels."""
    [found] = [
        row
        for row in shown.select(f"#{section} tbody tr")
        if plain_text(row.select_one("th a").text) == title
    ]
    cells = {cell["data-label"]: plain_text(cell.text) for cell in found.select("td")}
    return cells | {"Pledge": plain_text(found.select_one("th").text)}


def titles(shown: Element, section: str) -> list[str]:
    """What a section lists; nothing when the page has no such section."""
    return [plain_text(a.text) for a in shown.select(f"#{section} tbody th a:not(.mark)")]


def test_britain_s_troops_are_told_with_all_an_analyst_asks(client: TestClient):
    shown = page(client.get("/countries/gb"))

    told = row(shown, "Troops to be stationed in Ukraine", "own")

    assert told["Pledge"].startswith(
        "Troops to be stationed in Ukraine Land · presence where: Ukraine"
    )
    assert told["How much"].startswith("no number of troops given")
    assert told["Status"].startswith("Declared¶18")
    assert "units chosen, says John Healey¶18" in told["Status"]
    assert "a ceasefire before deployment" in told["Waits for"]
    assert told["Who says so"] == "Downing Street¶18for the United Kingdom"
    assert "says John Healey" in told["Waits for"]
    assert told["When said"] == ("no later than its source, 8 Dec 2025 undatedfirst by 20 Nov 2025")
    assert "The evidence for each of these is about a year old: unconfirmed lately." in plain_text(
        shown.select_one("#own p").text
    )


def test_britain_s_money_is_a_lower_bound_that_waits(client: TestClient):
    told = row(page(client.get("/countries/gb")), "Money for sending its own forces", "own")

    assert told["How much"] == "more than £100 million¶18"
    assert told["Status"].startswith("Declared · amount given")
    assert told["Waits for"].startswith("waits for a ceasefire")
    assert told["Who says so"].startswith("John Healey¶18defence secretary")


def test_the_line_under_the_name_answers_the_page_s_question(client: TestClient):
    line = plain_text(page(client.get("/countries/gb")).select_one(".line").text)

    assert line.startswith("Offers troops, money for its own deployment and planning.")
    assert "Troops and money for its own deployment wait for a ceasefire." in line
    assert "No number of troops has been given." in line
    assert (
        "No deployment or payment is reported; the newest evidence is from 8 December 2025" in line
    )


def test_every_mark_opens_a_passage_with_its_source_its_speaker_and_its_gist(client: TestClient):
    shown = page(client.get("/countries/gb"))

    marks = {mark["href"][1:] for mark in shown.select("main .mark")}

    assert marks
    for passage in (shown.select_one(f"#{each}.passage") for each in marks):
        assert "The Independent" in passage.text
        assert passage.select_one(".said")
        assert passage.select_one("a[href^='/passages/']")
    assert client.get(shown.select_one(".passage a[href^='/passages/']")["href"]).status_code == 200


def test_no_sea_pledge_is_shown_as_türkiye_s_own(client: TestClient):
    shown = page(client.get("/countries/tr"))

    assert titles(shown, "own") == []
    [sea] = [title for title in titles(shown, "others") if "naval" in title]
    told = row(shown, sea, "others")
    assert "Emmanuel Macron" in told["Who says so"]
    assert "not confirmed by Türkiye" in told["Who says so"]
    assert "No offer of its own" in shown.select_one(".line").text


def test_poland_offers_nothing_and_nobody_names_it(client: TestClient):
    shown = page(client.get("/countries/pl"))

    assert titles(shown, "own") == []
    assert titles(shown, "others") == []
    assert plain_text(shown.select_one(".line").text).startswith(
        "No pledge is on record; somebody last looked on 22 November 2026"
    )


def test_what_others_say_stands_apart_from_what_a_country_says(client: TestClient):
    shown = page(client.get("/countries/gb"))

    assert len(titles(shown, "own")) == 3
    assert titles(shown, "others") == [
        "Leading the drive for the force, and its taskforce, with France"
    ]


def test_what_is_not_known_is_said(client: TestClient):
    unknown = plain_text(page(client.get("/countries/gb")).select_one("#unknown").text)

    assert "no figure is on record" in unknown
    assert "are not named" in unknown


@pytest.mark.slow
def test_about_twenty_countries_are_one_group(client: TestClient):
    shown = page(client.get("/groups"))

    assert len(shown.select("main a[href='/groups/around-20']")) == 1
    group = page(client.get("/groups/around-20"))
    assert "about 20" in plain_text(group.select_one(".lead").text)
    assert titles(group, "own") == []
    assert len(titles(group, "others")) == 1


def test_the_coalition_s_words_stay_words(client: TestClient):
    assert "“small number” of troops" in plain_text(page(client.get("/groups/coalition")).text)


@pytest.mark.slow
def test_the_countries_on_record_are_listed_and_all_others_can_be_reached(client: TestClient):
    shown = page(client.get("/countries"))

    for code in ("gb", "fr", "tr", "us", "ua", "ru", "pl", "de"):
        assert shown.select(f"main a[href='/countries/{code}']")
    assert not shown.select("main a[href*='coalition']")


def test_a_country_with_nothing_recorded_has_a_page_that_says_so(client: TestClient):
    shown = page(client.get("/countries/de"))

    assert shown.h1.text == "Germany"
    assert "nothing" in plain_text(shown.text).lower()


@pytest.mark.parametrize("path", ["/countries/coalition", "/groups/gb", "/groups/nobody"])
def test_a_country_is_no_group_and_a_group_no_country(client: TestClient, path: str):
    page(client.get(path), 404)
    page(client.get(f"{path}/history"), 404)


@pytest.mark.slow
def test_a_retracted_country_is_gone_until_it_is_recorded_again(client: TestClient, engine: Engine):
    finland = factory.record(engine, Actor, code="fi", name="Finland")
    factory.retract(engine, finland)

    page(client.get("/countries/fi"), 410)
    assert page(client.get("/countries/fi?as_of=r2")).h1.text == "Finland"
    assert "othing" in page(client.get("/countries/fi?as_of=r1")).select_one("main").text


def test_a_group_retracted_or_yet_to_come_says_so(client: TestClient, engine: Engine):
    nordic = factory.record(engine, Actor, code="nordic", name="Nordic countries", kind="group")
    factory.retract(engine, nordic)

    page(client.get("/groups/nordic"), 410)
    assert "r2" in page(client.get("/groups/nordic?as_of=r1"), 404).text
    assert "history" in page(client.get("/groups/nordic/history")).h1.text.lower()


@pytest.mark.slow
def test_the_overview_says_how_many_more_a_cell_has_and_leads_to_all(
    client: TestClient, engine: Engine
):
    factory.record_estonia(engine, 5)

    [tile] = page(client.get("/")).select("#actor-ee a.tile")

    assert tile.select_one("i").text == "+4"
    assert len(page(client.get(tile["href"])).select("#pledges tr[id^=pledge-]")) == 5


def test_a_pledge_that_is_not_there_yet_on_the_day_is_not_offered(client: TestClient):
    shown = page(client.get("/countries/fr?on=2025-01-01"))

    line = plain_text(shown.select_one(".line").text)
    assert line.startswith("No pledge is on record by this day, and nobody has looked for one.")
    assert "Recorded, and said later: 2 pledges and 3 positions." in line
    assert "As the world stood on 1 Jan 2025" in plain_text(shown.select_one("#moment").text)


def test_what_is_possibly_there_by_then_is_said_to_be(client: TestClient):
    assert "possibly" in plain_text(page(client.get("/groups/coalition?on=2025-11-27")).text)


def test_the_moment_stays_while_one_walks_and_can_be_left(client: TestClient):
    shown = page(client.get("/countries/gb?as_of=r1&on=2025-12-31"))

    own = [a["href"] for a in shown.select("nav a, main a") if a["href"].startswith("/")]
    assert all("as_of=r1&on=2025-12-31" in href for href in own)
    assert shown.select_one("#moment a[href='/countries/gb']")


@pytest.mark.slow
def test_a_page_at_a_moment_is_not_for_search_engines_and_names_the_one_that_is(client: TestClient):
    then, now = page(client.get("/countries/gb?as_of=r1")), page(client.get("/countries/gb"))

    assert then.select_one("meta[name=robots]")["content"] == "noindex"
    assert not now.select("meta[name=robots]")
    for shown in (then, now):
        canonical = shown.select_one("link[rel=canonical]")["href"]
        assert canonical == "http://127.0.0.1:8000/countries/gb"


@pytest.mark.slow
def test_a_value_without_a_citation_is_flagged(client: TestClient, engine: Engine):
    factory.record(engine, Pledge, actor_id=1, title="Something uncited")

    assert "uncited" in page(client.get("/pledges")).text


def test_a_repost_does_not_make_the_evidence_any_newer(client: TestClient, engine: Engine):
    before = page(client.get("/")).select_one("#moment .old").text
    new = {"edtf": "2026-11-01", "basis": "stated"}
    factory.record(engine, Source, origin_id=10, published=new)

    assert page(client.get("/")).select_one("#moment .old").text == before
