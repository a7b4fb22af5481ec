"""Scales from zero: an open bound never gets an end, and words never a length."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.charts.scale import Scale, build_scale
from app.models.quantity import Quantity
from tests.models.any_quantity import quantities


@settings(max_examples=50)
@given(st.lists(quantities(), min_size=1, max_size=5))
def test_an_end_is_drawn_only_where_the_amount_has_one(amounts: list[Quantity]):
    scale = build_scale(amounts)

    for amount in amounts:
        extent = scale.extent(amount)
        if amount.bounds == (None, None):
            assert extent is None
        else:
            assert (extent.start is None, extent.end is None) == tuple(
                end is None for end in amount.bounds
            )
            assert 0 <= extent.left <= extent.right <= 100
            assert extent.start in (None, extent.left)
            assert extent.end in (None, extent.right)


@settings(max_examples=50)
@given(quantities(), quantities())
def test_a_scale_is_linear_and_begins_at_zero(one: Quantity, other: Quantity):
    scale = build_scale([one, other])
    places = [scale.place(tick) for tick in scale.ticks]

    assert places[0] == 0
    assert places[-1] == 100
    assert 2 <= len(places) <= 6
    assert scale.place(scale.limit / 2) == pytest.approx(50)


def test_an_open_end_fades_within_the_picture():
    scale = build_scale(
        map(Quantity.parse, ["20,000 to 100,000 troops", "more than 15,000 troops"])
    )

    extent = scale.extent(Quantity.parse("more than 15,000 troops"))

    assert (extent.start, extent.end, extent.left, extent.right) == (15, None, 15, 40)
    assert scale.extent(Quantity.parse("up to 4,000 troops")).start is None


def test_what_is_narrow_has_no_room_for_a_corner():
    scale = Scale(limit=Decimal(100), step=Decimal(25))

    assert scale.extent(Quantity.parse("up to 4 ships")).is_narrow
    assert not scale.extent(Quantity.parse("up to 5 ships")).is_narrow
    assert scale.extent(Quantity.parse("3 ships")).width == 0


def test_without_a_figure_there_is_a_scale_and_no_length():
    scale = build_scale([None, Quantity.parse("“thousands” of troops")])

    assert scale.ticks == [0, 1, 2, 3, 4]
    assert scale.extent(None) is None


def test_what_is_not_on_the_scale_has_no_place():
    with pytest.raises(ValueError, match="101 is not on a scale from 0 to 100"):
        Scale(limit=Decimal(100), step=Decimal(25)).place(Decimal(101))
