"""No figure differs between a page, the total and the list that it links to."""

import re
from datetime import date
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup, Tag
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import given
from sqlalchemy import Engine

from app.queries.pledges import index
from app.spine.moment import at
from tests.page import words
from tests.queries.plans import DAYS, PLANS, Plan
from tests.queries.registers import written
from tests.queries.test_totals_at_random import told
from tests.queries.test_values_at_random import tries

pytestmark = [pytest.mark.slow, pytest.mark.covered]

PAGES = ("/", "/countries", "/groups")


def counted(client: TestClient, path: str, query: str) -> list[Tag]:
    """The numbers on a page that link to what they count."""
    shown = BeautifulSoup(client.get(path + query).text, "html.parser")
    return shown.select("main a.count")


def listed(client: TestClient, address: str) -> tuple[int, set[str]]:
    """How many pledges a list says it has, and the actors it shows."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.text[-1000:]
    shown = BeautifulSoup(answer.text, "html.parser")
    said = words(shown.select_one("#question").text)
    rows = shown.select("#pledges tr[id^=pledge-]")
    assert int(re.match(r"\d+", said)[0]) == len(rows)
    return len(rows), {words(band.text) for band in shown.select("#pledges tr.band")}


def test_every_number_is_that_of_the_list_it_links_to(app: FastAPI, engine: Engine):
    client = TestClient(app)
    known: dict[str, tuple[int, set[str]]] = {}

    @tries(engine, 3)
    @given(PLANS, DAYS)
    def hold(plan: Plan, day: date):
        last = written(engine, plan)[-1]
        known.clear()
        for query in ("", "?" + urlencode({"as_of": f"r{last}", "on": day.isoformat()})):
            found = [(path, link) for path in PAGES for link in counted(client, path, query)]
            assert found
            for path, link in found:
                address = link["href"]
                known[address] = known.get(address) or listed(client, address)
                rows, actors = known[address]
                identified = link.find_parent(id="identified") is not None
                figure = len(actors) if identified else rows
                assert int(link.text) == figure, (path, query, str(link.parent))

    hold()


def test_a_total_counts_what_its_list_lists(engine: Engine):
    @tries(engine, 16)
    @given(PLANS, DAYS)
    def hold(plan: Plan, day: date):
        for number in written(engine, plan):
            with at(engine, number) as session:
                totals, _ = told(session, day)
                for total in totals:
                    asked = {"counted": ["yes"], "domain": [str(total.domain)]}
                    rows = index(session, day, asked, 1).offers
                    assert sorted(o.pledge.entity_id for o in rows) == list(total.counted)

    hold()


def test_a_facet_says_how_many_its_word_would_leave(engine: Engine):
    @tries(engine, 2)
    @given(PLANS, DAYS)
    def hold(plan: Plan, day: date):
        number = written(engine, plan)[-1]
        with at(engine, number) as session:
            for asked in ({}, {"domain": ["land"]}, {"counted": ["yes"], "awaits": ["ceasefire"]}):
                for name, tally in index(session, day, asked, 1).counts.items():
                    for word, count in tally.items():
                        assert index(session, day, asked | {name: [word]}, 1).count == count

    hold()
