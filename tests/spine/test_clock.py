from datetime import UTC, date, datetime

import pytest

from app.spine import clock
from app.spine.clock import Moment

NOW = datetime(2026, 5, 2, 12, tzinfo=UTC)
MADE = datetime(2026, 4, 3, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("r12", 12),
        ("12", 12),
        ("0", 0),
        ("2026-05-01", datetime(2026, 5, 1, 23, 59, 59, 999999, UTC)),
        ("1/5/2026", datetime(2026, 5, 1, 23, 59, 59, 999999, UTC)),
        ("2026-05-02", datetime(2026, 5, 2, 23, 59, 59, 999999, UTC)),
        ("2026-05-01T12:00", datetime(2026, 5, 1, 12, 0, 59, 999999, UTC)),
        ("2026-05-01T12:00Z", datetime(2026, 5, 1, 12, 0, 59, 999999, UTC)),
        ("2026-05-01T12:00+02:00", datetime(2026, 5, 1, 10, 0, 59, 999999, UTC)),
        ("2026-05-01T12:00 02:00", datetime(2026, 5, 1, 10, 0, 59, 999999, UTC)),
        ("2026-05-01T12:00:00 0200", datetime(2026, 5, 1, 10, 0, 0, 999999, UTC)),
        ("2026-05-01 12:00 02:00", datetime(2026, 5, 1, 10, 0, 59, 999999, UTC)),
        ("2026-05-01T12:00 02", datetime(2026, 5, 1, 10, 0, 59, 999999, UTC)),
        ("2026-05-01 12:00", datetime(2026, 5, 1, 12, 0, 59, 999999, UTC)),
        ("2026-05-01T12:00:30Z", datetime(2026, 5, 1, 12, 0, 30, 999999, UTC)),
        ("2026-05-01T12:00:30.5Z", datetime(2026, 5, 1, 12, 0, 30, 500000, UTC)),
        ("1 May 2026 12:00 UTC", datetime(2026, 5, 1, 12, 0, 59, 999999, UTC)),
    ],
)
def test_a_moment_is_a_revision_or_an_instant(text, meant):
    assert clock.parse_as_of(text, NOW) == meant


@pytest.mark.parametrize(
    "text",
    ["x", "r", "-1", "r1.5", "2026-13-01", "31/2/2026", "9" * 5000, "0001-01-01T00:00+14:00", "١٢"],
)
def test_anything_else_is_refused_with_a_sentence(text):
    with pytest.raises(ValueError, match="is not a moment: give"):
        clock.parse_as_of(text, NOW)


@pytest.mark.parametrize("text", ["2026-05-03", "2026-05-03T00:00Z"])
def test_a_day_after_today_is_refused(text):
    with pytest.raises(ValueError, match="yet to come"):
        clock.parse_as_of(text, NOW)


def test_a_day_of_the_world_may_also_be_in_the_future():
    assert clock.parse_on("2027-01-01") == date(2027, 1, 1)


@pytest.mark.parametrize("text", ["tomorrow", "2026-02-30", "r1", "2026-05-01T12:00", "2026-5-1"])
def test_what_is_no_day_is_refused_with_a_sentence(text):
    with pytest.raises(ValueError, match="is not a day: give"):
        clock.parse_on(text)


@pytest.mark.parametrize(
    ("asked", "made_at", "today"),
    [
        (None, MADE, date(2026, 5, 2)),
        (None, None, date(2026, 5, 2)),
        (3, MADE, date(2026, 4, 3)),
        (0, None, date(2026, 5, 2)),
        (datetime(2026, 4, 20, 23, tzinfo=UTC), MADE, date(2026, 4, 20)),
    ],
)
def test_today_is_what_the_moment_makes_it(asked, made_at, today):
    assert clock.today(asked, made_at, NOW) == today


def test_now_is_neither_asked_for_as_of_nor_on():
    assert Moment(1, MADE, "", None, NOW.date()).is_now
    assert not Moment(1, MADE, "r1", None, NOW.date()).is_now
    assert not Moment(1, MADE, "", NOW.date(), NOW.date()).is_now
