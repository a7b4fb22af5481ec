"""The list of assessments."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.models import Assessment, Condition, Pledge
from tests import factory
from tests.markup import Element
from tests.page import page, plain_text


def rows(shown: Element, selector: str) -> list[str]:
    """The first cells of a part of the list."""
    return [
        plain_text(th.select_one("a").text) for th in shown.select(f"{selector} tbody tr[id] th")
    ]


@pytest.mark.usefixtures("seeded")
def test_estimates_stand_beside_past_missions_as_they_were_stated(client: TestClient):
    shown = page(client.get("/assessments"))

    assert rows(shown, "#sizes") == [
        "20,000 to 100,000 troops", "No figure", "“thousands” of troops", "No figure",
        "“5,000 troops”", "“900 American instructors”",
    ]  # fmt: skip
    assert "from 0 to 100,000 troops" in shown.select_one("#sizes caption").text
    assert len(shown.select("#sizes svg.extent")) == 3
    assert "60,000" not in shown.text
    assert "105,900" not in shown.text
    assert "unnamed analysts" in shown.select_one("#sizes").text


@pytest.mark.usefixtures("seeded")
def test_the_kinds_stand_apart(client: TestClient):
    shown = page(client.get("/assessments"))

    assert [plain_text(h2.text) for h2 in shown.select("main section > h2")] == [
        "How large: estimates, beside past missions",
        "What is said to be needed",
        "What is expected, or thought right",
        "What it is for",
        "Passages",
    ]
    needs = shown.select_one("#requirements")
    assert len(needs.select("tbody tr")) == 3
    assert "asked of United States" in plain_text(needs.text)
    assert needs.select_one("a[href='/pledges?capability=surveillance']")
    assert "Only if: both sides must be able to agree on terms (unmet)" in plain_text(shown.text)


@pytest.mark.both
@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("kind=estimate", 4),
        ("kind=estimate&kind=comparator", 6),
        ("capability=air+defence", 1),
        ("domain=air", 1),
        ("actor=us", 6),
        ("q=litra", 6),
        ("kind=purpose&actor=us", 0),
    ],
)
def test_words_choose_assessments(client: TestClient, query: str, count: int):
    shown = page(client.get(f"/assessments?{query}"))

    assert len(shown.select("main tbody tr[id]")) == count
    assert plain_text(shown.select_one("#question").text) == f"Shown: {count} of 24 assessments"


@pytest.mark.both
@pytest.mark.usefixtures("seeded")
def test_the_order_of_dates_can_be_asked_for(client: TestClient):
    shown = page(client.get("/assessments?kind=estimate&sort=date"))

    assert rows(shown, "#sizes")[1] == "20,000 to 100,000 troops"


def test_open_figures_are_drawn_to_their_end(client: TestClient, engine: Engine):
    factory.record_estonia(engine)
    for low, high, qualifier in ((40, None, "at least"), (None, 100, "up to")):
        figure = {"low": low, "high": high, "qualifier": qualifier, "unit": "ships"}
        factory.record(engine, Assessment, kind="estimate", quantity=figure)
    factory.record(engine, Assessment, kind="estimate")
    factory.record(
        engine,
        Assessment,
        kind="estimate",
        quantity={"qualifier": "unstated", "words": "a regiment"},
    )

    shown = page(client.get("/assessments"))

    drawn = [path["d"] for path in shown.select("#sizes svg path.core")]
    assert drawn == ["M0.0 0H100.0V6H0.0z", "M40.0 0H100.0V6H40.0z"]
    assert rows(shown, "#sizes") == [
        *("up to 100 ships", "at least 40 ships"),
        *("No figure", "“a regiment”"),
    ]


def test_a_judgement_is_shown_with_its_quantity_and_limits(client: TestClient, engine: Engine):
    factory.record_estonia(engine)
    figure = {"low": 3, "high": 3, "qualifier": "exact", "unit": "ships"}
    judged = factory.record(engine, Assessment, domain="sea", quantity=figure, about_actor_id=1)
    factory.record(engine, Condition, judged, kind="role", gate=None, words="for patrols")
    factory.record(engine, Assessment, at={"edtf": "2027", "basis": "stated"})

    told = plain_text(page(client.get("/assessments")).select_one("#judgements").text)

    assert "3 ships" in told
    assert "Only if: for patrols" in told
    assert "about Estonia" in told
    assert "not there yet" in told


def test_offers_that_meet_a_need_are_found_from_it(client: TestClient, engine: Engine):
    factory.record_estonia(engine)
    patriots = {"domain": "land", "capability": "ground-based air defence"}
    pledge = factory.record(engine, Pledge, actor_id=1, title="Two Patriot batteries", **patriots)
    need = {"kind": "requirement", "domain": "enabling", "capability": "air defence"}
    factory.record(engine, Assessment, **need)

    shown = page(client.get("/assessments")).select_one("#requirements")
    [way] = [a["href"] for a in shown.select("a[href^='/pledges?']")]
    offers = page(client.get(way))

    assert "air defence, met also by ground-based air defence or fighters" in plain_text(shown.text)
    assert [row["id"] for row in offers.select("#pledges tr[id^=pledge-]")] == [
        f"pledge-{pledge.id}"
    ]
    asked = page(client.get("/pledges?capability=fighters"))
    assert asked.select("#pledges tr[id^=pledge-]") == []
    boxes = [plain_text(label.text) for label in page(client.get("/pledges")).select("label")]
    assert "air defence, met also by ground-based air defence or fighters 1" in boxes
