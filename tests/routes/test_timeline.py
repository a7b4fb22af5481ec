"""The timeline."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.models import Actor, Citation, Event, Pledge, Source, Step
from tests import factory
from tests.markup import Element
from tests.page import page, plain_text


def entries(shown: Element, selector: str = "") -> list[str]:
    """The entries, in their order."""
    return [plain_text(dd.text) for dd in shown.select(f"main {selector} dl.dated dd")]


def months(shown: Element) -> list[str]:
    """The months, in their order."""
    return [plain_text(h2.text) for h2 in shown.select("main section > h2")]


@pytest.mark.both
@pytest.mark.usefixtures("seeded")
def test_all_that_is_dated_stands_in_its_month(client: TestClient):
    first, second = page(client.get("/timeline")), page(client.get("/timeline?page=2"))

    assert months(first) == [
        "November 2025", "December 2025", "November 2026", "Only roughly dated",
    ]  # fmt: skip
    assert (len(entries(first)), len(entries(second))) == (87, 1)
    roughly = "\n".join(entries(first, "#only-roughly-dated"))
    for entry in (
        "Stance: United States: taking part in planning, declines own part",
        "Pledge announced: United Kingdom: Money for sending its own forces",
        "Step of a pledge: United Kingdom: Money for sending its own forces: "
        "declared, amount given, more than £100 million",
        "Step of a pledge: United Kingdom: Troops to be stationed in Ukraine: units chosen",
    ):
        assert entry in roughly
    november = "\n".join(entries(first, "#november-2025"))
    for entry in (
        "Event: Virtual meeting of the coalition",
        "Pledge announced: Türkiye (said by Emmanuel Macron): A part in the taskforce",
        "Step of a pledge: France: The force to be stationed in rear areas of Ukraine: declared",
    ):
        assert entry in november
    december = "\n".join(entries(first, "#december-2025"))
    for entry in (
        "Published: The Independent",
        "State of a condition: Ceasefire: unmet",
        "Assessment: Comparator by Leo Litra: 900 troops",
        "Assessment: Requirement by Leo Litra (paraphrase, uncertain): intelligence",
    ):
        assert entry in december
    assert entries(second) == ["Looked for: 14 of the searches"]
    assert second.select_one("dd a[href='/checks']")


@pytest.mark.both
@pytest.mark.usefixtures("seeded")
def test_checks_that_are_asked_for_are_told_one_by_one(client: TestClient):
    shown = page(client.get("/timeline?kind=check"))

    assert "Looked for: Poland, at sea: nothing found" in "\n".join(entries(shown))


@pytest.mark.usefixtures("seeded")
def test_what_only_a_source_says_of_a_pledge_is_told_with_it(client: TestClient):
    shown = page(client.get("/timeline?kind=pledge&actor=coalition"))

    assert (
        "Pledge announced: Coalition of the Willing (reported by The Independent): "
        "Protection of Ukraine’s airspace"
    ) in entries(shown)


@pytest.mark.parametrize(
    ("speaker", "publisher", "says"),
    [
        ("A. Person | B. Person", "The Daily", "said by A. Person | B. Person"),
        (None, "News|Week", "reported by News|Week"),
        (None, "~1 and ~0|~", "reported by ~1 and ~0|~"),
    ],
)
def test_a_name_is_told_as_it_is_whatever_signs_it_holds(
    client: TestClient, engine: Engine, speaker: str | None, publisher: str, says: str
):
    actor = factory.record(engine, Actor)
    source = factory.record(engine, Source, publisher=publisher)
    pledge = factory.record(engine, Pledge, actor_id=actor.id)
    step = factory.record(engine, Step, pledge)
    factory.record(engine, Citation, step, source_id=source.id, speaker=speaker)

    shown = page(client.get("/timeline?kind=step"))

    [entry] = entries(shown)
    assert entry.startswith(f"Step of a pledge: Estonia ({says}): ")


@pytest.mark.usefixtures("seeded")
def test_an_uncertain_date_is_told_as_uncertain(client: TestClient):
    shown = page(client.get("/timeline"))

    dates = [plain_text(dt.text) for dt in shown.select("#november-2025 dt")]

    assert "c. 20 Nov 2025 date inferred" in dates
    assert "25 Nov 2025? date inferred" in dates


@pytest.mark.both
@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("kind=source", 1),
        ("kind=check&kind=circumstance", 32),
        ("kind=step&actor=gb", 5),
        ("kind=step&domain=funding", 1),
        ("kind=step&speaker=John+Healey", 2),
        ("kind=event&actor=us", 4),
        ("kind=source&actor=gb", 0),
        ("kind=source&source=10", 1),
        ("kind=source&source=11", 0),
        ("proposition=leading", 2),
        ("capability=presence", 6),
        ("q=independent&kind=source", 1),
        ("position=opposes", 2),
    ],
)
def test_words_choose_what_is_shown(client: TestClient, query: str, count: int):
    shown = page(client.get(f"/timeline?{query}"))

    assert len(entries(shown)) == count
    assert plain_text(shown.select_one("#question").text).startswith(f"Shown: {count} entr")


@pytest.mark.both
@pytest.mark.usefixtures("seeded")
def test_the_newest_can_be_first(client: TestClient):
    shown = page(client.get("/timeline?sort=-date"))

    assert months(shown)[0] == "November 2026"
    assert "newest first" in plain_text(shown.select_one(".line").text)


@pytest.mark.both
def test_what_nothing_dates_comes_last_in_either_order(client: TestClient, engine: Engine):
    factory.record_estonia(engine)
    old = factory.record(engine, Source, published=None)
    factory.record(engine, Event, title="Some day")
    cited = factory.record(engine, Event, title="Told in March")
    factory.record(engine, Citation, cited, source_id=2)

    for sort in ("date", "-date"):
        shown = page(client.get(f"/timeline?sort={sort}"))
        assert months(shown)[-1] == "Without a date"
        assert "Nothing says when these were" in shown.select_one("#undated p").text
        assert sorted(entries(shown, "#undated")) == ["Event: Some day", "Published: The Daily"]
    march = plain_text(shown.select_one("#march-2026").text)
    assert "1 Mar 2026 as old as its source Event: Told in March" in march
    assert shown.select_one(f"#source-{old.id} a[href='/sources/{old.id}']")


def test_a_day_before_says_what_was_not_there_yet(client: TestClient, engine: Engine):
    [pledge] = factory.record_estonia(engine)
    quiet = {"bindingness": None, "delivery": "none", "readiness": "unspecified"}
    factory.record(engine, Step, pledge, at={"edtf": "2026-07", "basis": "stated"}, **quiet)
    day = {"edtf": "[2026-05-01..2026-06-01]", "basis": "stated"}
    factory.record(engine, Event, at=day)

    shown = page(client.get("/timeline?on=2026-05-09"))

    dates = [plain_text(dt.text) for dt in shown.select("dl.dated dt")]
    assert dates == [
        "1 Feb 2026", "1 Mar 2026", "1 May – 1 Jun 2026 possibly by then", "Jul 2026 not there yet",
    ]  # fmt: skip
    assert entries(shown, "#july-2026") == [
        "Step of a pledge: Estonia: Company 0: "
        "no size, type or amount given, no deployment or payment reported"
    ]


def test_nothing_at_all_says_so(client: TestClient):
    assert "No entry is on record" in page(client.get("/timeline")).text
