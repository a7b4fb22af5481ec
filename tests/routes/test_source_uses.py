"""What rests on a source, and the day that it is of."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.models import Actor, Citation, Membership, Stance, Step
from app.spine import lookups
from app.spine.moment import reading_session
from tests import factory
from tests.page import page, plain_text


@pytest.mark.both
def test_a_source_lists_what_rests_on_it_of_every_kind(client: TestClient, engine: Engine):
    factory.record_estonia(engine)
    stance = factory.record(engine, Stance, actor_id=1, gist="It is for it.")
    factory.record(engine, Citation, stance, source_id=2, gist="Said at a fair.")

    told = plain_text(page(client.get("/sources/2")).select_one("main").text)

    assert "Said at a fair." in told
    assert "for the stance It is for it, Estonia" in told


def test_what_rests_on_an_actor_or_its_parts_leads_to_its_page(client: TestClient, engine: Engine):
    factory.record_estonia(engine)
    group = factory.record(engine, Actor, code="nordic", name="The Nordics", kind="group")
    member = factory.record(engine, Membership, group, member_id=1)
    with reading_session(engine) as session:
        estonia = lookups.entities_by_id(session, [1])[1]
    for under, gist in ((member, "A member."), (estonia, "A state.")):
        factory.record(engine, Citation, under, source_id=2, gist=gist)

    shown = page(client.get("/sources/2")).select_one("main")

    assert "for a membership of the actor The Nordics" in plain_text(shown.text)
    assert shown.select_one("dd a[href='/groups/nordic']")
    assert shown.select_one("dd a[href='/countries/ee']")


@pytest.mark.parametrize(
    ("published", "newest", "line"),
    [
        ("2026-03-01", "1 Mar 2026: about 3 months old", "is from 1 March 2026."),
        (
            "2026-03",
            "31 Mar 2026 or before: about 2 months old",
            "is from 31 March 2026 or before.",
        ),
    ],
)
def test_a_source_of_an_exact_day_is_of_that_day_and_not_before(
    client: TestClient, engine: Engine, published: str, newest: str, line: str
):
    (pledge,) = factory.record_estonia(engine)
    sent = {"delivery": "none", "at": {"edtf": "2026-02-02", "basis": "stated"}}
    factory.record(engine, Step, pledge, bindingness=None, **sent)
    with reading_session(engine) as session:
        [source] = lookups.entities_by_id(session, [2]).values()
    factory.revise(engine, source, published={"edtf": published, "basis": "stated"})

    first, country = page(client.get("/")), page(client.get("/countries/ee"))

    facts = plain_text(first.select_one(".lead .facts").text)
    assert f"Newest evidence {newest}" in facts
    assert f"the newest evidence {line}" in plain_text(country.select_one(".line").text)
