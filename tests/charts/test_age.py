"""How old evidence is, in a word or two."""

from datetime import date

import pytest

from app.charts.age import age_words


@pytest.mark.parametrize(
    ("evidence_on", "words"),
    [
        (date(2026, 11, 29), "later"),
        (date(2026, 11, 28), "0 days"),
        (date(2026, 11, 27), "1 day"),
        (date(2026, 9, 30), "59 days"),
        (date(2026, 6, 28), "≈ 5 months"),
        (date(2023, 11, 28), "≈ 3 years"),
        (None, "–"),
    ],
)
def test_months_and_years_say_that_they_are_about(evidence_on: date | None, words: str):
    assert age_words(evidence_on, date(2026, 11, 28)) == words
