"""Lists beside the pledges tell the same rows on the page, in CSV, JSON, workbook and package."""

import csv
import re
from datetime import date, datetime
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
from app.models import (
    Actor,
    Assessment,
    Attendance,
    Check,
    Circumstance,
    Citation,
    Event,
    Intent,
    Source,
    Stance,
)
from app.models.vocabulary import CheckResult, CircumstanceState, Proposition, Topic
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.value import to_json
from tests import factory
from tests.markup import parse
from tests.queries.plans import AMOUNT, DAYS, MAYBE
from tests.queries.registers import empty_register
from tests.queries.test_pledge_states_at_random import example_settings

pytestmark = [pytest.mark.slow, pytest.mark.both]

WORDS = st.sampled_from(["A gist.", "Zwei; Worte", 'Say "so"', "naïve, and\nmore"])
WHOSE = st.sampled_from([0, 1])
NOBODYS = st.none() | WHOSE
CITED = st.lists(NOBODYS, max_size=2)  # on whose behalf


def facts(**parts: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(parts)


THING = st.one_of(
    *(
        st.tuples(st.just(kind), its, CITED)
        for kind, its in (
            (
                Stance,
                facts(
                    actor_id=WHOSE,
                    proposition=st.sampled_from(Proposition),
                    position=st.sampled_from(["supports", "undecided", "opposes"]),
                    at=MAYBE,
                    gist=WORDS,
                ),
            ),
            (
                Assessment,
                facts(
                    kind=st.sampled_from(["judgement", "estimate", "requirement", "purpose"]),
                    about_actor_id=NOBODYS,
                    quantity=st.none() | AMOUNT,
                    at=MAYBE,
                    gist=WORDS,
                ),
            ),
            (Event, facts(title=WORDS, at=MAYBE)),
            (
                Check,
                facts(
                    actor_id=WHOSE,
                    topic=st.sampled_from(Topic),
                    checked_on=st.sampled_from(["2025-11-02", "2025-11-03"]),
                    where=WORDS,
                    found=st.sampled_from(CheckResult),
                ),
            ),
            (Source, facts(title=WORDS, published=MAYBE)),
        )
    )
)
STATES = st.lists(
    facts(
        kind=st.just("funding approved"),
        actor_id=WHOSE,
        state=st.sampled_from(CircumstanceState),
        at=MAYBE,
    ),
    max_size=3,
    unique_by=lambda each: (each["actor_id"], (each["at"] or {}).get("edtf")),
)
ASKED = st.fixed_dictionaries(
    {"actor": st.sampled_from(["", "aa"]), "sort": st.sampled_from(["", "date", "-date"])}
)
NAMES = ("stances", "assessments", "events", "circumstances", "checks", "sources")
NOBODY = {"about_actor_id"}
SAYS = {
    "stances": ("position", "gist"),
    "assessments": ("gist",),
    "events": ("title",),
    "circumstances": ("state",),
    "checks": ("where",),
    "sources": ("title",),
}


def record_things(engine: Engine, things: list[Any], states: list[dict[str, Any]]) -> int:
    """Record these things of two actors; the number of the revision."""
    empty_register(engine)
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        actors = [factory.add(edit, Actor, code=each, name=each.upper()) for each in ("aa", "bb")]
        source = factory.add(edit, Source, title="The source")
        for kind, said, cited in [*things, *((Circumstance, state, [0]) for state in states)]:
            whose = {
                n: actors[v].id for n, v in said.items() if n.endswith("_id") and v is not None
            }
            thing = factory.add(edit, kind, **said | dict.fromkeys(said.keys() & NOBODY) | whose)
            for behalf in cited if kind not in (Check, Source) else ():
                on_behalf = {} if behalf is None else {"on_behalf_id": actors[behalf].id}
                factory.add(edit, Citation, thing, source_id=source.id, **on_behalf)
            if kind is Event:
                factory.add(edit, Attendance, thing, actor_id=actors[0].id)
    return edit.previous + 1


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text, newline="")))


