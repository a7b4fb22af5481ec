"""A page, its CSV and its JSON tell the same rows and figures, whatever is recorded and asked."""

import csv
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from zipfile import ZipFile

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from sqlalchemy import Engine

from app.exports.files import data_package, workbook
from app.exports.files.edition import Edition
from app.exports.files.snapshot import take_snapshot
from app.queries.offers import Offer
from app.queries.pledges import index
from app.rules.status import status_line
from app.spine.moment import reading_session
from app.spine.value import to_json
from tests.markup import parse
from tests.queries.plans import DAYS, PLANS, Plan
from tests.queries.registers import write_plan
from tests.queries.test_pledge_states_at_random import example_settings

pytestmark = [pytest.mark.slow, pytest.mark.both]

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


def assert_same(offer: Offer, row: dict[str, str], item: dict[str, Any]) -> None:
    """The page's offer, the row of the CSV and the item of the JSON say the same."""
    worth, figure = offer.state, item["computed"]["offered"] or {}
    assert (
        row["computed_status_line"] == item["computed"]["status_line"] == status_line(offer.status)
    )
    for end in ("low", "high"):
        stated = to_json(getattr(worth.offered, end, None) or Decimal(0))
        assert row[f"computed_offered_{end}"] == (figure.get(end) or "")
        assert (figure.get(end) or "0") == stated
    assert row["computed_is_counted"] == str(worth.exclusion is None).lower()
    assert row["computed_attribution"] == (worth.attribution or "")
    assert len(item["steps"]) == len(offer.steps)


def test_page_csv_and_json_tell_the_same(app: FastAPI, engine: Engine):
    client = TestClient(app)

    @example_settings(engine, 8)
    @given(PLANS, DAYS, ASKED)
    def hold(plan: Plan, day: date, asked: dict[str, str]):
        number = write_plan(engine, plan)[-1]
        given_words = {name: word for name, word in asked.items() if word}
        query = urlencode(given_words | {"as_of": f"r{number}", "on": day.isoformat()})
        shown = parse(client.get(f"/pledges?{query}").text)
        flat = table(client, f"/pledges.csv?{query}")
        deep = client.get(f"/pledges.json?{query}").json()["rows"]
        with reading_session(engine, number) as session:
            words = {name: (word,) for name, word in given_words.items()}
            offers = index(session, day, words, 1).offers

        ids = [row["id"].removeprefix("pledge-") for row in shown.select("tr[id^=pledge-]")]
        assert [row["id"] for row in flat] == [str(row["id"]) for row in deep]
        if asked["sort"]:  # else the page groups them by actor
            assert [row["id"] for row in flat] == ids
        assert {row["id"] for row in flat} == set(ids)
        for offer, row, item in zip(offers, flat, deep, strict=True):
            assert_same(offer, row, item)

    hold()


@pytest.mark.parametrize("name", ["circumstances", "timeline", "links", "sources"])
def test_other_lists_have_the_same_rows_in_both(app: FastAPI, engine: Engine, name: str):
    client = TestClient(app)

    @example_settings(engine, 2)
    @given(PLANS, DAYS)
    def hold(plan: Plan, day: date):
        number = write_plan(engine, plan)[-1]
        query = urlencode({"as_of": f"r{number}", "on": day.isoformat()})

        flat = table(client, f"/{name}.csv?{query}")
        deep = client.get(f"/{name}.json?{query}").json()["rows"]

        assert [row["id"] for row in flat] == [str(row["id"]) for row in deep]

    hold()


def test_the_page_of_passages_and_its_files_tell_the_same(app: FastAPI, engine: Engine):
    client = TestClient(app)

    @example_settings(engine, 3)
    @given(PLANS, DAYS, st.sampled_from(["", "pledge", "step"]))
    def hold(plan: Plan, day: date, kind: str):
        number = write_plan(engine, plan)[-1]
        asked = {"as_of": f"r{number}", "on": day.isoformat()} | ({"kind": kind} if kind else {})
        query = urlencode(asked)
        shown = parse(client.get(f"/passages?{query}").text)

        rows = shown.select("tr[id^=passage-]")
        flat = table(client, f"/passages.csv?{query}")

        assert [f"passage-{row['id']}" for row in flat] == [row["id"] for row in rows]
        told = [" ".join(row.text.split()) for row in rows]
        assert all(row["gist"] in text for row, text in zip(flat, told, strict=True))

    hold()


def test_the_whole_files_tell_what_the_list_tells(app: FastAPI, engine: Engine, tmp_path: Path):
    client = TestClient(app)

    @example_settings(engine, 3)
    @given(PLANS, DAYS)
    def hold(plan: Plan, day: date):
        number = write_plan(engine, plan)[-1]
        query = urlencode({"as_of": f"r{number}", "on": day.isoformat()})
        listed = {row["id"]: row for row in table(client, f"/pledges.csv?{query}")}
        of = take_snapshot(engine, Edition(number, "", day, "http://127.0.0.1:8000"))

        data_package.write_package(tmp_path / "package.zip", of)
        workbook.write_workbook(tmp_path / "register.xlsx", of)

        with ZipFile(tmp_path / "package.zip") as archive:
            text = archive.read("pledges.csv").decode()
        packed = {row["id"]: row for row in csv.DictReader(StringIO(text, newline=""))}
        head, *rows = load_workbook(tmp_path / "register.xlsx")["pledges"].iter_rows(
            values_only=True
        )
        filed = {str(row[0]): dict(zip(head, row, strict=True)) for row in rows}
        assert packed == listed
        assert filed.keys() == listed.keys()
        for i, row in filed.items():
            assert row["computed_status_line"] == listed[i]["computed_status_line"]
            assert row["computed_is_counted"] is (listed[i]["computed_is_counted"] == "true")
            low = row["computed_offered_low"]
            assert ("" if low is None else str(low)) == listed[i]["computed_offered_low"]

    hold()
