import re
from contextlib import suppress
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.forms.parsers import input_text, parse_quantity
from app.forms.parsers.currency import check_money
from app.models.quantity import Qualifier, Quantity
from app.models.unit import CURRENCIES
from tests.models.any_quantity import quantities

OPEN = (Qualifier.UNSTATED, Qualifier.AT_LEAST, Qualifier.MORE_THAN)


def can_be_typed(quantity: Quantity) -> bool:
    """Whether it is money, or no money at all, and not nothing."""
    with suppress(ValueError):
        if quantity.unit in CURRENCIES:
            check_money(quantity.unit)
        return any(quantity.bounds) or quantity.qualifier in OPEN
    return False


@given(quantities().filter(can_be_typed))
def test_what_a_box_holds_is_read_as_the_same_quantity(stored):
    assert parse_quantity(input_text(stored), words=stored.words) == stored


@given(quantities().filter(can_be_typed))
def test_what_is_printed_is_read_as_the_same_quantity_or_asked_about(printed):
    try:
        read = parse_quantity(str(printed), words=printed.words)
    except ValueError as error:
        asked = re.match(r"“([0-9]+\.[0-9]{3})” can be read in two ways", str(error))
        assert asked
        assert asked[1] in str(printed)
    else:
        assert read == printed


@given(st.text(max_size=60) | st.text("0123456789.,- aAmkto£$", max_size=30))
@pytest.mark.covered
def test_a_text_is_read_or_refused_in_sentences(text: str):
    says = None
    try:
        read = parse_quantity(text, unit="troops")
    except ValueError as error:
        says = str(error)

    assert (
        says.endswith(".") if says else parse_quantity(input_text(read), words=read.words) == read
    )


@pytest.mark.parametrize(
    "text",
    [
        "9" * 10_000,
        "5 " * 150,
        "1," * 149,
        "half " * 60,
        "two " * 75,
        "from 1 to " * 30,
        "1-" * 150,
        "between " * 37,
        "of " * 100,
        "“" * 300,
        "/" * 300,
        ", " * 149 + "5",
        "many " * 60,
        "small number of " * 18,
        "another " * 37,
        "2 ships and " * 25,
        "(5 " * 100,
        "5 a " + "of b " * 59,
        "5 " + "Leopard 2 " * 29,
    ],
)
def test_a_large_or_hostile_text_is_answered_at_once(text: str):
    started = process_time()

    with suppress(ValueError):
        parse_quantity(text, unit="troops")

    assert process_time() - started < 0.1
