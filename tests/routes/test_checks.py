"""The list of checks."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.models import Check
from tests import factory
from tests.markup import Element
from tests.page import page, plain_text


def cells(shown: Element, code: str) -> list[str]:
    """The row of an actor."""
    return [plain_text(td.text) for td in shown.select(f"#actor-{code} td")]


@pytest.mark.usefixtures("seeded")
def test_three_signs_say_what_is_known_of_each(client: TestClient):
    shown = page(client.get("/checks"))

    assert cells(shown, "gb")[:3] == [
        "✓ something new22 Nov 2026", "–nothing found22 Nov 2026", "–nothing found22 Nov 2026",
    ]  # fmt: skip
    assert cells(shown, "coalition")[:4] == [
        "no search of its own; 1 on record", "no search of its own; 2 on record",
        "?not looked at", "?not looked at",
    ]  # fmt: skip
    assert cells(shown, "tr")[2] == "✓ something new: only what others say22 Nov 2026"
    assert plain_text(shown.select_one("#gaps").text) == (
        "Not looked at: About 20 countries, not named (all four); "
        "Coalition of the Willing (all four)."
    )
    assert len(shown.select("#checks tbody tr")) == 28


@pytest.mark.usefixtures("seeded")
def test_a_cell_leads_to_exactly_its_checks(client: TestClient):
    shown = page(client.get("/checks"))

    listed = page(client.get(shown.select_one("#actor-tr td[data-label=Sea] a")["href"]))

    assert [plain_text(a.text) for a in listed.select("#checks th a")] == ["Türkiye: sea"]
    assert not listed.select("#matrix")


@pytest.mark.both
@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("actor=gb&domain=land&domain=sea", 2),
        ("domain=training", 0),
        ("proposition=own+money", 0),
        ("q=independent&actor=pl", 4),
        ("actor_kind=group", 0),
    ],
)
def test_words_choose_checks(client: TestClient, query: str, count: int):
    shown = page(client.get(f"/checks?{query}"))

    assert len(shown.select("#checks tbody tr")) == count


@pytest.mark.both
@pytest.mark.usefixtures("seeded")
def test_the_table_is_of_the_actors_that_are_asked_for(client: TestClient):
    shown = page(client.get("/checks?actor=gb&actor=coalition&actor_kind=country"))

    assert [row["id"] for row in shown.select("#matrix tbody tr")] == ["actor-gb"]
    assert "Somebody has looked for each" in shown.select_one("#gaps").text


def test_a_check_counts_from_its_day_on(client: TestClient, engine: Engine):
    factory.record_estonia(engine)
    for topic, day, found in (
        *(("sea", 1, "nothing"), ("sea", 9, "something new")),
        ("own money", 2, "still so"),
    ):
        on = f"2026-05-0{day}"
        factory.record(engine, Check, actor_id=1, topic=topic, checked_on=on, found=found)
    factory.record(engine, Check, actor_id=1, topic="training", checked_on="2026-05-02")

    early, late = (page(client.get(f"/checks?on=2026-05-0{day}&sort=date")) for day in (5, 9))

    assert cells(early, "ee") == [
        "no search of its own; 1 on record", "?not looked at",
        "–nothing found1 May 2026", "?not looked at",
        "training: nothing found; own money: still so",
    ]  # fmt: skip
    assert cells(late, "ee")[2] == "✓ something new9 May 2026"
    assert "Estonia (land, air, funding)" in plain_text(early.select_one("#gaps").text)
    told = [plain_text(td.text) for td in early.select("#checks td[data-label=Found]")]
    assert told == [
        "nothing found", "nothing found", "still so", "something new not looked at yet on this day",
    ]  # fmt: skip
