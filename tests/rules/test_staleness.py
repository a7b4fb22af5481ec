from datetime import date, timedelta

import pytest

from app.models.vocabulary import Bindingness, Delivery
from app.rules.staleness import DAYS_UNTIL_OLD, evidence_age, is_evidence_old, is_unconfirmed_lately

TODAY = date(2026, 3, 1)


def days_ago(days: int) -> date:
    """The day so many days ago."""
    return TODAY - timedelta(days)


@pytest.mark.parametrize(
    ("bindingness", "days"),
    [("floated", 90), ("declared", 180), ("formal", 365), ("authorised", 365), (None, 90)],
)
def test_evidence_is_old_after_so_many_days_and_not_on_the_last_of_them(bindingness, days):
    firm = Bindingness(bindingness) if bindingness else None

    assert not is_unconfirmed_lately(firm, None, days_ago(days), TODAY)
    assert is_unconfirmed_lately(firm, None, days_ago(days + 1), TODAY)


def test_every_bindingness_has_its_number_of_days():
    assert set(DAYS_UNTIL_OLD) == set(Bindingness)


@pytest.mark.parametrize("delivery", ["delivered", "ended"])
@pytest.mark.parametrize("evidence_on", [None, date(1999, 1, 1)])
def test_what_was_delivered_or_has_ended_is_never_unconfirmed(delivery, evidence_on):
    far = Delivery(delivery)

    assert not is_unconfirmed_lately(Bindingness.FLOATED, far, evidence_on, TODAY)


@pytest.mark.parametrize("delivery", [None, "none", "partial"])
def test_what_is_not_all_there_can_be_unconfirmed(delivery):
    far = Delivery(delivery) if delivery else None

    assert is_unconfirmed_lately(Bindingness.AUTHORISED, far, days_ago(366), TODAY)
    assert is_unconfirmed_lately(Bindingness.AUTHORISED, far, None, TODAY)


def test_evidence_of_a_day_to_come_is_not_old():
    assert not is_unconfirmed_lately(Bindingness.FLOATED, None, days_ago(-200), TODAY)


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
