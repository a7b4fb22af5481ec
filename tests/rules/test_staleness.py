from datetime import date, timedelta

import pytest

from app.models.vocabulary import Bindingness
from app.rules.staleness import DAYS_UNTIL_OLD, evidence_age, is_evidence_old

TODAY = date(2026, 3, 1)


def days_ago(days: int) -> date:
    """The day so many days ago."""
    return TODAY - timedelta(days)


def test_every_bindingness_has_its_number_of_days():
    assert set(DAYS_UNTIL_OLD) == set(Bindingness)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-5, "newer than this day"),
        (0, "less than a day old"),
        (1, "1 day old"),
        (13, "13 days old"),
        (14, "about 2 weeks old"),
        (59, "about 8 weeks old"),
        (60, "about 2 months old"),
        (319, "about 10 months old"),
        (320, "about a year old"),
        (365, "about a year old"),
        (547, "about a year old"),
        (600, "about 2 years old"),
        (3650, "about 10 years old"),
    ],
)
def test_age_is_told_in_words_that_are_never_too_sharp(days, words):
    assert evidence_age(days_ago(days), TODAY) == words


def test_evidence_without_a_date_is_of_unknown_age():
    assert evidence_age(None, TODAY) == "of unknown age"


@pytest.mark.parametrize(("days", "is_old"), [(0, False), (90, False), (91, True)])
def test_evidence_is_old_once_nothing_that_is_floated_can_lean_on_it(days: int, is_old: bool):
    assert is_evidence_old(days_ago(days), TODAY) is is_old
    assert is_evidence_old(None, TODAY)
