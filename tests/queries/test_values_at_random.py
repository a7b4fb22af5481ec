"""On random registers, at every revision, the SQL says what the plain reading of the rules says."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, Select, select
from sqlmodel import Session

from app.models import Pledge
from app.queries.values import AXES, value, values
from app.rules.value import ByThen, Value
from app.spine.moment import at
from tests.queries import plain
from tests.queries.plans import DAYS, PLANS, Plan
from tests.queries.registers import written

pytestmark = [pytest.mark.slow, pytest.mark.covered]

AIR = select(Pledge.entity_id).where(Pledge.domain == "air")


def tries(engine: Engine, many: int) -> settings:
    """How many registers: many on SQLite, a few on PostgreSQL."""
    few = max(2, many // 6)
    return settings(max_examples=many if engine.dialect.name == "sqlite" else few, deadline=None)


def worth(session: Session, day: date, pledges: Select | None = None) -> dict[int, Value]:
    """What the SQL says of each pledge."""
    rows = session.execute(select(values(day, pledges)))
    return {row.pledge_id: value(row) for row in rows}


def test_the_sql_and_the_plain_reading_agree_at_every_revision(engine: Engine):
    @tries(engine, 32)
    @given(PLANS, st.lists(DAYS, min_size=2, max_size=3, unique=True))
    def agree(plan: Plan, days: list[date]):
        for number in written(engine, plan):
            with at(engine, number) as session:
                rows = plain.loaded(session)
                for day in days:
                    assert worth(session, day) == plain.read(rows, day)

    agree()


def test_asking_for_some_pledges_gives_their_rows_of_all(engine: Engine):
    @tries(engine, 10)
    @given(PLANS, DAYS)
    def agree(plan: Plan, day: date):
        number = written(engine, plan)[-1]

        with at(engine, number) as session:
            some, every = worth(session, day, AIR), worth(session, day)

        assert some == {i: row for i, row in every.items() if row.domain == "air"}

    agree()


def test_no_fact_appears_before_its_day(engine: Engine):
    @tries(engine, 10)
    @given(PLANS, DAYS)
    def hold(plan: Plan, day: date):
        written(engine, plan)

        with at(engine) as session:
            steps = {step.entity_id: step for step in plain.loaded(session).steps}
            told = list(worth(session, day).values())

        used = {getattr(row, f"{axis}_step") for row in told for axis in AXES} - {None}
        assert all(steps[i].at is None or steps[i].at.latest <= day for i in used)

    hold()


def test_what_was_there_by_a_day_is_there_on_the_next(engine: Engine):
    @tries(engine, 8)
    @given(PLANS, DAYS)
    def hold(plan: Plan, day: date):
        written(engine, plan)

        with at(engine) as session:
            before, after = (worth(session, day + timedelta(days=n)) for n in (0, 1))

        ways = list(ByThen)
        assert all(ways.index(after[i].by_then) <= ways.index(before[i].by_then) for i in before)

    hold()
