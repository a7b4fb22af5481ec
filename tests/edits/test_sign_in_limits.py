from datetime import UTC, datetime, timedelta

import pytest

from app.edits.sign_in_limits import (
    address_wait,
    answer_delay,
    is_session_valid,
    seconds_to_wait,
)

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(0, 0), (3, 0), (4, 1), (5, 2), (13, 512), (14, 900), (99, 900)],
)
def test_who_mistypes_again_and_again_waits_longer(failures: int, seconds: int):
    assert seconds_to_wait(failures, NOON, NOON) == seconds


def test_a_wait_passes():
    assert seconds_to_wait(8, NOON, NOON + timedelta(seconds=15.5)) == 1
    assert seconds_to_wait(8, NOON, NOON + timedelta(seconds=16)) == 0
    assert seconds_to_wait(8, None, NOON) == 0


@pytest.mark.parametrize(
    ("names", "seconds"), [(0, 0), (10, 0), (11, 1), (19, 256), (20, 300), (150, 300)]
)
def test_an_address_where_ever_other_names_fail_waits_longer(names: int, seconds: int):
    assert address_wait(names, NOON, NOON) == seconds


def test_no_wait_is_longer_than_its_own_maximum_whatever_a_clock_says():
    later = NOON + timedelta(days=400)

    assert seconds_to_wait(99, later, NOON) == 900
    assert seconds_to_wait(99, later, NOON, 60) == 60
    assert seconds_to_wait(4, later, NOON) == 1
    assert address_wait(99, later, NOON) == 300


@pytest.mark.parametrize(("failures", "seconds"), [(0, 0), (10, 0), (11, 0.1), (20, 1), (999, 1)])
def test_a_name_under_attack_is_answered_a_second_later_at_most(failures: int, seconds: float):
    assert answer_delay(failures) == seconds


def test_a_session_lasts_while_it_is_used_but_not_for_ever():
    month, year = timedelta(days=30), timedelta(days=180)

    assert is_session_valid(NOON, NOON, NOON + month - timedelta(seconds=1))
    assert not is_session_valid(NOON, NOON, NOON + month)
    assert not is_session_valid(NOON, NOON + year, NOON + year)
