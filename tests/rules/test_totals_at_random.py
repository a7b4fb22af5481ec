"""What holds for the adding of any quantities."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.models.quantity import Quantity
from app.rules.quantity_sum import Sum, add_sums, to_sum

END = st.integers(0, 50)
QUANTITIES = st.one_of(
    st.builds("{} troops".format, END),
    st.builds("about {} troops".format, END),
    st.builds("at least {} troops".format, END),
    st.builds("more than {} troops".format, END),
    st.builds("up to {} troops".format, END),
    st.builds("less than {} troops".format, st.integers(1, 50)),
    st.builds(lambda low, more: f"{low} to {low + more} troops", END, st.integers(1, 50)),
).map(Quantity.parse)


def ends(total: Sum) -> tuple[float, float]:
    """Its ends as numbers: infinity for none."""
    return float(total.low), float("inf") if total.high is None else float(total.high)


def raise_ends(quantity: Quantity, by: int) -> Quantity:
    """The same quantity, each of its ends higher."""
    ends = {name: getattr(quantity, name) for name in ("low", "high")}
    return quantity.model_copy(update={n: e + by for n, e in ends.items() if e is not None})


def sum_of(quantities: list[Quantity]) -> Sum:
    return add_sums([to_sum(i, quantity) for i, quantity in enumerate(quantities)])


@given(st.lists(QUANTITIES, min_size=1, max_size=6), st.data())
def test_raising_a_bound_never_lowers_a_total(quantities: list[Quantity], data: st.DataObject):
    which = data.draw(st.integers(0, len(quantities) - 1))
    higher = list(quantities)
    higher[which] = raise_ends(quantities[which], data.draw(st.integers(1, 50)))

    before, after = ends(sum_of(quantities)), ends(sum_of(higher))

    assert after[0] >= before[0]
    assert after[1] >= before[1]


@given(st.lists(QUANTITIES, min_size=1, max_size=6))
def test_one_more_part_never_lowers_a_total(quantities: list[Quantity]):
    more = ends(sum_of([*quantities, Quantity.parse("3 troops")]))

    assert all(end >= was for end, was in zip(more, ends(sum_of(quantities)), strict=True))


@given(st.lists(QUANTITIES, min_size=2, max_size=6))
def test_the_order_of_the_parts_does_not_matter(quantities: list[Quantity]):
    there, back = sum_of(quantities), sum_of(quantities[::-1])

    assert replace(there, pledge_ids=()) == replace(back, pledge_ids=())


@given(QUANTITIES.filter(lambda quantity: quantity.low != 0 and quantity.high != 0))
def test_one_part_alone_is_told_as_it_is(quantity: Quantity):
    assert str(sum_of([quantity])) == str(quantity)