def csv_text(cell: Any) -> str:
    """A cell of a workbook, as CSV has it."""
    if isinstance(cell, datetime | date):
        return f"{cell:%Y-%m-%d}"
    if isinstance(cell, float):
        return str(to_json(Decimal(str(cell))))
    return "" if cell is None else str(to_json(cell))


def squeeze(text: str) -> str:
    return " ".join(text.split())


def assert_same(row: dict[str, str], item: dict[str, Any], shown: str) -> None:
    """A row of the CSV, an item of the JSON and the text of the page say the same."""
    for name, value in item["facts"].items():
        parts = (
            {f"{name}_{part}": v for part, v in value.items()} if isinstance(value, dict) else {}
        )
        for key, each in (parts or {name: value}).items():
            if key in row:
                assert row[key] == csv_text(each) or isinstance(each, list)
    for name, value in item["computed"].items():
        if not isinstance(value, dict):
            told = "; ".join(value) if isinstance(value, list) else csv_text(value)
            assert row[f"computed_{name}"] == told
    assert int(row["computed_citations"]) >= len(item.get("citations", ()))
    noun = item["computed"]["url"].rsplit("/", 2)[1]
    assert all(squeeze(row[name]) in shown for name in SAYS[noun])


@pytest.mark.parametrize("name", NAMES)
def test_the_page_and_both_files_tell_the_same(app: FastAPI, engine: Engine, name: str):
    client = TestClient(app)

    @example_settings(engine, 6)
    @given(st.lists(THING, max_size=6), STATES, DAYS, ASKED)
    def hold(things: list[Any], states: list[Any], day: date, asked: dict[str, str]):
        number = record_things(engine, things, states)
        words = {} if name == "sources" else {n: word for n, word in asked.items() if word}
        query = urlencode(words | {"as_of": f"r{number}", "on": day.isoformat()})
        page = parse(client.get(f"/{name}?{query}").text).select_one("main")
        flat = table(client.get(f"/{name}.csv?{query}").text)
        deep = client.get(f"/{name}.json?{query}").json()["rows"]

        links = [re.match(rf"/{name}/(\d+)(\?|$)", a["href"]) for a in page.select("a[href]")]
        assert {link[1] for link in links if link} == {row["id"] for row in flat}
        assert [row["id"] for row in flat] == [str(row["id"]) for row in deep]
        for row, item in zip(flat, deep, strict=True):
            assert_same(row, item, squeeze(page.text))

    hold()


def test_the_whole_files_hold_the_rows_of_all_lists(app: FastAPI, engine: Engine, tmp_path: Path):
    client = TestClient(app)

    @example_settings(engine, 6)
    @given(st.lists(THING, max_size=6), STATES, DAYS)
    def hold(things: list[Any], states: list[Any], day: date):
        number = record_things(engine, things, states)
        query = urlencode({"as_of": f"r{number}", "on": day.isoformat()})
        listed = {name: table(client.get(f"/{name}.csv?{query}").text) for name in NAMES}
        of = take_snapshot(engine, Edition(number, "", day, "http://127.0.0.1:8000"))

        data_package.write_package(tmp_path / "package.zip", of)
        workbook.write_workbook(tmp_path / "register.xlsx", of)

        book = load_workbook(tmp_path / "register.xlsx")
        with ZipFile(tmp_path / "package.zip") as archive:
            packed = {n: table(archive.read(f"{n}.csv").decode()) for n in NAMES}
        for name, rows in listed.items():
            head, *filed = book[name].iter_rows(values_only=True)
            typed = [dict(zip(head, map(csv_text, row), strict=True)) for row in filed]
            by_id = sorted(rows, key=lambda row: int(row["id"]))
            assert packed[name] == by_id
            assert typed == by_id

    hold()
