"""What the address of a form says, and where a form leads that was sent before."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from tests import factory, form_client
from tests.page import page, plain_text

PATH = "/pledges/3/edit"
UPDATES = {"intent": "updates"}


@pytest.mark.slow
def test_from_the_past_one_goes_to_the_form_of_now(ada: TestClient):
    for path in ("/pledges/3", "/sources/2", "/countries/ee"):
        shown = page(ada.get(f"{path}?as_of=r1"))

        ways = {anchor["href"] for anchor in shown.select(".doors a")}
        assert [way for way in ways if way.startswith(f"{path}/edit")]
        assert not [way for way in ways if "as_of" in way]


def test_an_address_says_what_a_new_thing_is(ada: TestClient):
    sent = form_client.open_form(ada, "/checks/new?actor=fi&topic=sea&found=nothing")

    told = {name: sent[f"n0.{name}"] for name in ("actor_id", "topic", "found", "checked_on")}
    assert told == {
        "actor_id": "Finland",
        "topic": "sea",
        "found": "nothing",
        "checked_on": "31 May 2026",
    }
    assert form_client.open_form(ada, "/pledges/new?actor=zz")["n0.actor_id"] == ""


def test_a_form_for_a_new_thing_records_one_however_often_it_is_sent(
    ada: TestClient, engine: Engine
):
    sent = form_client.open_form(ada, "/checks/new?actor=fi&topic=sea&found=nothing")
    sent |= {"n0.where": "Its pages"}
    assert ada.post("/checks/new", data=sent).status_code == 303

    again = page(ada.post("/checks/new", data=sent | {"n0.where": "Its papers"}), 409)

    assert "recorded something already, as r2" in plain_text(again.select_one(".errors").text)
    assert form_client.form_values(again)["n0.where"] == "Its papers"
    assert factory.newest_number(engine) == 2


def test_what_is_sent_to_an_address_of_the_past_is_saved_now(ada: TestClient, engine: Engine):
    sent = form_client.open_form(ada, PATH) | UPDATES | {"3.title": "A brigade"}

    assert ada.post(f"{PATH}?on=2026-01-01", data=sent).headers["location"] == "/pledges/3"
    assert factory.newest_number(engine) == 2
