"""A total with amounts that may be the same, or that sources disagree on, rules no reading out."""

from collections.abc import Collection
from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from app.models.quantity import Quantity
from app.rules.pledge_state import PledgeState
from app.rules.totals import Total, totals
from tests.queries.test_totals_at_random import admissible, admits
from tests.rules.pledge_states import contested_state, pledge_state

AMOUNTS = st.builds(
    "{}{} troops".format,
    st.sampled_from(["", "more than ", "up to ", "at least ", "less than ", "about "]),
    st.integers(1, 9),
)
STATEMENTS = st.lists(AMOUNTS, min_size=1, max_size=2, unique=True)  # two where sources disagree
PLEDGES = st.lists(STATEMENTS, min_size=2, max_size=4)
PAIRS = st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), max_size=3)


def to_state(number: int, statements: list[str]) -> PledgeState:
    """Pledge `number`, of which this is said."""
    if len(statements) > 1:
        return contested_state(number, *statements)
    return pledge_state(number, *statements)


def connected(numbers: Collection[int], pairs: list[tuple[int, int]]) -> list[list[int]]:
    """These numbers in groups that the pairs connect."""
    group_of = {number: {number} for number in numbers}
    for first, second in pairs:
        if first in group_of and second in group_of:
            joined = group_of[first] | group_of[second]
            group_of |= dict.fromkeys(joined, joined)
    return [sorted(group) for group in {id(each): each for each in group_of.values()}.values()]


def readings(plan: list[list[str]], groups: list[list[int]]) -> set[Fraction]:
    """What all may come to: a group is one amount, its largest, or all of them added up."""
    numbers = [number for group in groups for number in group]
    options = [
        [amount for text in plan[number - 1] for amount in admissible(Quantity.parse(text))]
        for number in numbers
    ]
    return {
        sum(
            (
                way(amount_of[number] for number in group)
                for way, group in zip(ways, groups, strict=True)
            ),
            Fraction(0),
        )
        for amount_of in (dict(zip(numbers, each, strict=True)) for each in product(*options))
        for ways in product((max, sum), repeat=len(groups))
    }


@settings(max_examples=150)
@given(PLEDGES, PAIRS)
def test_a_total_rules_out_no_reading_of_its_parts(
    plan: list[list[str]], pairs: list[tuple[int, int]]
):
    states = [to_state(number, statements) for number, statements in enumerate(plan, 1)]

    [total] = totals(states, {}, pairs)

    for each in total.free.sums:
        amounts = readings(plan, connected(each.pledge_ids, pairs))
        assert all(admits(each, amount) for amount in amounts)
        assert not admits(each, min(amounts) - 1)
        assert each.high is None or not admits(each, max(amounts) + 1)
    beside = {*total.free.contested, *total.free.ids_without_figure}
    assert beside == {i for i in total.pledge_ids if i not in in_sums(total)}


def in_sums(total: Total) -> set[int]:
    """The pledges whose amounts a total adds up."""
    return {number for each in total.free.sums for number in each.pledge_ids}
