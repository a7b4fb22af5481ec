"""The list of stances."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.models import Stance
from tests import factory
from tests.markup import Element
from tests.page import page, plain_text


def titles(shown: Element) -> list[str]:
    """What the list holds."""
    return [plain_text(a.text) for a in shown.select("#stances tbody th a")]


def cells(shown: Element, code: str) -> dict[str, str]:
    """Where an actor stands, by proposition; without those it is silent on."""
    row = shown.select(f"#actor-{code} td:has(.cell)")
    return {cell["data-label"]: plain_text(cell.text) for cell in row}


def record_stance(engine: Engine, edtf: str, position: str, **facts: str) -> None:
    at = {"edtf": edtf, "basis": "stated"}
    factory.record(engine, Stance, actor_id=1, at=at, position=position, **facts)


@pytest.mark.both
@pytest.mark.usefixtures("seeded")
def test_the_table_has_the_latest_position_and_how_it_moved(client: TestClient):
    shown = page(client.get("/stances"))

    assert cells(shown, "us") == {
        "The force as such": "◇ undecided 20 Nov – 8 Dec 2025",
        "Own troops in Ukraine": "▽ declines own part by 8 Dec 2025",
        "Taking part in planning": (
            "◇ undecided c. Nov 2025 declines own part (by Oct 2025) → undecided"
        ),
        "Others' forces in Ukraine": "▼ opposes c. 20 Nov 2025",
        "Others' forces nearby": "▲ supports by 8 Dec 2025",
    }
    assert cells(shown, "ru") == {"Others' forces in Ukraine": "▼ opposes 24 Nov – 8 Dec 2025"}
    assert plain_text(shown.select_one("#silent").text) == (
        "No stance on record: About 20 countries, not named, Coalition of the Willing, Poland, "
        "Ukraine. That is neither for nor against."
    )
    assert "own forces nearby; own money; a US backstop" in shown.select_one("caption").text


@pytest.mark.usefixtures("seeded")
def test_a_cell_leads_to_exactly_its_stances(client: TestClient):
    shown = page(client.get("/stances"))
    cell = shown.select_one("#actor-us td[data-label='Taking part in planning'] a")

    listed = page(client.get(cell["href"]))

    assert titles(listed) == ["United States: taking part in planning"] * 2
    assert plain_text(listed.select_one("#question").text) == "Shown: 2 of 14 stances"


@pytest.mark.both
@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("actor=us&actor=fr", 9),
        ("actor=us&position=declines+own+part", 2),
        ("proposition=leading&proposition=the+force+as+such", 5),
        ("actor_kind=country", 14),
        ("speaker=Emmanuel+Macron", 4),
        ("source=10", 14),
        ("q=PEACEKEEPERS", 1),
        ("q=100%25", 0),
        ("actor=ee", 0),
    ],
)
def test_words_choose_stances(client: TestClient, query: str, count: int):
    shown = page(client.get(f"/stances?{query}"))

    assert len(titles(shown)) == count
    assert plain_text(shown.select_one("#question").text) == f"Shown: {count} of 14 stances"


@pytest.mark.usefixtures("seeded")
def test_a_position_that_has_moved_on_says_so_where_it_is_chosen(client: TestClient):
    shown = page(client.get("/stances?position=declines+own+part"))

    assert not shown.select("#positions")
    assert "since moved to undecided" in plain_text(shown.select_one("#stances").text)


@pytest.mark.usefixtures("seeded")
def test_each_word_can_be_taken_back(client: TestClient):
    shown = page(client.get("/stances?actor=us&actor=gb&q=planning&on=2026-01-01"))

    ways = {a["href"] for a in shown.select("ul.asked a")}

    assert ways == {
        "/stances?on=2026-01-01&actor=gb&q=planning",
        "/stances?on=2026-01-01&actor=us&q=planning",
        "/stances?on=2026-01-01&actor=us&actor=gb",
        "/stances?on=2026-01-01",
    }
    assert shown.select_one("#by-actor option[selected]")["value"] == "us"
    assert shown.select_one("form#filter input[name=actor]")["value"] == "gb"
    assert shown.select_one("form#filter input[name=on]")["value"] == "2026-01-01"


@pytest.mark.usefixtures("seeded")
def test_where_nothing_fits_it_says_what_to_take_back(client: TestClient):
    shown = page(client.get("/stances?actor=gb&position=opposes"))

    nothing = shown.select_one("#nothing")

    assert plain_text(nothing.text) == (
        "Nothing matches. Remove who: United Kingdom, position: opposes, or all filters."
    )
    assert [a["href"] for a in nothing.select("a")] == [
        "/stances?position=opposes", "/stances?actor=gb", "/stances",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("position=neutral", "Choose of: leads, supports, supports if"),
        ("actor=atlantis", "“atlantis” is nothing to choose for actor"),
        ("source=x", "nothing to choose for source"),
        ("sort=author", "Choose of: date, -date"),
        ("page=0", "give a number from 1 on"),
    ],
)
def test_a_bad_word_is_answered_with_those_that_are_accepted(
    client: TestClient, query: str, told: str
):
    assert told in plain_text(page(client.get(f"/stances?{query}"), 422).text)


def test_an_unknown_parameter_is_named(client: TestClient):
    shown = page(client.get("/stances?colour=red&q=x"))

    assert [code.text for code in shown.select("#moment code")] == ["colour"]


def test_nothing_recorded_says_nothing_of_the_world(client: TestClient):
    shown = page(client.get("/stances"))

    assert "No stance is on record" in shown.select_one("#nothing").text
    assert not shown.select("#silent")


@pytest.mark.both
def test_what_is_possibly_there_stands_apart_and_what_is_not_yet_is_left_out(
    client: TestClient, engine: Engine
):
    factory.record_estonia(engine)
    record_stance(engine, "2026-03-01", "undecided")
    record_stance(engine, "[2026-04-01..2026-06-01]", "supports")
    record_stance(engine, "2026-07-01", "opposes")
    record_stance(engine, "[2026-04-01..2026-06-01]", "supports", proposition="own money")

    shown = page(client.get("/stances?on=2026-05-01&sort=date"))

    maybe = "possibly by then supports (1 Apr – 1 Jun 2026)"
    assert cells(shown, "ee") == {
        "The force as such": f"◇ undecided 1 Mar 2026 {maybe}",
        "Own money": maybe,
    }
    told = [plain_text(td.text) for td in shown.select("#stances td[data-label=Position]")]
    assert told == [
        "◇ undecided uncited", "▲ supports possibly by then uncited",
        "▲ supports possibly by then uncited", "▼ opposes not there yet uncited",
    ]  # fmt: skip
    assert "There is one on record for everybody" in shown.select_one("#silent").text


def test_who_is_open_to_it_stands_between_support_and_indecision(
    client: TestClient, engine: Engine
):
    factory.record_estonia(engine)
    factory.record(engine, Stance, actor_id=1, position="open to", proposition="own money")

    shown = page(client.get("/stances"))

    assert cells(shown, "ee") == {"Own money": "◈ open to no date"}
    words = [
        row.select_one("th").text for row in page(client.get("/method")).select("#position tr")
    ]
    assert words[2:5] == ["supports if", "open to", "undecided"]


def test_what_is_undated_says_so_in_the_table(client: TestClient, engine: Engine):
    factory.record_estonia(engine)
    for position in ("undecided", "supports"):
        factory.record(engine, Stance, actor_id=1, position=position)

    told = cells(page(client.get("/stances")), "ee")["The force as such"]

    assert told == "▲ supports no date undecided (undated) → supports"


@pytest.mark.slow
@pytest.mark.measured
def test_a_hundred_stand_on_a_page(client: TestClient, engine: Engine):
    factory.record_estonia(engine)
    for _ in range(101):
        factory.record(engine, Stance, actor_id=1)

    first, second = page(client.get("/stances?actor=ee")), page(client.get("/stances?page=2"))

    assert (len(titles(first)), len(titles(second))) == (100, 1)
    assert first.select_one("a[rel=next]")["href"] == "/stances?actor=ee&page=2"
    page(client.get("/stances?page=3"), 404)


@pytest.mark.usefixtures("seeded")
def test_a_page_says_question_where_its_data_say_proposition(client: TestClient):
    asked = "?proposition=leading&position=leads"

    shown = page(client.get(f"/stances{asked}"))

    assert plain_text(shown.select_one(".asked li").text) == "question leading remove"
    assert shown.select_one("label[for=by-proposition]").text == "Question"
    data = client.get(f"/stances.json{asked}").json()
    assert data["question"] == "proposition: leading; position: leads"
