from datetime import date

import pytest

from app.forms.parsers import describe_value, input_text, parse_place, parse_quantity, parse_when
from app.models.place import PlaceRule


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (parse_quantity("£100m+"), "at least £100 million"),
        (parse_quantity("100m pounds"), "£100 million"),
        (parse_when("late Nov 2025"), "between 21 and 30 November 2025 ([2025-11-21..2025-11-30])"),
        (parse_when("c. 2025, inferred"), "about 2025, inferred (2025~)"),
        (parse_when("over four years"), "“over four years” (dates not stated)"),
        (parse_place("Kyiv or Odesa", "ua", PlaceRule.ANY), "Kyiv or Odesa (Ukraine)"),
        (parse_place("nearby", "pl, ro", PlaceRule.ANY), "nearby (Poland or Romania)"),
        (parse_place("nearby", "pl, ro", PlaceRule.ALL), "nearby (Poland and Romania)"),
        (parse_place("nearby", "", PlaceRule.ALL), "nearby (no country named)"),
    ],
)
def test_what_was_understood_is_shown_back_in_words(value, shown: str):
    assert describe_value(value) == shown


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (parse_quantity("1.2340 EUR"), "€1.2340"),
        (parse_quantity("“1.234” of troops"), "“1.234” of troops"),
        (parse_when("[2025-11-21..2025-11-30]"), "between 21 and 30 November 2025"),
        (parse_when("by 2025, inferred"), "by 2025"),
        (parse_when("since 2025"), "from 2025 on"),
        (parse_when("over four years"), "over four years"),
        (parse_when("four years", words="until it is built"), "../.."),
        (date(2026, 4, 3), "3 April 2026"),
        (parse_place("nearby", "ro, pl", PlaceRule.ALL), "Poland, Romania"),
    ],
)
def test_a_box_holds_what_can_be_typed(value, text: str):
    assert input_text(value) == text
