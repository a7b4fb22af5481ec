"""A search that says that a pledge is still so renews its evidence, in both readings."""

from datetime import date

import pytest
from sqlalchemy import Engine, select
from sqlmodel import Session

from app.models import Check, Citation, Source
from app.queries.pledge_states import pledge_states
from tests import factory
from tests.queries import oracle_states

NEWER = {"edtf": "2026-05-20", "basis": "stated"}


@pytest.mark.parametrize(
    ("facts", "day"),
    [
        ({"found": "still so", "pledge_id": 3}, date(2026, 5, 20)),
        ({"found": "nothing newer", "pledge_id": 3}, date(2026, 3, 1)),
        ({"found": "still so"}, date(2026, 3, 1)),
    ],
    ids=["still so", "nothing newer", "of no pledge"],
)
def test_only_what_is_still_so_of_a_pledge_renews_its_evidence(
    engine: Engine, session: Session, facts: dict[str, object], day: date
):
    factory.record_estonia(engine)
    source = factory.record(engine, Source, published=NEWER, address="https://daily.example/2")
    check = factory.record(engine, Check, actor_id=1, topic="land", **facts)
    factory.record(engine, Citation, check, source_id=source.id)

    [row] = session.execute(select(pledge_states(factory.TODAY))).all()
    [oracle] = session.execute(select(oracle_states.pledge_states(factory.TODAY))).all()

    assert (row.evidence_on, oracle.evidence_on) == (day, day)


def test_it_renews_the_evidence_of_that_pledge_alone(engine: Engine, session: Session):
    first, second = factory.record_estonia(engine, pledges=2)
    source = factory.record(engine, Source, published=NEWER, address="https://daily.example/2")
    facts = {"found": "still so", "pledge_id": first.id, "topic": "land"}
    check = factory.record(engine, Check, actor_id=1, **facts)
    factory.record(engine, Citation, check, source_id=source.id)

    rows = session.execute(select(pledge_states(factory.TODAY))).all()

    days = {row.pledge_id: row.evidence_on for row in rows}
    assert days == {first.id: date(2026, 5, 20), second.id: date(2026, 3, 1)}
