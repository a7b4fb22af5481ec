import pytest

from app.forms.typed import as_typed, place, quantity, understood, when
from app.models.place import PlaceRule


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (quantity("£100m+"), "at least £100 million"),
        (quantity("100m pounds"), "£100 million"),
        (when("late Nov 2025"), "between 21 and 30 November 2025 ([2025-11-21..2025-11-30])"),
        (when("c. 2025, inferred"), "about 2025, inferred (2025~)"),
        (place("Kyiv or Odesa", "ua", PlaceRule.ANY), "Kyiv or Odesa (Ukraine)"),
        (place("nearby", "pl, ro", PlaceRule.ANY), "nearby (Poland or Romania)"),
        (place("nearby", "pl, ro", PlaceRule.ALL), "nearby (Poland and Romania)"),
        (place("nearby", "", PlaceRule.ALL), "nearby (no country named)"),
    ],
)
def test_what_was_understood_is_shown_back_in_words(value, shown: str):
    assert understood(value) == shown


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (quantity("1.2340 EUR"), "€1.2340"),
        (quantity("“1.234” of troops"), "“1.234” of troops"),
        (when("[2025-11-21..2025-11-30]"), "between 21 and 30 November 2025"),
        (when("by 2025, inferred"), "by 2025"),
        (place("nearby", "ro, pl", PlaceRule.ALL), "Poland, Romania"),
    ],
)
def test_a_box_holds_what_can_be_typed(value, text: str):
    assert as_typed(value) == text
