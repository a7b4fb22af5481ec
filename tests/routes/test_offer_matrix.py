"""The tile matrix on its pages: each tile leads to exactly its rows, its caveat travels along."""

import csv
from xml.etree import ElementTree as ET

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.models import Actor, Condition, Stance, Step
from app.routes.offer_matrix import short_name
from tests import factory
from tests.page import page, plain_text
from tests.routes.tiles import check_tiles

SVG = "{http://www.w3.org/2000/svg}"


def names(client: TestClient, address: str) -> list[str]:
    """Who stands in the rows of a matrix, from above."""
    shown = page(client.get(address))
    return [row["id"].removeprefix("actor-") for row in shown.select("#offers tbody tr[id]")]


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("query", ["", "?on=2025-11-26", "?as_of=r1&sort=name"])
def test_each_tile_of_the_seed_leads_to_exactly_its_rows(client: TestClient, query: str):
    assert check_tiles(client, "/", query) >= 5


def test_what_is_said_later_is_behind_no_tile(client: TestClient, engine: Engine):
    pledges = factory.record_estonia(engine, 2)
    late = {"edtf": "2026-05-20", "basis": "stated"}
    factory.record(engine, Step, pledges[0], at=late, bindingness="formal")
    step = factory.entity(engine, 11)
    factory.revise(engine, step, at=late)

    assert check_tiles(client, "/", "?on=2026-05-10") == 1
    [tile] = page(client.get("/?on=2026-05-10")).select("a.tile")
    assert tile["href"].endswith("&by_then=counts&by_then=possibly&on=2026-05-10")
    [way] = page(client.get("/?on=2026-05-10")).select("#offers .ways a[href^='/pledges.csv']")
    assert len(list(csv.DictReader(client.get(way["href"]).text.splitlines()))) == 1


def test_one_of_two_alternatives_is_waited_for(client: TestClient, engine: Engine):
    [pledge] = factory.record_estonia(engine)
    either = {"alternative_to_id": 7, "kind": "UN/OSCE mandate"}
    factory.record(engine, Condition, pledge, **either)

    row = page(client.get("/")).select_one("#actor-ee")

    assert "waits for either " in row.select_one("a.tile")["title"]
    assert row.select_one(".waits-for").text == "parliamentary approval or UN/OSCE mandate"


@pytest.mark.parametrize("offers", [0, 1])
def test_where_nothing_is_offered_the_first_page_says_what_is_declined(
    client: TestClient, engine: Engine, offers: int
):
    factory.record_estonia(engine, offers)
    declined = {"actor_id": 1, "position": "declines own part"}
    stance = factory.record(engine, Stance, **declined, proposition="own money")
    factory.record(engine, Stance, **declined, proposition="leading")

    [told] = page(client.get("/")).select("#actor-ee a[href^='/stances/']")

    assert (told.text, told["title"], told["href"]) == (
        "declines",
        "as recorded, declines own money",
        f"/stances/{stance.id}",
    )


@pytest.mark.usefixtures("seeded")
def test_rows_are_sorted_as_the_address_asks(client: TestClient):
    assert names(client, "/")[:2] == ["gb", "fr"]
    assert names(client, "/?sort=name")[:2] == ["fr", "tr"]
    assert names(client, "/pictures/offers?sort=name") == names(client, "/?sort=name")
    links = page(client.get("/?sort=name&on=2026-01-01")).select("#offers .sorting a")
    assert [each["href"] for each in links] == [
        "/?on=2026-01-01",
        "/?sort=readiness&on=2026-01-01",
        "/?sort=age&on=2026-01-01",
    ]


@pytest.mark.parametrize("path", ["/", "/pictures/offers", "/pictures/offers.svg"])
def test_an_order_that_is_none_is_refused(client: TestClient, path: str):
    answer = client.get(f"{path}?sort=size")

    assert answer.status_code == 422
    assert "Choose of: firmness, readiness, age, name." in answer.text


def test_a_file_takes_no_other_question(client: TestClient):
    answer = client.get("/pictures/offers.svg?colour=red")

    assert answer.status_code == 422
    assert "“colour” is nothing to ask for here" in answer.text


@pytest.mark.usefixtures("seeded")
def test_a_picture_has_a_page_and_a_file_of_the_same_question(client: TestClient):
    shown = page(client.get("/pictures/offers?sort=age&on=2026-01-01"))

    ways = {plain_text(each.text): each["href"] for each in shown.select("#offers .ways a")}
    assert ways == {
        "SVG": "/pictures/offers.svg?sort=age&on=2026-01-01",
        "CSV": "/pledges.csv?on=2026-01-01",
    }
    answer = client.get(ways["SVG"])
    drawing = ET.fromstring(answer.text)
    assert answer.headers["Content-Type"].startswith("image/svg+xml")
    assert answer.headers["Commitments-Revision"].startswith("r1")
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    texts = " ".join(each.text or "" for each in drawing.iter(f"{SVG}text"))
    assert "Who offers what to a force for Ukraine as of r1 · 1 Jan 2026 · 1 source" in texts
    assert plain_text(shown.select_one("#offers .caveat").text)[:60] in texts
    assert "/pictures/offers?sort=age&as_of=r1&on=2026-01-01" in texts
    heads = [plain_text(each.text) for each in shown.select("#offers thead th b")]
    assert f"Land {heads[0]} Air {heads[1]} Sea {heads[2]}" in texts


@pytest.mark.parametrize("path", ["/", "/pictures/offers", "/pictures/offers.svg"])
def test_before_the_first_revision_a_matrix_is_empty(client: TestClient, engine: Engine, path: str):
    factory.record_estonia(engine)

    answer = client.get(f"{path}?as_of=r0")

    assert answer.status_code == 200
    assert "Estonia" not in answer.text
    assert "Company 0" not in answer.text


@pytest.mark.parametrize(
    ("name", "kind", "aliases", "short"),
    [
        ("United Kingdom", "country", ["Britain", "UK", "GBR"], "UK"),
        ("Türkiye", "country", ["Turkey"], ""),
        ("Coalition of the Willing", "coalition", [], "Coalition"),
        ("About 20 countries, not named", "group", [], "About 20 countries"),
        ("Nordics", "group", ["N5"], ""),
    ],
)
def test_a_short_name_is_part_of_the_name_or_letters_for_it(
    name: str, kind: str, aliases: list[str], short: str
):
    assert short_name(Actor(name=name, kind=kind, aliases=aliases)) == short
