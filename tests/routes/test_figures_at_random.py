"""No figure differs between a page, the total and the list that it links to."""

import re
from datetime import date
from urllib.parse import urlencode

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import given
from sqlalchemy import Engine

from app.queries.pledges import index
from app.spine.moment import reading_session
from tests.markup import Element, parse
from tests.page import plain_text
from tests.queries.plans import DAYS, PLANS, Plan
from tests.queries.registers import write_plan
from tests.queries.test_pledge_states_at_random import example_settings
from tests.queries.test_totals_at_random import totals_and_identified
from tests.routes.tiles import check_tiles

pytestmark = pytest.mark.slow

PAGES = ("/", "/countries", "/groups")


def count_links(client: TestClient, path: str, query: str) -> list[Element]:
    """The numbers on a page that link to what they count."""
    shown = parse(client.get(path + query).text)
    return shown.select("main a.count")


def read_list(client: TestClient, address: str) -> tuple[int, set[str]]:
    """How many pledges a list says it has, and the actors it shows."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.text[-1000:]
    shown = parse(answer.text)
    said = plain_text(shown.select_one("#question").text)
    rows = shown.select("#pledges tr[id^=pledge-]")
    assert int(re.match(r"\d+", said)[0]) == len(rows)
    return len(rows), {plain_text(band.text) for band in shown.select("#pledges tr.band")}


def test_every_number_is_that_of_the_list_it_links_to(app: FastAPI, engine: Engine):
    client = TestClient(app)
    known: dict[str, tuple[int, set[str]]] = {}

    @example_settings(engine, 3)
    @given(PLANS, DAYS)
    def hold(plan: Plan, day: date):
        last = write_plan(engine, plan)[-1]
        known.clear()
        for query in ("", "?" + urlencode({"as_of": f"r{last}", "on": day.isoformat()})):
            found = [(path, link) for path in PAGES for link in count_links(client, path, query)]
            assert found
            for path, link in found:
                address = link["href"]
                known[address] = known.get(address) or read_list(client, address)
                rows, actors = known[address]
                identified = link.closest("#identified") is not None
                figure = len(actors) if identified else rows
                assert int(link.text) == figure, (path, query, str(link.parent))

    hold()


def test_each_tile_is_of_the_rows_it_leads_to(app: FastAPI, engine: Engine):
    client = TestClient(app)

    @example_settings(engine, 2)
    @given(PLANS, DAYS)
    def hold(plan: Plan, day: date):
        last = write_plan(engine, plan)[-1]
        check_tiles(client, "/", "?" + urlencode({"as_of": f"r{last}", "on": day.isoformat()}))

    hold()


@pytest.mark.both
def test_a_total_counts_what_its_list_lists(engine: Engine):
    @example_settings(engine, 16)
    @given(PLANS, DAYS)
    def hold(plan: Plan, day: date):
        for number in write_plan(engine, plan):
            with reading_session(engine, number) as session:
                (offered, *_), _ = totals_and_identified(session, day)
                for total in offered:
                    asked = {"counted": ["yes"], "domain": [str(total.domain)]}
                    rows = index(session, day, asked, 1).offers
                    assert sorted(o.pledge.entity_id for o in rows) == list(total.pledge_ids)

    hold()


def test_a_facet_says_how_many_its_word_would_leave(engine: Engine):
    @example_settings(engine, 2)
    @given(PLANS, DAYS)
    def hold(plan: Plan, day: date):
        number = write_plan(engine, plan)[-1]
        with reading_session(engine, number) as session:
            for asked in ({}, {"domain": ["land"]}, {"counted": ["yes"], "awaits": ["ceasefire"]}):
                for name, tally in index(session, day, asked, 1).counts.items():
                    for word, count in tally.items():
                        assert index(session, day, asked | {name: [word]}, 1).count == count

    hold()
