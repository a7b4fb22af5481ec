"""The pages of links, and what they say on the pages of their ends."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.models import Assessment, Link
from tests import factory
from tests.markup import Element
from tests.page import page, plain_text


def open_stance(client: TestClient, text: str) -> Element:
    """The main part of the page of the stance that says something."""
    rows = page(client.get("/stances")).select("#stances tbody tr")
    [row] = [row for row in rows if text in plain_text(row.text)]
    return page(client.get(row.select_one("a")["href"])).select_one("main")


def words_of(shown: Element, selector: str) -> str:
    """The words of a part of a page."""
    return plain_text(shown.select_one(selector).text)


@pytest.mark.usefixtures("seeded")
def test_a_link_names_both_its_ends_and_each_end_the_link(client: TestClient):
    stance = open_stance(client, "Stayed away from the coalition’s discussions")

    link = page(client.get(stance.select_one("#ties a")["href"])).select_one("main")

    assert words_of(stance, "#ties li").startswith(
        "This contradicts the pledge A part in the taskforce"
    )
    assert plain_text(link.h1.text) == (
        "A stance (United States) contradicts a pledge (United States)"
    )
    assert words_of(link, "#fact-from_id dd").startswith("the stance Stayed away from")
    assert words_of(link, "#fact-to_id dd").startswith("the pledge A part in the taskforce")


@pytest.mark.both
@pytest.mark.parametrize(
    ("kind", "out", "back"),
    [
        ("adds to", "This adds to", "Added to by"),
        ("part of", "This is part of", "Contains"),
        ("repeats", "This repeats", "Repeated by"),
        ("contradicts", "This contradicts", "Contradicted by"),
        ("values", "This says the worth of", "Its worth is said by"),
        ("same declaration as", "Of the same declaration as", "Of the same declaration as"),
    ],
)
def test_a_link_is_told_from_both_of_its_ends(
    client: TestClient, engine: Engine, kind: str, out: str, back: str
):
    factory.record_estonia(engine)
    one, two = (factory.record(engine, Assessment, gist=gist) for gist in ("It is so.", "Not so."))
    factory.record(engine, Link, from_id=one.id, to_id=two.id, kind=kind)

    here, there = (page(client.get(f"/assessments/{each.id}")) for each in (one, two))

    assert words_of(here, "#ties li").startswith(f"{out} the assessment Not so.")
    assert words_of(there, "#ties li").startswith(f"{back} the assessment It is so.")


def test_a_link_to_a_part_of_a_thing_says_so(client: TestClient, engine: Engine):
    factory.record_estonia(engine)
    link = factory.record(engine, Link, from_id=5, to_id=3)

    shown = page(client.get(f"/links/{link.id}"))

    assert plain_text(shown.h1.text) == "Unclear: a part of a thing and a pledge (Estonia)"
    assert words_of(shown, "#fact-from_id dd") == "5"
