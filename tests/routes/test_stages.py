"""What is offered, set aside and delivered on the pages, in the lists and in the files."""

import csv
import json

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.models import Citation, Pledge, Step
from app.models.quantity import Quantity
from app.spine.versioned import Entity
from tests import factory, form_client
from tests.accounts import signed_in_browser
from tests.page import page, plain_text


def amounts(**texts: str) -> dict[str, Quantity]:
    return {name: Quantity.parse(text) for name, text in texts.items()}


def day(edtf: str) -> dict[str, str]:
    return {"edtf": edtf, "basis": "stated"}


def pay(engine: Engine) -> Entity:
    """€1bn that Estonia lends over four years, of which €120m are paid: r1 to r4, pledge 3."""
    [pledge] = factory.record_estonia(engine)
    period = {"edtf": "2026/2029", "basis": "stated", "words": "over four years"}
    money = {"domain": "funding", "capability": None, "instrument": "loan", "period": period}
    factory.revise(engine, pledge, **money)
    offered = amounts(offered="€1 billion")
    factory.record(engine, Step, pledge, bindingness=None, at=day("2026-03-01"), **offered)
    paid = factory.record(
        engine, Step, pledge, bindingness=None, delivery="partial", at=day("2026-04-01"),
        **amounts(delivered="€120 million"),
    )  # fmt: skip
    factory.record(engine, Citation, paid, source_id=2, fact="delivered", locator="¶9")
    return pledge


@pytest.mark.parametrize("address", ["/pledges/3", "/pledges", "/countries/ee", "/"])
def test_pages_say_what_is_offered_and_what_is_delivered(
    client: TestClient, engine: Engine, address: str
):
    pay(engine)

    shown = plain_text(page(client.get(address)).select_one("main").text)

    assert "€1 billion offered" in shown
    assert "€120 million delivered" in shown
    assert "No deployment or payment is reported" not in shown


def test_each_amount_has_the_marks_of_its_own_step(client: TestClient, engine: Engine):
    pay(engine)

    shown = page(client.get("/pledges/3")).select_one("#amount dd")

    assert plain_text(shown.text) == "€1 billion offered uncited · €120 million delivered¶9"


def test_a_pledge_of_money_says_its_instrument_and_the_time_that_it_covers(
    client: TestClient, engine: Engine
):
    pay(engine)

    shown = page(client.get("/pledges/3"))

    assert plain_text(shown.select_one("#instrument dd").text).startswith("Loan")
    assert plain_text(shown.select_one("#period dd").text).startswith("from 2026 to 2029")
    assert "over four years" in plain_text(shown.select_one("#period").text)
    row = plain_text(page(client.get("/pledges")).select_one("#pledge-3").text)
    assert "Funding · loan" in row
    assert "covers: 2026 to 2029" in row


def test_the_first_page_has_a_column_for_each_stage(client: TestClient, engine: Engine):
    pay(engine)

    shown = page(client.get("/"))

    cells = [plain_text(cell.text) for cell in shown.select("#stages-funding > *")]
    assert cells[0] == "Money"
    assert cells[1].startswith("€1 billion")
    assert cells[2:] == ["no amount on record", "€120 million"]
    assert "offered: €1 billion" in plain_text(shown.select_one("#total-funding").text)


@pytest.mark.usefixtures("seeded")
def test_the_first_page_has_no_columns_for_what_nobody_states(client: TestClient):
    shown = page(client.get("/"))

    assert shown.select_one("#stages") is None
    assert "more than £100 million, all of it waiting for a ceasefire" in plain_text(
        shown.select_one("#total-funding").text
    )


def test_files_have_columns_for_each_stage(client: TestClient, engine: Engine):
    pay(engine)

    [row] = csv.DictReader(client.get("/pledges.csv").text.splitlines())
    [item] = json.loads(client.get("/pledges.json").text)["rows"]

    assert (row["computed_offered_low"], row["computed_delivered_low"]) == (
        "1000000000",
        "120000000",
    )
    assert row["computed_set_aside_low"] == row["computed_worth_low"] == ""
    assert "computed_set_aside_…: no step that counts on the day states it" in row["blank_because"]
    assert (row["instrument"], row["period_edtf"]) == ("loan", "2026/2029")
    assert item["computed"]["delivered"]["low"] == "120000000"


