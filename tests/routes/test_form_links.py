"""What is wrong with a box, with the page that leads out of it."""

import pytest
from fastapi.testclient import TestClient

from tests import form_client
from tests.form_client import form_values
from tests.page import page, plain_text

NEW = "/pledges/new"


@pytest.mark.parametrize(
    ("name", "way"), [("EU", "Record European Union"), ("Lithuania and Latvia", "Record a group")]
)
def test_who_is_no_country_is_recorded_beside_the_form(ada: TestClient, name: str, way: str):
    typed = {"n0.actor_id": name, "n0.title": "Two frigates", "n0.domain": "sea"}

    shown = page(form_client.submit_form(ada, NEW, typed), 422)

    [link] = shown.select("#b-n0-actor_id-error a[target=_blank]")
    assert (plain_text(link.text), form_values(shown).items() >= typed.items()) == (way, True)
    opened = form_values(page(ada.get(link["href"])))
    assert opened["n0.name"] in ("European Union", "Lithuania and Latvia")
