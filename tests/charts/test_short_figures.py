"""How amounts are written in a few signs: never sharper than they were stated, and never wrong."""

import re
from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.charts.short_figures import fit_quantity
from app.models.quantity import Qualifier, Quantity
from tests.models.any_quantity import quantities

ZEROS = {"tn": 12, "bn": 9, "m": 6, "k": 3, None: 0}
FIGURE = re.compile(r"([0-9][0-9,.]*)(tn|bn|m|k)?(?![a-z])")


@dataclass(frozen=True)
class Reading:
    """What a reader takes a few signs for; None where they leave an end open."""

    low: Decimal | None
    high: Decimal | None
    is_about: bool


def read_figure(text: str) -> Reading:
    """The amount that a reader sees."""
    figures = FIGURE.findall(text)
    ends = [
        Decimal(digits.replace(",", "")).scaleb(ZEROS[word or None]) for digits, word in figures
    ]
    if len(ends) == 2:  # the letter of the last is that of both
        ends[0] = ends[0].scaleb(ZEROS[figures[1][1] or None] - ZEROS[figures[0][1] or None])
    low = None if text[0] in "≤<" else ends[0]
    high = None if text[0] in "≥>" or "+" in text else ends[-1]
    return Reading(low, high, text.startswith("≈"))


@pytest.mark.parametrize(
    ("amount", "long", "short"),
    [
        ("150 troops", "150 troops", "150"),
        ("1 ship", "1 ship", "1 ship"),
        ("more than £100 million", ">£100m", ">£100m"),
        ("up to €400 million", "≤€400m", "≤€400m"),
        ("about 20 countries", "≈20 countries", "≈20"),
        ("at least 2 batteries", "≥2 batteries", "≥2"),
        ("less than 5 ships", "<5 ships", "<5"),
        ("150 to 250 troops", "150–250 troops", "≥150"),
        ("about 150 to 250 troops", "≈150–250 troops", "≈150+"),
        ("5 to 60 people trained", "5–60", "5–60"),
        ("£5 million to £60 million", "£5–60m", "£5–60m"),
        ("£500,000 to £1,500,000", "£0.5–1.5m", "≥£500k"),
        ("€150 million a year", "€150m/yr", "150m/y"),
        ("DKK 500 million a year", "DKK 500m/yr", "500m/y"),
        ("NOK 1 billion", "NOK 1bn", "kr1bn"),
        ("CHF 30 million", "CHF 30m", "¤30m"),
        ("12,345 troops", "12,345 troops", "12,345"),
        ("more than 12,345 troops", ">12,345 troops", ">12.3k"),
        ("up to 123,456 troops", "≤123,456 troops", "≤124k"),
        ("123,456 troops", "123,456 troops", "≈123k"),
        ("999,999 rounds", "999,999 rounds", "≈1m"),
        ("0 troops", "0 troops", "0"),
        ("£99,999,999,999,999,999", "≥£999tn", "≥999tn"),
        ("up to £99,999,999,999,999,999", "", ""),
        ("about 1,580,000 to 225,500,000 troops", "≈1.58–225.5m", "≈1.5m+"),
        ("an unstated number of troops", "", ""),
    ],
)
def test_an_amount_is_as_sharp_as_there_is_room(amount: str, long: str, short: str):
    quantity = Quantity.parse(amount)

    assert (fit_quantity(quantity, 17), fit_quantity(quantity, 6)) == (long, short)


@settings(max_examples=60)
@given(quantities(), st.integers(4, 17))
def test_no_figure_says_more_than_its_amount(quantity: Quantity, limit: int):
    text = fit_quantity(quantity, limit)

    assert len(text) <= limit
    if text:
        low, high = quantity.bounds
        reading = read_figure(text)
        if low == high and reading.is_about:  # rounded to the nearest
            assert abs(reading.low - low) <= max(low / 2, 1)
        else:
            assert reading.low is None or (low is not None and reading.low <= low)
            assert reading.high is None or (high is not None and reading.high >= high)


@settings(max_examples=60)
@given(quantities(), st.integers(4, 17))
def test_a_bound_stays_and_what_is_about_stays_about(quantity: Quantity, limit: int):
    sign = {"about": "≈", "more than": ">", "at least": "≥", "up to": "≤", "less than": "<"}
    text = fit_quantity(quantity, limit)

    assert not text or text[0] in (sign.get(quantity.qualifier, text[0]), "≥")
    assert not text.startswith("≥") or quantity.qualifier is not Qualifier.ABOUT


@settings(max_examples=60)
@given(quantities())
def test_six_signs_hold_every_figure_that_is_not_astronomic(quantity: Quantity):
    ends = [end for end in quantity.bounds if end is not None]

    assert bool(fit_quantity(quantity, 6)) == bool(ends) or max(ends) > Decimal("999E12")
