import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from app.models.quantity import Per, Qualifier, Quantity
from app.spine.value import to_json, type_adapter
from tests.models.any_quantity import WORDS, quantities

PRINTED = [
    ({"low": 100_000_000, "qualifier": "more than", "unit": "GBP"}, "more than £100 million"),
    ({"low": 20, "qualifier": "about", "unit": "countries"}, "about 20 countries"),
    ({"low": 20, "high": 30, "qualifier": "about", "unit": "ships"}, "about 20 to 30 ships"),
    (
        {"low": 20_000, "high": 100_000, "qualifier": "range", "unit": "troops"},
        "20,000 to 100,000 troops",
    ),
    ({"qualifier": "unstated", "unit": "troops"}, "an unstated number of troops"),
    (
        {"qualifier": "unstated", "unit": "troops", "words": "small number"},
        "“small number” of troops",
    ),
    ({"qualifier": "unstated", "unit": "troops", "words": "thousands"}, "“thousands” of troops"),
    ({"qualifier": "unstated", "words": "a regiment"}, "“a regiment”"),
    ({"qualifier": "unstated", "words": "much", "per": "month"}, "“much” a month"),
    ({"low": 1, "qualifier": "exact", "unit": "companies"}, "1 company"),
    ({"low": 2, "qualifier": "exact", "unit": "batteries"}, "2 batteries"),
    ({"qualifier": "unstated", "unit": "EUR"}, "an unstated amount in EUR"),
    (
        {"qualifier": "unstated", "unit": "EUR", "words": "a lot", "per": "year"},
        "“a lot” in EUR a year",
    ),
    (
        {"low": 250_000_000, "qualifier": "exact", "unit": "GBP", "per": "year"},
        "£250 million a year",
    ),
    (
        {"low": 100_500_000, "qualifier": "exact", "unit": "USD", "per": "month"},
        "US$100.5 million a month",
    ),
    ({"low": 123_456_789, "qualifier": "exact", "unit": "EUR"}, "€123,456,789"),
    ({"low": 1_250_000_000, "qualifier": "at least", "unit": "UAH"}, "at least UAH 1.25 billion"),
    ({"low": 1_234_000_000, "qualifier": "exact", "unit": "PLN"}, "PLN 1,234 million"),
    ({"low": 5_000_000, "qualifier": "exact", "unit": "CAD", "per": "once"}, "CAD 5 million, once"),
    ({"low": 5, "high": 6_000_000, "qualifier": "range", "unit": "GBP"}, "£5 to £6,000,000"),
    (
        {"low": 10**6, "high": 10**9, "qualifier": "range", "unit": "GBP"},
        "£1 million to £1 billion",
    ),
    ({"low": "1000000.5", "qualifier": "exact", "unit": "GBP"}, "£1,000,000.5"),
    ({"low": "5000.50", "qualifier": "exact", "unit": "GBP"}, "£5,000.5"),
    ({"high": 2, "qualifier": "up to", "unit": "ships"}, "up to 2 ships"),
    ({"high": 1, "qualifier": "up to", "unit": "ships"}, "up to 1 ship"),
    ({"high": 5000, "qualifier": "less than", "unit": "troops"}, "less than 5,000 troops"),
    ({"low": 1, "qualifier": "exact", "unit": "aircraft"}, "1 aircraft"),
    ({"low": "1.00", "qualifier": "exact", "unit": "countries"}, "1 country"),
    ({"low": 1, "qualifier": "about", "unit": "people trained"}, "about 1 person trained"),
    ({"low": 1, "high": 1, "qualifier": "range", "unit": "ships"}, "1 to 1 ships"),
    ({"low": 0, "qualifier": "exact", "unit": "troops"}, "0 troops"),
    ({"low": "-0", "qualifier": "exact", "unit": "troops"}, "0 troops"),
    ({"low": 900, "qualifier": "exact", "unit": "troops"}, "900 troops"),
]


@pytest.mark.parametrize(("given", "printed"), PRINTED)
def test_a_quantity_is_printed_with_all_it_means(given, printed):
    assert str(Quantity(**given)) == printed


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"qualifier": "exact"}, "An exact quantity takes one figure."),
        ({"qualifier": "exact", "low": 1, "high": 2}, "An exact quantity takes one figure."),
        ({"qualifier": "about"}, "“About” takes one figure, or the two ends of a range."),
        ({"qualifier": "at least", "high": 1}, "“At least” takes a least and no most."),
        ({"qualifier": "more than", "low": 1, "high": 2}, "“More than” takes a least and no most."),
        ({"qualifier": "up to", "low": 1}, "“Up to” takes a most and no least."),
        ({"qualifier": "less than"}, "“Less than” takes a most and no least."),
        ({"qualifier": "less than", "high": 0}, "Nothing is less than 0."),
        ({"qualifier": "range", "low": 1}, "A range takes a least and a most."),
        ({"qualifier": "range", "low": 2, "high": 1}, "The least is more than the most."),
        ({"qualifier": "about", "low": 2, "high": 1}, "The least is more than the most."),
        ({"qualifier": "unstated", "low": 1}, "With a figure, choose what the figure is said"),
        ({"qualifier": "exact", "low": -1}, "greater than or equal to 0"),
        ({"qualifier": "exact", "low": 10**20}, "no more than 20 digits"),
        ({"qualifier": "exact", "low": "NaN"}, "finite number"),
        ({"qualifier": "unstated", "words": ""}, "at least 1 character"),
        ({"qualifier": "unstated", "words": "a" * 201}, "at most 200 characters"),
        ({"qualifier": "unstated", "unit": "men"}, "“men” is no unit."),
        ({"qualifier": "unstated", "unit": None}, "only words can stand without a unit"),
        ({"qualifier": "exact", "low": 5, "unit": None, "words": "5"}, "only words can stand"),
    ],
)
def test_a_quantity_that_means_nothing_is_refused_in_a_plain_sentence(given, says):
    with pytest.raises(ValidationError, match=says):
        Quantity(**{"unit": "troops"} | given)


