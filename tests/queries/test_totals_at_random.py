"""What holds for totals on any register, at any revision, on any day."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select
from sqlmodel import Session

from app.models import Circumstance, Link, Step
from app.models.quantity import Quantity
from app.models.step import STAGES
from app.models.vocabulary import CircumstanceState
from app.queries.pledge_states import pledge_states, to_pledge_state
from app.rules.identified_countries import identified_country_ids
from app.rules.pledge_state import PledgeState
from app.rules.quantity_sum import Sum
from app.rules.totals import Subtotal, Total, totals
from app.spine import lookups
from app.spine.moment import reading_session
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.revision import Intent
from tests.queries.plans import DAYS, PLANS, Plan
from tests.queries.registers import current_entities, write_plan
from tests.queries.test_pledge_states_at_random import example_settings

pytestmark = pytest.mark.slow


def states_by_pledge(session: Session, day: date) -> dict[int, PledgeState]:
    """What the SQL says of each pledge."""
    rows = session.execute(select(pledge_states(day)))
    return {row.pledge_id: to_pledge_state(row) for row in rows}


def totals_and_identified(session: Session, day: date) -> tuple[list[list[Total]], list[int]]:
    """The totals of each stage on a day, and who is identified."""
    rows = states_by_pledge(session, day).values()
    return [totals(rows, {}, stage=stage) for stage in STAGES], identified_country_ids(rows)


def admissible(quantity: Quantity) -> list[Fraction]:
    """Some of the amounts that it leaves possible, its edges among them."""
    low, high = (None if end is None else Fraction(end) for end in quantity.bounds)
    strict = quantity.qualifier in ("more than", "less than")
    hair = Fraction(1, 1000) if strict else Fraction(0)
    if high is None:
        return [low + hair, low + 10**9]
    return [(low or Fraction(0)), high - hair]


def admits(total: Sum, amount: Fraction) -> bool:
    """Whether a sum leaves an amount possible."""
    least = amount > total.low if total.is_above else amount >= total.low
    if total.high is None:
        return least
    return least and (amount < total.high if total.is_below else amount <= total.high)


def no_sharper(total: Sum, parts: list[Quantity]) -> None:
    """Whatever its parts may come to, the total does not rule out; and no end is looser either."""
    edges = [sum(amounts) for amounts in product(*map(admissible, parts))]
    assert all(admits(total, amount) for amount in edges)
    assert not admits(total, min(edges) - 1)
    assert (total.high is None) == any(part.high is None for part in parts)
    assert total.high is None or not admits(total, max(edges) + 1)
    assert total.is_about == any(part.qualifier == "about" for part in parts)


def subtotals(all_totals: list[Total]) -> list[Subtotal]:
    return [half for total in all_totals for half in (total.free, total.waiting)]


def sums_by_stage(rows: dict[int, PledgeState]) -> list[tuple[str, Sum]]:
    """Every sum of every stage."""
    return [
        (stage, each)
        for stage in STAGES
        for half in subtotals(totals(rows.values(), {}, stage=stage))
        for each in half.sums
    ]


def test_a_total_is_what_one_gets_by_listing_its_rows_and_adding_them(engine: Engine):
    @example_settings(engine, 24)
    @given(PLANS, DAYS)
    def hold(plan: Plan, day: date):
        for number in write_plan(engine, plan):
            with reading_session(engine, number) as session:
                rows = states_by_pledge(session, day)
            for stage, each in sums_by_stage(rows):
                parts = [rows[i].amount(stage).quantity for i in each.pledge_ids]
                assert {(part.unit, part.per) for part in parts} == {(each.unit, each.per)}
                assert each.low == sum((part.low or Decimal(0)) for part in parts)
                no_sharper(each, parts)

    hold()


def test_nothing_is_counted_twice_and_nothing_that_counts_is_left_out(engine: Engine):
    @example_settings(engine, 16)
    @given(PLANS, DAYS)
    def hold(plan: Plan, day: date):
        number = write_plan(engine, plan)[-1]

        with reading_session(engine, number) as session:
            rows = states_by_pledge(session, day)
            links = session.scalars(select(Link)).all()
        all_totals = totals(rows.values(), {})
        counted_ids = [i for half in subtotals(all_totals) for i in half.pledge_ids]
        for stage in STAGES[1:]:
            parts = [
                i
                for half in subtotals(totals(rows.values(), {}, stage=stage))
                for i in half.pledge_ids
            ]
            stating = {i for i in counted_ids if getattr(rows[i], f"{stage}_step")}
            assert sorted(parts) == sorted(stating)

        assert sorted(counted_ids) == [
            i for i, row in sorted(rows.items()) if row.exclusion is None
        ]
        assert counted_ids == list(dict.fromkeys(counted_ids))
        both = [link for link in links if {link.from_id, link.to_id} <= set(counted_ids)]
        assert {link.kind for link in both} <= {"adds to", "unclear"}
        assert all(rows[i].actor_kind == "country" for i in counted_ids)

    hold()


def test_what_was_told_at_a_revision_is_told_of_it_ever_after(engine: Engine):
    @example_settings(engine, 12)
    @given(PLANS, DAYS)
    def hold(plan: Plan, day: date):
        then: dict[int, object] = {}

        def look(number: int) -> None:
            with reading_session(engine) as session:
                then[number] = totals_and_identified(session, day)

        write_plan(engine, plan, look)

        for number, was in then.items():
            with reading_session(engine, number) as session:
                assert totals_and_identified(session, day) == was

    hold()


def test_what_comes_after_a_day_changes_no_total_on_it(engine: Engine):
    @example_settings(engine, 12)
    @given(PLANS, DAYS, st.sampled_from(CircumstanceState))
    def hold(plan: Plan, day: date, state: CircumstanceState):
        write_plan(engine, plan)
        with reading_session(engine) as session:
            before = totals_and_identified(session, day)

        later(engine, day + timedelta(days=1), state)

        with reading_session(engine) as session:
            assert totals_and_identified(session, day) == before

    hold()


def later(engine: Engine, day: date, state: CircumstanceState) -> None:
    """A step on each pledge that withdraws it, and a ceasefire or none, all of one day."""
    when = {"edtf": day.isoformat(), "basis": "stated"}
    with reading_session(engine) as session:
        pledges = sorted(states_by_pledge(session, day))
        entities = lookups.entities_by_id(session, pledges)
        taken_days = [row.at.edtf for row in session.scalars(select(Circumstance)) if row.at]
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        for i in pledges:
            facts = {"standing": "withdrawn", "offered": Quantity.parse("9 troops"), "at": when}
            edit.add(Step, facts, under=entities[i])
        if when["edtf"] not in taken_days:
            edit.add(Circumstance, {"kind": "ceasefire", "state": state, "at": when})


@pytest.mark.sqlite
def test_the_random_registers_have_totals_to_speak_of(engine: Engine):
    seen: list[Subtotal] = []

    @settings(example_settings(engine, 24), derandomize=True)  # the same each time
    @given(PLANS)
    def look(plan: Plan):
        write_plan(engine, plan)
        with reading_session(engine) as session:
            assert current_entities(session, Step) is not None
            seen.extend(
                subtotals(totals(states_by_pledge(session, date(2025, 12, 31)).values(), {}))
            )

    look()
    assert [subtotal for subtotal in seen if subtotal.sums]
