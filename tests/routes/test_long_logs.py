"""Pages of revisions that are long, and of a log that others add to."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.models import Event
from tests import factory
from tests.page import page, plain_text


@pytest.mark.slow
@pytest.mark.both
@pytest.mark.measured
def test_a_long_revision_is_shown_a_hundred_rows_a_page(client: TestClient, engine: Engine):
    factory.record_estonia(engine, 20)

    first, final = (page(client.get(f"/revisions/1{end}")) for end in ("", "?page=2"))

    ids = [[each["id"] for each in shown.select("article")] for shown in (first, final)]
    assert len(ids[0]) == 100
    assert not set(ids[0]) & set(ids[1])
    assert f"Page 2 of 2 · {len(ids[0] + ids[1])} rows," in plain_text(
        final.select_one(".pager").text
    )
    assert page(client.get("/revisions/1?page=3"), 404).select_one("main a[href='/revisions/1']")


@pytest.mark.both
def test_a_history_tells_a_hundred_rows_of_a_revision_and_leads_to_the_rest(
    client: TestClient, engine: Engine
):
    factory.record_estonia(engine, 20)

    shown = page(client.get("/countries/ee/history"))

    assert len(shown.select("#r1 article")) == 100
    assert "And 21 more rows: r1 in full" in plain_text(shown.select_one("#r1").text)


@pytest.mark.both
def test_the_pages_of_the_log_do_not_shift_while_others_edit(client: TestClient, engine: Engine):
    for _ in range(102):
        factory.record(engine, Event)
    first = page(client.get("/revisions?noun=event"))
    factory.record(engine, Event)

    second = page(client.get(first.select_one("a[rel=next]")["href"]))

    listed = [a.text for a in second.select("main a[href^='/revisions/']")]
    assert [text for text in listed if text in ("r3", "r2", "r1")] == ["r2", "r1"]
    assert "leaves out the newest edit." in second.select_one("#newer").text
    assert second.select_one("#newer a")["href"] == "/revisions?noun=event"
    assert second.select_one("a[rel=prev]")["href"] == "/revisions?noun=event&before=r103&page=1"


def test_a_list_is_pinned_to_a_revision_and_to_nothing_else(client: TestClient, engine: Engine):
    factory.record(engine, Event)

    assert "0 revisions" in plain_text(page(client.get("/revisions?before=1")).text)
    assert not page(client.get("/revisions?before=r2")).select("#newer")
    assert "soon" in page(client.get("/revisions?before=soon"), 422).text
