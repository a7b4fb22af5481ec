"""What points at a thing: listed where it is retracted, linked, and taken with it if it may go."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.models import Check, Link
from tests import factory, form_client
from tests.form_client import form_values
from tests.page import page, plain_text
from tests.reason_forms import current_ids

PATH = "/pledges/3/retract"


def tie_pledge(engine: Engine) -> list[int]:
    """The ids of a link from pledge 3 to another one, and of a search for pledge 3."""
    other = factory.record(engine, factory.Pledge, actor_id=1, title="A ship", domain="sea",
                           capability=None)  # fmt: skip
    link = factory.record(engine, Link, from_id=3, to_id=other.id, kind="unclear")
    check = factory.record(
        engine, Check, actor_id=1, topic="land", found="nothing newer", pledge_id=3
    )
    return [link.id, check.id]


@pytest.mark.both
def test_what_points_at_it_is_listed_and_leads_there(ada: TestClient, engine: Engine):
    link, check = tie_pledge(engine)

    shown = page(ada.get(PATH))

    hrefs = [a["href"] for a in shown.select("#pointers a")]
    assert hrefs == [f"/links/{link}", f"/checks/{check}"]
    assert "go with it" in plain_text(shown.select_one("#pointers p").text)


def test_a_thing_goes_with_its_links_in_one_revision(ada: TestClient, engine: Engine):
    tie_ids = tie_pledge(engine)
    number = factory.newest_number(engine)

    answer = form_client.submit_form(ada, PATH, {"comment": "A mistake.", "with": "yes"})

    assert answer.headers["location"] == f"/revisions/{number + 1}"
    assert current_ids(engine, 3, *tie_ids) == []
    assert form_client.submit_form(ada, f"/revisions/{number + 1}/undo", {}).status_code == 303
    assert current_ids(engine, 3, *tie_ids) == [3, *tie_ids]


@pytest.mark.both
def test_a_thing_comes_back_with_the_links_that_went_with_it(ada: TestClient, engine: Engine):
    tie_ids = tie_pledge(engine)
    form_client.submit_form(ada, PATH, {"comment": "A mistake.", "with": "yes"})

    shown = page(ada.get("/pledges/3/restore"))
    answer = form_client.submit_form(ada, "/pledges/3/restore", {})

    assert "with what tied it to others" in plain_text(shown.select_one(".line").text)
    assert answer.status_code == 303
    assert current_ids(engine, 3, *tie_ids) == [3, *tie_ids]


def test_a_link_to_what_is_gone_stays_away(ada: TestClient, engine: Engine):
    link, check = tie_pledge(engine)
    form_client.submit_form(ada, PATH, {"comment": "A mistake.", "with": "yes"})
    form_client.submit_form(ada, f"/pledges/{link - 1}/retract", {"comment": "Never meant."})

    answer = form_client.submit_form(ada, "/pledges/3/restore", {})

    assert answer.status_code == 303
    assert current_ids(engine, 3, link, check) == [3, check]


def test_a_link_comes_back_alone(ada: TestClient, engine: Engine):
    link, _ = tie_pledge(engine)
    form_client.submit_form(ada, PATH, {"comment": "A mistake.", "with": "yes"})

    shown = page(ada.get(f"/links/{link}/restore"))

    assert "is not in the register" in plain_text(shown.select_one("#blocked").text)


def test_without_the_tick_it_stays_and_says_what_stands_in_the_way(ada: TestClient, engine: Engine):
    link, _ = tie_pledge(engine)

    shown = page(form_client.submit_form(ada, PATH, {"comment": "A mistake."}), 409)

    assert shown.select_one(f"#refusal a[href='/links/{link}']")
    assert form_values(shown)["comment"] == "A mistake."
    assert current_ids(engine, 3) == [3]


def test_a_source_says_who_cites_it_and_stays(ada: TestClient):
    shown = page(ada.get("/sources/2/retract"))

    assert "Nothing can point at what is gone" in plain_text(shown.select_one("#pointers p").text)
    assert {a["href"] for a in shown.select("#pointers a")} == {"/pledges/3"}
    assert not shown.select("#slip [name=with]")


def test_what_stands_in_the_way_of_an_undo_is_a_link(ada: TestClient, engine: Engine):
    link, _ = tie_pledge(engine)
    number = 2  # which recorded the ship that the link leads to

    shown = page(ada.get(f"/revisions/{number}/undo"))

    assert shown.select_one(f"#blocked a[href='/links/{link}']")
