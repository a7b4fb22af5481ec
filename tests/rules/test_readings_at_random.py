"""Totals of what is contested, or may be the same, leave all readings of their parts possible."""

from collections.abc import Iterable
from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from app.models.quantity import Quantity
from app.models.step import STAGES
from app.rules.pledge_state import PledgeState
from app.rules.quantity_sum import Sum
from app.rules.totals import totals
from tests.rules.pledge_states import contested_state, pledge_state
from tests.rules.test_totals_at_random import QUANTITIES

Pair = tuple[int, int]
STATEMENTS = st.lists(QUANTITIES.map(str), min_size=1, max_size=3, unique=True)
PLEDGES = st.lists(STATEMENTS, min_size=1, max_size=4)
STAGE = st.sampled_from(STAGES)
PAIRS = st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), max_size=4)


def build_states(pledges: list[list[str]], stage: str) -> list[PledgeState]:
    """A pledge for each list of what its sources say of a stage; one of them offers more."""
    return [
        contested_state(i, *texts, stage=stage)
        if len(texts) > 1
        else pledge_state(i, **{"offered": "9 ships" if i == 1 else None} | {stage: texts[0]})
        for i, texts in enumerate(pledges, 1)
    ]


def readings(quantities: Iterable[Quantity]) -> set[Fraction]:
    """Some of the amounts that one of these leaves possible, its edges among them."""
    amounts = set()
    for quantity in quantities:
        low, high = (None if end is None else Fraction(end) for end in quantity.bounds)
        hair = Fraction(1, 1000) if quantity.qualifier in ("more than", "less than") else 0
        amounts |= {low + hair, low + 999} if high is None else {low or Fraction(0), high - hair}
    return amounts


def groups(ids: Iterable[int], pairs: list[Pair]) -> list[set[int]]:
    """The ids, those that pairs connect together."""
    parts = [{i} for i in ids]
    for pair in pairs:
        touched = [part for part in parts if part & set(pair)]
        rest = [part for part in parts if part not in touched]
        is_both = set(pair) <= set().union(*touched)
        parts = [*rest, set().union(*touched)] if is_both else parts
    return parts


def admits(total: Sum, amount: Fraction) -> bool:
    """Whether a sum leaves an amount possible."""
    if amount < total.low or (amount == total.low and total.is_above):
        return False
    return (
        total.high is None or amount < total.high or (amount == total.high and not total.is_below)
    )


@given(PLEDGES, PAIRS, STAGE)
def test_every_reading_of_the_parts_is_admitted(
    pledges: list[list[str]], pairs: list[Pair], stage: str
):
    states = {state.pledge_id: state.amount(stage) for state in build_states(pledges, stage)}
    (total,) = totals(build_states(pledges, stage), {}, pairs, stage)

    for each in total.free.sums:
        parts = [states[i] for i in each.pledge_ids]
        together = groups(each.pledge_ids, pairs)
        for amounts in product(*(readings(s.statements or [s.quantity]) for s in parts)):
            by_id = dict(zip(each.pledge_ids, amounts, strict=True))
            lists = [[by_id[i] for i in group] for group in together]
            assert admits(each, sum(max(group) for group in lists))
            assert admits(each, sum(sum(group) for group in lists))


@given(PLEDGES, PAIRS, STAGE)
def test_no_end_is_looser_than_what_the_parts_may_come_to(
    pledges: list[list[str]], pairs: list[Pair], stage: str
):
    states = {state.pledge_id: state.amount(stage) for state in build_states(pledges, stage)}
    (total,) = totals(build_states(pledges, stage), {}, pairs, stage)

    for each in total.free.sums:
        together = groups(each.pledge_ids, pairs)
        lows = [[states[i].quantity.low or 0 for i in group] for group in together]
        highs = [states[i].quantity.high for i in each.pledge_ids]
        assert each.low == sum(max(group) for group in lows)
        assert each.high == (None if None in highs else sum(highs))


@given(PLEDGES, PAIRS, STAGE)
def test_all_that_is_counted_is_in_a_sum_or_beside_it(
    pledges: list[list[str]], pairs: list[Pair], stage: str
):
    states = build_states(pledges, stage)

    (total,) = totals(states, {}, pairs, stage)

    assert total.pledge_ids == tuple(state.pledge_id for state in states)
    unbounded = {s.pledge_id for s in states if s.amount(stage).quantity is None}
    assert set(total.free.contested) == unbounded
