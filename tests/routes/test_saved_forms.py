"""What is said once a form was saved, and how its edit is meant."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from tests import factory, form_client
from tests.page import page, plain_text
from tests.routes.pledge_form import PATH

UPDATES = {"intent": "updates"}


def test_what_is_there_is_saved_as_nothing_and_says_so(ada: TestClient, engine: Engine):
    answer = form_client.submit_form(ada, PATH, UPDATES)

    assert answer.headers["location"] == "/pledges/3"
    assert "Nothing was changed" in page(ada.get("/pledges/3")).select_one(".saved").text
    assert factory.newest_number(engine) == 1


@pytest.mark.slow
def test_what_was_saved_is_said_once_with_a_way_to_undo_it(ada: TestClient):
    form_client.submit_form(ada, PATH, UPDATES | {"3.title": "A brigade"})

    refused = page(ada.post(PATH, data={"3.title": ""}), 422)
    first, second = (page(ada.get("/pledges/3")) for _ in range(2))

    assert refused.select_one(".saved") is None
    assert plain_text(first.select_one(".saved").text) == "Saved as r2. Undo"
    assert [a["href"] for a in first.select(".saved a")] == ["/revisions/2", "/revisions/2/undo"]
    assert second.select_one(".saved") is None


def test_an_edit_says_what_it_means(ada: TestClient, engine: Engine):
    shown = page(form_client.submit_form(ada, PATH, {"3.title": "A brigade"}), 422)

    sentence = plain_text(shown.select_one('.errors a[href="#b-intent"]').text)
    assert sentence.startswith("Say what this edit means")
    assert form_client.form_values(shown)["3.title"] == "A brigade"
    assert factory.newest_number(engine) == 1


def test_a_further_source_that_says_the_same_confirms(ada: TestClient):
    path = f"{PATH}?new=citation&under=5&intent=confirms"
    opened = form_client.open_form(ada, path)
    key = form_client.part_key(opened, "passage")
    said = {f"{key}.locator": "¶9", f"{key}.gist": "The minister says so again."}

    answer = ada.post(PATH, data=opened | said)

    assert (opened["intent"], answer.status_code) == ("confirms", 303)
    log = page(ada.get("/revisions?intent=confirms"))
    assert plain_text(log.select_one("#r2 span").text) == "confirms"
    assert not log.select("#r1")
