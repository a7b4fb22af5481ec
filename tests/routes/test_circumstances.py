"""The list of circumstances."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.models import Circumstance, Citation
from tests import factory
from tests.markup import Element
from tests.page import page, plain_text


def states(shown: Element) -> dict[str, str]:
    """What the table says, by kind."""
    return {
        plain_text(next(row.select_one("th").strings)): plain_text(row.select_one("td").text)
        for row in shown.select("#standing tbody tr")
    }


def record_state(engine: Engine, edtf: str, state: str, **facts: object) -> None:
    factory.record(engine, Circumstance, at={"edtf": edtf, "basis": "stated"}, state=state, **facts)


@pytest.mark.usefixtures("seeded")
def test_what_nobody_has_recorded_is_unknown(client: TestClient):
    shown = page(client.get("/circumstances"))

    assert list(states(shown)) == [
        "Ceasefire", "Peace agreement", "Terms agreed by both sides", "Russian acquiescence",
    ]  # fmt: skip
    silent = [plain_text(a.text) for a in shown.select("#silent a")]
    assert len(silent) == 8
    assert {"Host consent", "US backstop", "Parliamentary approval"} <= set(silent)
    assert "with nothing recorded: unknown" in shown.select_one("#silent summary").text


@pytest.mark.usefixtures("seeded")
def test_a_state_is_told_with_the_day_of_its_report_and_its_basis(client: TestClient):
    told = states(page(client.get("/circumstances")))

    assert told["Ceasefire"].startswith("unmet, as reported by 8 Dec 2025")
    assert "That there was no ceasefire is inferred from the text" in told["Ceasefire"]


@pytest.mark.both
@pytest.mark.usefixtures("seeded")
def test_words_choose_circumstances(client: TestClient):
    kinds = page(client.get("/circumstances?kind=ceasefire&kind=host+consent"))
    spoken = page(client.get("/circumstances?speaker=Kremlin"))
    silent = page(client.get("/circumstances?actor=gb"))

    assert list(states(kinds)) == ["Ceasefire"]
    assert [plain_text(a.text) for a in kinds.select("#silent a")] == ["Host consent"]
    assert [plain_text(li.select_one("a").text) for li in spoken.select("main ul.log li")] == [
        "Russian acquiescence: unmet"
    ]
    assert "Nothing matches" in silent.select_one("#nothing").text
    page(client.get("/circumstances?kind=location"), 422)


@pytest.mark.both
def test_the_state_is_that_of_the_day_and_the_others_stand_beside(
    client: TestClient, engine: Engine
):
    factory.record_estonia(engine)
    record_state(engine, "2026-03-01", "unmet")
    record_state(engine, "2026-05-01", "met")
    record_state(engine, "[2026-05-05..2026-06-05]", "partly")
    approval = {"kind": "parliamentary approval", "actor_id": 1}
    record_state(engine, "2026-07-01", "met", **approval)

    before, after = (page(client.get(f"/circumstances?on=2026-0{day}")) for day in ("4-01", "5-09"))

    assert states(before)["Ceasefire"].startswith("unmet")
    assert states(after)["Ceasefire"].startswith("met")
    row = plain_text(after.select_one("#standing tbody tr").text)
    assert "partly 5 May – 5 Jun 2026 possibly by then; unmet 1 Mar 2026" in row
    assert states(after)["Parliamentary approval"].startswith("unknownnothing recorded")
    assert "of Estonia" in plain_text(after.select("#standing tbody tr")[1].text)


def test_a_state_shows_what_it_rests_on(client: TestClient, engine: Engine):
    factory.record_estonia(engine)
    quiet = factory.record(engine, Circumstance)
    factory.record(engine, Citation, quiet, source_id=2, locator="p. 9")

    shown = page(client.get("/circumstances"))

    assert "p. 9" in states(shown)["Ceasefire"]
    assert "as old as its source" in shown.select_one("#standing").text
