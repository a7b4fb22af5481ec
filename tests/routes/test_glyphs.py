"""Three signs for three things: a level, none by what is stated, and nothing recorded."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.models import Citation, Step
from tests import factory
from tests.page import page, plain_text

AMOUNT = {"low": 300, "qualifier": "exact", "unit": "troops"}


def signs(client: TestClient, address: str, row: str) -> list[str]:
    """What the drawing of a row shows: of how firm, how ready and how far."""
    glyph = page(client.get(address)).select_one(f"{row} svg.glyph")
    return [use["href"].removeprefix("#") for use in glyph.select("use")]


@pytest.mark.parametrize(
    ("facts", "drawn"),
    [
        ({}, ["circles-2", "squares-dots", "diamonds-dots"]),
        (
            {"readiness": "unspecified", "delivery": "none"},
            ["circles-2", "squares-0", "diamonds-0"],
        ),
        ({"offered": AMOUNT, "delivery": "partial"}, ["circles-2", "squares-1", "diamonds-1"]),
        ({"set_aside": AMOUNT, "delivered": AMOUNT}, ["circles-2", "squares-2", "diamonds-1"]),
    ],
    ids=str,
)
def test_not_recorded_stated_none_and_a_level_are_three_signs(
    client: TestClient, engine: Engine, facts: dict, drawn: list[str]
):
    [pledge] = factory.record_estonia(engine)
    factory.record(engine, Step, pledge, **facts)

    assert signs(client, "/countries/ee", "#pledge-3") == drawn
    assert signs(client, "/pledges", "#pledge-3") == drawn
    legend = plain_text(page(client.get("/countries/ee")).select_one(".legend").text)
    assert "How ready not recorded no size, type or amount given" in legend


@pytest.mark.parametrize(
    ("amount", "axis", "words"),
    [
        ("offered", "readiness", "Size or type given¶9"),
        ("set_aside", "readiness", "Units chosen¶9"),
        ("delivered", "delivery", "Partly deployed¶9"),
    ],
)
def test_what_an_amount_says_of_a_level_rests_on_the_passage_for_the_amount(
    client: TestClient, engine: Engine, amount: str, axis: str, words: str
):
    [pledge] = factory.record_estonia(engine)
    step = factory.record(engine, Step, pledge, bindingness=None, **{amount: AMOUNT})
    factory.record(engine, Citation, step, source_id=2, fact=amount, locator="¶9")

    shown = page(client.get("/pledges/3"))

    assert plain_text(shown.select_one(f"#{axis} dd").text).startswith(words)
