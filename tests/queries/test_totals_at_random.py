"""What holds for totals on any register, at any revision, on any day."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, select
from sqlmodel import Session

from app.models import Circumstance, Link, Step
from app.models.quantity import Quantity
from app.models.vocabulary import CircumstanceState
from app.queries.values import value, values
from app.rules.identified import identified
from app.rules.totals import Half, Sum, Total, totals
from app.rules.value import Value
from app.spine import lookups
from app.spine.moment import at
from app.spine.recording import SYSTEM, recording
from app.spine.revision import Intent
from tests.queries.plans import DAYS, PLANS, Plan
from tests.queries.registers import there, written
from tests.queries.test_values_at_random import tries

pytestmark = [pytest.mark.slow, pytest.mark.covered]


def worth(session: Session, day: date) -> dict[int, Value]:
    """What the SQL says of each pledge."""
    rows = session.execute(select(values(day)))
    return {row.pledge_id: value(row) for row in rows}


def told(session: Session, day: date) -> tuple[list[Total], list[int]]:
    """The totals on a day, and who is identified."""
    rows = worth(session, day).values()
    return totals(rows, {}), identified(rows)


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
    least = amount > total.low if total.above else amount >= total.low
    if total.high is None:
        return least
    return least and (amount < total.high if total.below else amount <= total.high)


def no_sharper(total: Sum, parts: list[Quantity]) -> None:
    """Whatever its parts may come to, the total does not rule out; and no end is looser either."""
    edges = [sum(amounts) for amounts in product(*map(admissible, parts))]
    assert all(admits(total, amount) for amount in edges)
    assert not admits(total, min(edges) - 1)
    assert (total.high is None) == any(part.high is None for part in parts)
    assert total.high is None or not admits(total, max(edges) + 1)
    assert total.about == any(part.qualifier == "about" for part in parts)


def halves(found: list[Total]) -> list[Half]:
    return [half for total in found for half in (total.free, total.waiting)]


def test_a_total_is_what_one_gets_by_listing_its_rows_and_adding_them(engine: Engine):
    @tries(engine, 24)
    @given(PLANS, DAYS)
    def hold(plan: Plan, day: date):
        for number in written(engine, plan):
            with at(engine, number) as session:
                rows = worth(session, day)
            for each in (s for half in halves(totals(rows.values(), {})) for s in half.sums):
                parts = [rows[i].quantity for i in each.counted]
                assert {(part.unit, part.per) for part in parts} == {(each.unit, each.per)}
                assert each.low == sum((part.low or Decimal(0)) for part in parts)
                no_sharper(each, parts)

    hold()


def test_nothing_is_counted_twice_and_nothing_that_counts_is_left_out(engine: Engine):
    @tries(engine, 16)
    @given(PLANS, DAYS)
    def hold(plan: Plan, day: date):
        number = written(engine, plan)[-1]

        with at(engine, number) as session:
            rows = worth(session, day)
            links = session.scalars(select(Link)).all()
        found = totals(rows.values(), {})
        counted = [i for half in halves(found) for i in half.counted]

        assert sorted(counted) == [i for i, row in sorted(rows.items()) if row.beside is None]
        assert counted == list(dict.fromkeys(counted))
        both = [link for link in links if {link.from_id, link.to_id} <= set(counted)]
        assert {link.kind for link in both} <= {"adds to"}
        assert all(rows[i].actor_kind == "country" for i in counted)

    hold()


def test_what_was_told_at_a_revision_is_told_of_it_ever_after(engine: Engine):
    @tries(engine, 12)
    @given(PLANS, DAYS)
    def hold(plan: Plan, day: date):
        then: dict[int, object] = {}

        def look(number: int) -> None:
            with at(engine) as session:
                then[number] = told(session, day)

        written(engine, plan, look)

        for number, was in then.items():
            with at(engine, number) as session:
                assert told(session, day) == was

    hold()


def test_what_comes_after_a_day_changes_no_total_on_it(engine: Engine):
    @tries(engine, 12)
    @given(PLANS, DAYS, st.sampled_from(CircumstanceState))
    def hold(plan: Plan, day: date, state: CircumstanceState):
        written(engine, plan)
        with at(engine) as session:
            before = told(session, day)

        later(engine, day + timedelta(days=1), state)

        with at(engine) as session:
            assert told(session, day) == before

    hold()


def later(engine: Engine, day: date, state: CircumstanceState) -> None:
    """A step on each pledge that withdraws it, and a ceasefire or none, all of one day."""
    when = {"edtf": day.isoformat(), "basis": "stated"}
    with at(engine) as session:
        pledges = sorted(worth(session, day))
        entities = lookups.entities(session, pledges)
        taken = [row.at.edtf for row in session.scalars(select(Circumstance)) if row.at]
    with recording(engine, SYSTEM, Intent.RECORDS) as edit:
        for i in pledges:
            facts = {"standing": "withdrawn", "quantity": Quantity.parse("9 troops"), "at": when}
            edit.add(Step, facts, under=entities[i])
        if when["edtf"] not in taken:
            edit.add(Circumstance, {"kind": "ceasefire", "state": state, "at": when})


def test_the_random_registers_have_totals_to_speak_of(engine: Engine):
    seen: list[Half] = []

    @tries(engine, 24)
    @given(PLANS)
    def look(plan: Plan):
        written(engine, plan)
        with at(engine) as session:
            assert there(session, Step) is not None
            seen.extend(halves(totals(worth(session, date(2025, 12, 31)).values(), {})))

    look()
    assert [half for half in seen if half.sums]
