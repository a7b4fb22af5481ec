"""On random registers, at every revision, the table says what SQL works out from the versions."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import CTE, Engine, Select, select
from sqlmodel import Session

from app.models import Pledge, Step
from app.models.derived import Awaited, ConditionStateRow, PledgeStateRow
from app.models.step import AXES
from app.queries.circumstances import gated_conditions
from app.queries.pledge_states import pledge_states, to_pledge_state
from app.rules.pledge_state import ByThen, PledgeState
from app.spine.columns import table_of
from app.spine.derived import check_derived, rebuild_derived
from app.spine.moment import reading_session
from app.spine.write_queue import writing_session
from tests.queries import oracle_states, oracle_waits
from tests.queries.plans import DAYS, PLANS, Plan
from tests.queries.registers import write_plan

pytestmark = pytest.mark.slow

WAIT_COLUMNS = ("condition_id", "parent_id", "first_id", "kind", "state")
AIR = select(Pledge.entity_id).where(Pledge.domain == "air")


def example_settings(engine: Engine, many: int) -> settings:
    """How many registers: many on SQLite, a few on PostgreSQL."""
    few = max(2, many // 6)
    return settings(max_examples=many if engine.dialect.name == "sqlite" else few, deadline=None)


def states_by_pledge(
    session: Session, day: date, pledges: Select | None = None
) -> dict[int, PledgeState]:
    """What the table says of each pledge."""
    rows = session.execute(select(pledge_states(day, pledges)))
    return {row.pledge_id: to_pledge_state(row) for row in rows}


def oracle_states_by_pledge(session: Session, day: date) -> dict[int, PledgeState]:
    """What SQL works out from the versions for each pledge."""
    rows = session.execute(select(oracle_states.pledge_states(day)))
    return {row.pledge_id: oracle_states.to_pledge_state(row) for row in rows}


def rows_of(session: Session, waits: CTE) -> list[tuple[object, ...]]:
    """What things wait for, in the order of recording."""
    return sorted(tuple(row) for row in session.execute(select(waits.c[*WAIT_COLUMNS])))


def table_rows(engine: Engine) -> list[list[str]]:
    """All rows of the derived tables, as the database itself puts them."""
    with engine.connect() as connection:
        return [
            sorted(map(repr, connection.execute(select(*table_of(table).c))))
            for table in (PledgeStateRow, ConditionStateRow, Awaited)
        ]


def test_the_table_says_what_the_versions_say_at_every_revision(engine: Engine):
    @example_settings(engine, 32)
    @given(PLANS, st.lists(DAYS, min_size=2, max_size=3, unique=True))
    def agree(plan: Plan, days: list[date]):
        for number in write_plan(engine, plan):
            with reading_session(engine, number) as session:
                for day in days:
                    assert states_by_pledge(session, day) == oracle_states_by_pledge(session, day)
                    assert rows_of(session, gated_conditions(day)) == rows_of(
                        session, oracle_waits.gated_conditions(day)
                    )

    agree()


def test_making_the_tables_again_gives_the_same_rows(engine: Engine):
    @example_settings(engine, 10)
    @given(PLANS)
    def agree(plan: Plan):
        write_plan(engine, plan)
        before = table_rows(engine)
        with reading_session(engine) as session:
            assert not any(check_derived(session))
        with writing_session(engine) as session:
            rebuild_derived(session)
        assert table_rows(engine) == before

    agree()


def test_asking_for_some_pledges_gives_their_rows_of_all(engine: Engine):
    @example_settings(engine, 10)
    @given(PLANS, DAYS)
    def agree(plan: Plan, day: date):
        number = write_plan(engine, plan)[-1]

        with reading_session(engine, number) as session:
            air_states, all_states = (
                states_by_pledge(session, day, AIR),
                states_by_pledge(session, day),
            )

        assert air_states == {i: row for i, row in all_states.items() if row.domain == "air"}

    agree()


def test_no_fact_appears_before_its_day(engine: Engine):
    @example_settings(engine, 10)
    @given(PLANS, DAYS)
    def hold(plan: Plan, day: date):
        write_plan(engine, plan)

        with reading_session(engine) as session:
            steps = {step.entity_id: step for step in session.scalars(select(Step))}
            states = list(states_by_pledge(session, day).values())

        used_ids = {getattr(row, f"{axis}_step") for row in states for axis in AXES} - {None}
        assert all(steps[i].at is None or steps[i].at.latest <= day for i in used_ids)

    hold()


def test_what_was_there_by_a_day_is_there_on_the_next(engine: Engine):
    @example_settings(engine, 8)
    @given(PLANS, DAYS)
    def hold(plan: Plan, day: date):
        write_plan(engine, plan)

        with reading_session(engine) as session:
            before, after = (states_by_pledge(session, day + timedelta(days=n)) for n in (0, 1))

        ways = list(ByThen)
        assert all(ways.index(after[i].by_then) <= ways.index(before[i].by_then) for i in before)

    hold()
