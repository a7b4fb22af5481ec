"""Each mark on each page is of a passage that the row cites that it stands beside."""

import re

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from sqlmodel import Session, select

from app.models import Actor, Attendance, Citation, Event, Membership, Source
from app.models.kinds import BY_NOUN
from app.spine import lookups
from app.spine.moment import reading_session
from app.spine.versioned import Entity
from tests import factory
from tests.markup import Element
from tests.page import page, plain_text

ROW = re.compile("([a-z]+)-([0-9]+)")
UNDATED = {"published": None, "title": "A leader"}
LISTS = ("stances", "events", "assessments", "circumstances")


def row_of(mark: Element, default: int) -> int:
    """The id of the row that a mark stands beside; `default` where the page is of one thing."""
    element = mark.parent
    while element is not None:
        row = ROW.fullmatch(element.get("id") or "")
        if row and row[1] in {*BY_NOUN, "step", "condition", "attendance", "membership"}:
            return int(row[2])
        element = element.parent
    return default


def addresses(session: Session) -> dict[str, int]:
    """The pages that have marks, each with the id of what it is of; 0 for a list."""
    actors = session.exec(select(Actor)).all()
    found = {f"/{'countries' if a.is_country else 'groups'}/{a.code}": a.entity_id for a in actors}
    roots = {c.root_id for c in session.exec(select(Citation))} - set(found.values())
    for entity in lookups.entities_by_id(session, roots).values():
        if entity.kind in BY_NOUN:
            found[f"/{BY_NOUN[entity.kind].plural}/{entity.id}"] = entity.id
    return found | {f"/{name}": 0 for name in LISTS}


def citing_rows(session: Session) -> dict[int, set[int]]:
    """By passage, the rows that marks of it may stand beside: what cites it, and what that is of.

    Who else was at an event is no part of what a country's page says of the event.
    """
    citations = session.exec(select(Citation)).all()
    parts = lookups.entities_by_id(session, {c.parent_id or 0 for c in citations})
    rows: dict[int, set[int]] = {}
    for citation in citations:
        part: Entity = parts[citation.parent_id or 0]
        own = {part.id} if part.kind == "attendance" else {part.id, part.parent_id or part.id}
        rows.setdefault(citation.passage_id, set()).update(own)
    return rows


def strays(client: TestClient, engine: Engine) -> list[tuple[str, int, int]]:
    """Page, passage and row of each mark that is of another row."""
    with reading_session(engine) as session:
        pages, rows = addresses(session), citing_rows(session)
    wrong, count = [], 0
    for path, thing in pages.items():
        for mark in page(client.get(path)).select("main a.mark"):
            number, row = int(mark["href"].removeprefix("#c-")), row_of(mark, thing)
            count += 1
            if row not in rows[number]:
                wrong.append((path, number, row))
    assert count
    return wrong


@pytest.mark.slow
@pytest.mark.usefixtures("seeded")
def test_each_mark_of_the_seed_is_of_its_row(client: TestClient, engine: Engine):
    assert strays(client, engine) == []


def test_a_country_s_page_cites_nothing_for_who_else_was_there(client: TestClient, engine: Engine):
    factory.record_estonia(engine)
    other = factory.record(engine, Actor, code="lv", name="Latvia")
    event = factory.record(engine, Event)
    for actor_id, locator in ((1, "¶8"), (other.id, "¶9")):
        attendance = factory.record(engine, Attendance, event, actor_id=actor_id)
        factory.record(engine, Citation, attendance, source_id=2, locator=locator)

    shown = page(client.get("/countries/ee"))

    assert [mark.text for mark in shown.select("#events a.mark")] == ["¶8"]
    assert "¶9" not in plain_text(shown.select_one("main").text)
    assert strays(client, engine) == []


def test_a_group_s_count_and_members_carry_their_marks(client: TestClient, engine: Engine):
    factory.record_estonia(engine)
    count = {"low": "20", "qualifier": "about", "unit": "countries"}
    group = factory.record(engine, Actor, code="some", name="Some", kind="group", count=count)

    before = plain_text(page(client.get("/groups/some")).select_one(".facts").text)
    membership = factory.record(engine, Membership, group, member_id=1)
    for parent, locator in ((group, "¶8"), (membership, "¶9")):
        factory.record(engine, Citation, parent, source_id=2, locator=locator)
    after = page(client.get("/groups/some"))

    assert "about 20 countries, not named uncited" in before
    assert [mark.text for mark in after.select(".facts a.mark")] == ["¶8"]
    assert [mark.text for mark in after.select("#members a.mark")] == ["¶9"]
    assert "The Daily, a source graded B" in plain_text(after.select_one(".facts").text)
    country = page(client.get("/countries/ee"))
    assert [mark.text for mark in country.select("#joint a.mark")] == ["¶9"]


def test_marks_of_sources_of_one_publisher_tell_them_apart(client: TestClient, engine: Engine):
    factory.record_estonia(engine)
    event = factory.record(engine, Event)
    for number, facts in enumerate(
        ({"published": {"edtf": "2026-03-09", "basis": "stated"}}, {"published": None}, UNDATED)
    ):
        address = f"https://daily.example/{number}"
        source = factory.record(engine, Source, address=address, **facts)
        factory.record(engine, Citation, event, source_id=source.id, locator="¶8")

    shown = page(client.get(f"/events/{event.id}"))

    assert {mark.text for mark in shown.select("main a.mark")} == {
        "¶8, The Daily, 9 Mar 2026",
        f"¶8, The Daily, source {source.id - 3}",
        "¶8, The Daily, A leader",
    }


def test_a_value_of_a_thing_that_no_passage_says_is_uncited(client: TestClient, engine: Engine):
    factory.record_estonia(engine)
    event = factory.record(engine, Event, at={"edtf": "2026-02-01", "basis": "stated"})
    factory.record(engine, Citation, event, source_id=2, fact="at", locator="¶8")

    shown = page(client.get(f"/events/{event.id}"))

    assert "1 February 2026¶8" in plain_text(shown.select_one("#fact-at").text)
    assert "Meeting uncited" in plain_text(shown.select_one("#fact-kind").text)
