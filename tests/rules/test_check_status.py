from datetime import date

import pytest

from app.models import Check
from app.models.vocabulary import Topic
from app.rules.check_status import latest_check


def check(number: int, day: int, *, found: str) -> Check:
    """A check of Latvian ships on a day of May 2026."""
    return Check(
        entity_id=number,
        since=1,
        root_id=number,
        actor_id=1,
        topic=Topic.SEA,
        checked_on=date(2026, 5, day),
        where="the parliament’s papers",
        found=found,
    )


MAY = [check(1, 3, found="nothing"), check(2, 5, found="something new")]


@pytest.mark.parametrize(
    ("day", "latest"),
    [(2, None), (3, MAY[0]), (4, MAY[0]), (5, MAY[1]), (30, MAY[1])],
    ids=[2, 3, 4, 5, 30],
)
def test_a_check_counts_from_its_day_until_the_next(day: int, latest: Check | None):
    assert latest_check(MAY, date(2026, 5, day)) is latest
    assert latest_check(reversed(MAY), date(2026, 5, day)) is latest


def test_without_a_check_there_is_none():
    assert latest_check([], date(2026, 5, 9)) is None


def test_of_two_checks_of_one_day_the_last_recorded_counts():
    again = check(3, 5, found="nothing")

    assert latest_check([again, *MAY], date(2026, 5, 9)) is again
