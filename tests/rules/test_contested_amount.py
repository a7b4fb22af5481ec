"""The range over what sources say that disagree on how much."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.quantity import Quantity
from app.rules.contested_amount import amount_range, different_amounts
from tests.rules.test_totals_at_random import QUANTITIES


def range_text(*texts: str) -> str:
    """The range over these quantities; "" where there is none."""
    return str(amount_range([Quantity.parse(text) for text in texts]) or "")


@pytest.mark.parametrize(
    ("amounts", "words"),
    [
        (["300 troops", "400 troops"], "300 to 400 troops"),
        (["300 troops", "about 400 troops"], "about 300 to 400 troops"),
        (["300 troops", "about 300 troops"], "about 300 troops"),
        (["300 to 400 troops", "350 troops"], "300 to 400 troops"),
        (["300 troops", "at least 200 troops"], "at least 200 troops"),
        (["300 troops", "more than 200 troops"], "more than 200 troops"),
        (["200 troops", "more than 200 troops"], "at least 200 troops"),
        (["300 troops", "up to 200 troops"], "up to 300 troops"),
        (["less than 300 troops", "up to 200 troops"], "less than 300 troops"),
        (["less than 300 troops", "up to 300 troops"], "up to 300 troops"),
        (["less than 300 troops", "100 troops"], "less than 300 troops"),
    ],
)
def test_it_goes_from_the_least_to_the_most_that_is_said(amounts: list[str], words: str):
    assert range_text(*amounts) == range_text(*reversed(amounts)) == words


@pytest.mark.parametrize(
    "amounts",
    [
        ["300 troops", "€5 million"],
        ["€5 million", "€5 million a year"],
        ["300 troops", "“a company” of troops"],
        ["more than 300 troops", "up to 200 troops"],
        ["about 300 troops", "more than 200 troops"],
    ],
)
def test_where_no_range_holds_what_is_said_there_is_none(amounts: list[str]):
    assert range_text(*amounts) == ""


def test_amounts_that_say_the_same_are_one():
    same = [Quantity.parse("300 troops").model_copy(update={"words": w}) for w in ("300", None)]

    assert different_amounts(same) == ()
    assert len(different_amounts([*same, Quantity.parse("400 troops")])) == 2


def readings(quantity: Quantity) -> list[Fraction]:
    """Some of the amounts that a quantity leaves possible, its edges among them."""
    low, high = (None if end is None else Fraction(end) for end in quantity.bounds)
    hair = Fraction(quantity.qualifier in ("more than", "less than"), 1000)
    return (
        [(low or Fraction(0)) + (hair if low is not None else 0), (low or 0) + 900]
        if (high is None)
        else [low or Fraction(0), high - hair]
    )


@given(st.lists(QUANTITIES, min_size=2, max_size=4))
def test_it_admits_every_reading_of_what_is_said(amounts: list[Quantity]):
    whole = amount_range(amounts)

    for amount in (reading for each in amounts for reading in readings(each)) if whole else ():
        low, high = whole.bounds
        assert low is None or (amount > low if whole.qualifier == "more than" else amount >= low)
        assert high is None or (amount < high if whole.qualifier == "less than" else amount <= high)
