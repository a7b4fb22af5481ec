from datetime import date

import pytest

from app.models import Check
from app.models.vocabulary import Topic
from app.rules.check_status import CheckStatus, check_status, latest_check


def check(number: int, day: int, *, found: bool) -> Check:
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


MAY = [check(1, 3, found=False), check(2, 5, found=True)]


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (2, CheckStatus.NOT_LOOKED),
        (3, CheckStatus.NOTHING),
        (4, CheckStatus.NOTHING),
        (5, CheckStatus.FOUND),
        (30, CheckStatus.FOUND),
    ],
)
def test_a_check_counts_from_its_day_until_the_next(day: int, says: CheckStatus):
    assert check_status(MAY, date(2026, 5, day)) == says
    assert check_status(reversed(MAY), date(2026, 5, day)) == says


def test_without_a_check_nobody_has_looked():
    assert check_status([], date(2026, 5, 9)) == CheckStatus.NOT_LOOKED


def test_of_two_checks_of_one_day_the_last_recorded_counts():
    again = check(3, 5, found=False)

    assert latest_check([again, *MAY], date(2026, 5, 9)) is again
