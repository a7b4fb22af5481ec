"""How long whoever mistypes a password must wait, so that nobody can try them all."""

from datetime import datetime, timedelta

FREE = 3  # failures of a name from one address that cost nothing
LONGEST = 15 * 60  # seconds
REMEMBERED = timedelta(days=1)  # a failure counts no longer
CROWD = 10  # failures of a name within an hour, from anywhere, that cost nothing
LATELY = timedelta(hours=1)
IDLE, MOST = timedelta(days=30), timedelta(days=180)  # how long one stays signed in
LINK = timedelta(days=3)  # how long a link that works once waits for it


def wait(failures: int, last: datetime | None, now: datetime) -> int:
    """The seconds until a name may be tried again from one address; 0 for at once.

    One second after the fourth failure in a row, then twice as many each time.
    """
    if failures <= FREE or last is None:
        return 0
    until = last + timedelta(seconds=min(LONGEST, 2 ** min(failures - FREE - 1, 20)))
    return max(0, -((now - until) // timedelta(seconds=1)))


def pause(failures: int) -> float:
    """The seconds an answer is held back when a name was tried often, whoever tries it now.

    At most one: it makes guessing from many addresses slower, and never keeps its owner out.
    """
    return min(1.0, max(0, failures - CROWD) / 10)


def lasting(began: datetime, seen: datetime, now: datetime) -> bool:
    """Whether one is still signed in."""
    return now - seen < IDLE and now - began < MOST
