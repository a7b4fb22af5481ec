"""How long whoever mistypes a password must wait, so that nobody can try them all."""

from datetime import datetime, timedelta

FREE_FAILURES = 3  # failures of a name from one address that cost nothing
LONGEST_WAIT = 15 * 60  # seconds
FAILURES_COUNT_FOR = timedelta(days=1)  # a failure counts no longer
FREE_HOURLY_FAILURES = 10  # failures of a name within an hour, from anywhere, that cost nothing
LAST_HOUR = timedelta(hours=1)
IDLE_LIMIT, SESSION_LIMIT = timedelta(days=30), timedelta(days=180)  # how long one stays signed in
LINK_LIFETIME = timedelta(days=3)  # how long a link that works once waits for it


def seconds_to_wait(failures: int, last: datetime | None, now: datetime) -> int:
    """The seconds until a name may be tried again from one address; 0 for at once.

    One second after the fourth failure in a row, then twice as many each time.
    """
    if failures <= FREE_FAILURES or last is None:
        return 0
    until = last + timedelta(seconds=min(LONGEST_WAIT, 2 ** min(failures - FREE_FAILURES - 1, 20)))
    return max(0, -((now - until) // timedelta(seconds=1)))


def answer_delay(failures: int) -> float:
    """The seconds an answer is held back when a name was tried often, whoever tries it now.

    At most one: it makes guessing from many addresses slower, and never keeps its owner out.
    """
    return min(1.0, max(0, failures - FREE_HOURLY_FAILURES) / 10)


def is_session_valid(began_at: datetime, seen_at: datetime, now: datetime) -> bool:
    """Whether one is still signed in."""
    return now - seen_at < IDLE_LIMIT and now - began_at < SESSION_LIMIT
