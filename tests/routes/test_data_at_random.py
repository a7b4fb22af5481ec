"""A page, its CSV and its JSON tell the same rows and figures, whatever is recorded and asked."""

import csv
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from app.queries.offers import Offer
from app.queries.pledges import index
from app.rules.status import line
from app.spine.moment import at
from app.spine.value import told
from tests.queries.plans import DAYS, PLANS, Plan
from tests.queries.registers import written
from tests.queries.test_values_at_random import tries

pytestmark = pytest.mark.slow

ASKED = st.fixed_dictionaries(
    {
        "domain": st.sampled_from(["", "land", "air"]),
        "counted": st.sampled_from(["", "yes", "no"]),
        "sort": st.sampled_from(["", "-title", "quantity", "-evidence", "firmness"]),
    }
)


def table(client: TestClient, address: str) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    return list(csv.DictReader(StringIO(client.get(address).text, newline="")))


def alike(offer: Offer, row: dict[str, str], item: dict[str, Any]) -> None:
    """The page's offer, the row of the CSV and the item of the JSON say the same."""
    worth, figure = offer.value, item["computed"]["quantity"] or {}
    assert row["computed_status_line"] == item["computed"]["status_line"] == line(offer.status)
    for end in ("low", "high"):
        stated = told(getattr(worth.quantity, end, None) or Decimal(0))
        assert row[f"computed_quantity_{end}"] == (figure.get(end) or "")
        assert (figure.get(end) or "0") == stated
    assert row["computed_is_counted"] == str(worth.beside is None).lower()
    assert row["computed_attribution"] == (worth.attribution or "")
    assert len(item["steps"]) == len(offer.steps)


def test_page_csv_and_json_tell_the_same(app: FastAPI, engine: Engine):
    client = TestClient(app)

    @tries(engine, 8)
    @given(PLANS, DAYS, ASKED)
    def hold(plan: Plan, day: date, asked: dict[str, str]):
        number = written(engine, plan)[-1]
        given_words = {name: word for name, word in asked.items() if word}
        query = urlencode(given_words | {"as_of": f"r{number}", "on": day.isoformat()})
        shown = BeautifulSoup(client.get(f"/pledges?{query}").text, "html.parser")
        flat = table(client, f"/pledges.csv?{query}")
        deep = client.get(f"/pledges.json?{query}").json()["rows"]
        with at(engine, number) as session:
            words = {name: (word,) for name, word in given_words.items()}
            offers = index(session, day, words, 1).offers

        ids = [row["id"].removeprefix("pledge-") for row in shown.select("tr[id^=pledge-]")]
        assert [row["id"] for row in flat] == [str(row["id"]) for row in deep]
        if asked["sort"]:  # else the page groups them by actor
            assert [row["id"] for row in flat] == ids
        assert {row["id"] for row in flat} == set(ids)
        for offer, row, item in zip(offers, flat, deep, strict=True):
            alike(offer, row, item)

    hold()


@pytest.mark.parametrize("name", ["circumstances", "timeline", "links", "citations", "sources"])
def test_other_lists_have_the_same_rows_in_both(app: FastAPI, engine: Engine, name: str):
    client = TestClient(app)

    @tries(engine, 2)
    @given(PLANS, DAYS)
    def hold(plan: Plan, day: date):
        number = written(engine, plan)[-1]
        query = urlencode({"as_of": f"r{number}", "on": day.isoformat()})

        flat = table(client, f"/{name}.csv?{query}")
        deep = client.get(f"/{name}.json?{query}").json()["rows"]

        assert [row["id"] for row in flat] == [str(row["id"]) for row in deep]

    hold()