@pytest.mark.both
def test_the_unit_asked_for_is_that_of_any_stage_only_where_nothing_is_offered(
    client: TestClient, engine: Engine
):
    factory.record_estonia(engine)
    for title, texts in (
        ("Tanks", {"offered": "5 vehicles", "delivered": "€5"}),
        ("Cash", {"delivered": "€5"}),
    ):
        pledge = factory.record(engine, Pledge, actor_id=1, title=title)
        factory.record(engine, Step, pledge, **amounts(**texts))

    def titles(query: str) -> list[str]:
        shown = page(client.get(f"/pledges?{query}"))
        return [plain_text(each.text) for each in shown.select("#pledges tr[id^=pledge] th > a")]

    assert titles("unit=EUR") == ["Cash"]
    assert titles("unit=vehicles") == ["Tanks"]


@pytest.mark.both
def test_the_list_is_of_one_instrument_if_asked(client: TestClient, engine: Engine):
    pay(engine)
    cash = {"title": "Cash", "domain": "funding", "capability": None, "instrument": "grant"}
    factory.record(engine, Pledge, actor_id=1, **cash)

    shown = page(client.get("/pledges?instrument=loan&instrument=guarantee"))
    facet = plain_text(page(client.get("/pledges")).select_one("#filters").text)

    assert [row["id"] for row in shown.select("#pledges tr[id^=pledge]")] == ["pledge-3"]
    assert "grant 1 loan 1" in facet


def test_a_step_may_be_typed_with_its_stages(app: FastAPI, engine: Engine):
    pay(engine)
    ada = signed_in_browser(app)
    sent = form_client.open_form(ada, "/pledges/3/edit?new=step")
    step = form_client.part_key(sent, "step")
    typed = {f"{step}.set_aside": "€300m", f"{step}.at": "1 May 2026", "intent": "updates"}

    answer = ada.post("/pledges/3/edit", data=sent | typed)

    assert answer.status_code == 303, plain_text(answer.text)
    shown = plain_text(page(ada.get("/pledges/3")).select_one("#amount dd").text)
    assert "€300 million set aside" in shown


def test_what_money_is_worth_is_refused_beside_its_box(app: FastAPI, engine: Engine):
    pay(engine)
    ada = signed_in_browser(app)
    sent = form_client.open_form(ada, "/pledges/3/edit?new=step")
    step = form_client.part_key(sent, "step")
    typed = {f"{step}.offered": "€2bn", f"{step}.worth": "€3bn", "intent": "updates"}

    shown = page(ada.post("/pledges/3/edit", data=sent | typed), 422)

    error = shown.select_one(f"#b-{step}-worth-error").text
    assert error == "Only things in kind are worth money; this is an amount of money."
    assert form_client.form_values(shown)[f"{step}.worth"] == "€3bn"


def test_how_long_money_comes_may_be_said_without_dates_and_nothing_else(app: FastAPI):
    ada = signed_in_browser(app)
    typed = {"n0.title": "A loan", "n0.domain": "funding", "n1.bindingness": "declared"}
    typed |= {"n0.period": "over four years", "n0.due": "over four years"}
    path = "/pledges/new?actor=ee"

    refused = page(form_client.submit_form(ada, path, typed), 422)
    form_client.submit_form(ada, path, typed | {"n0.due": ""})

    [error] = refused.select("[id$=-error]")
    assert error["id"] == "b-n0-due-error"
    assert "“over four years” says how long, and not when." in error.text
    assert refused.select_one("#b-n0-period")["value"] == "over four years"
    [row] = ada.get("/pledges.json").json()["rows"]
    shown = page(ada.get(f"/pledges/{row['id']}"))
    assert plain_text(shown.select_one("#period dd").text).startswith(
        "“over four years” (dates not stated)"
    )
    assert not shown.select("#period small")
    assert form_client.open_form(ada, f"/pledges/{row['id']}/edit")[f"{row['id']}.period"] == (
        "over four years"
    )