def test_an_exact_figure_stands_at_both_ends():
    low = Quantity(low=20, qualifier="exact", unit="ships")
    high = Quantity(high=20, qualifier="exact", unit="ships")

    assert low == high
    assert low.bounds == (20, 20)


def test_what_is_no_form_of_a_quantity_is_refused():
    with pytest.raises(ValidationError, match="valid dictionary"):
        Quantity.model_validate("20 ships")


@pytest.mark.parametrize(
    ("text", "sorted_by"),
    [
        ("more than £100 million", 100_000_000.0),
        ("up to 2 ships", 2.0),
        ("20,000 to 100,000 troops", 20_000.0),
        ("0 ships", 0.0),
        ("an unstated number of ships", None),
    ],
)
def test_a_quantity_is_sorted_by_its_least_else_its_most(text, sorted_by):
    assert Quantity.parse(text).sortable == sorted_by


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("about twenty", "“about twenty” is no quantity. Write one like “about 20 countries”"),
        ("10,00 ships", "“10,00 ships” is no quantity"),
        ("“” of troops", "is no quantity"),
        ("20", "Say one unit, such as troops, or one currency, such as £ or GBP."),
        ("£5 troops", "Say one unit"),
        ("£5 to €6", "Say one unit"),
        ("5 XYZ", "“XYZ” is no unit."),
        ("£1 to £2 million", "Write both figures in full, or both in millions or billions."),
        ("0 to £2 million", "Write both figures in full"),
        ("6 to 5 ships", "The least is more than the most."),
        ("up to 5 to 6 ships", "“Up to” takes a most and no least."),
        ("range 5 ships", "A range takes a least and a most."),
        ("1.00000000000000000000000000001 ships", "no more than 20 digits"),
    ],
)
def test_what_is_no_quantity_is_refused_in_a_plain_sentence(text, says):
    with pytest.raises(ValueError, match=re.escape(says)) as raised:
        Quantity.parse(text)

    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("GBP 1.25 billion", "£1,250,000,000"),
        ("5 to 6 GBP", "£5 to £6"),
        ("exact 2 ship", " 2 ships "),
        ("£10,000,000,000.12 billion", "£10,000,000,000,120,000,000"),
    ],
)
def test_other_spellings_are_read_as_the_same_quantity(text, same):
    assert Quantity.parse(text) == Quantity.parse(same)


def test_words_may_look_like_the_end_of_a_quantity():
    words = "a few” of ships, perhaps"

    quantity = Quantity.parse(f"“{words}” of troops, once")

    assert (quantity.words, quantity.unit, quantity.per) == (words, "troops", Per.ONCE)


@given(quantities())
def test_what_is_printed_is_read_as_the_same_quantity(quantity):
    again = Quantity.parse(str(quantity))

    assert again.bounds == quantity.bounds
    assert (again.qualifier, again.unit, again.per) == (
        quantity.qualifier,
        quantity.unit,
        quantity.per,
    )
    assert again.words == (quantity.words if quantity.qualifier is Qualifier.UNSTATED else None)


@given(quantities().filter(lambda quantity: quantity.qualifier is not Qualifier.UNSTATED))
def test_what_is_printed_is_never_sharper_than_what_was_stated(quantity):
    scales = {"": "", " million": "E6", " billion": "E9"}
    figures = re.findall(r"([0-9][0-9,.]*)( million| billion|)", str(quantity))

    figures_printed = {
        Decimal(digits.replace(",", "") + scales[scale]) for digits, scale in figures
    }

    assert figures_printed == {end for end in quantity.bounds if end is not None}
    bare = quantity.qualifier in (Qualifier.EXACT, Qualifier.RANGE)
    assert str(quantity).startswith(f"{quantity.qualifier} ") is not bare


@given(quantities(), st.none() | WORDS.filter(lambda words: not re.search("[0-9]", words)))
def test_without_a_figure_none_is_printed(quantity, words):
    unstated = Quantity(
        qualifier="unstated", unit=quantity.unit or "ships", per=quantity.per, words=words or None
    )

    assert not re.search("[0-9]", str(unstated))


@given(quantities())
def test_a_quantity_comes_back_as_it_was_told(quantity):
    assert type_adapter(Quantity).validate_python(to_json(quantity)) == quantity
