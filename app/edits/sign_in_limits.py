"""How long whoever mistypes a password must wait, so that nobody can try them all."""

from datetime import datetime, timedelta

FREE_FAILURES = 3  # failures of a name from one address, or known browser, that cost nothing
LONGEST_WAIT = 15 * 60  # seconds, of a name at one address
LONGEST_BROWSER_WAIT = 60  # seconds, of a name in a browser in which it signed in before
FREE_NAMES = 10  # names that fail at one address within an hour and cost it nothing
LONGEST_ADDRESS_WAIT = 5 * 60  # seconds, of an address where ever other names fail
AT_ONCE = 4  # tries of one address, or known browser, that are looked at together
FAILURES_COUNT_FOR = timedelta(days=1)  # a failure counts no longer
FREE_HOURLY_FAILURES = 10  # failures of a name within an hour, from anywhere, that cost nothing
PAUSES_AT_ONCE = 8  # each holds a thread
LAST_HOUR = timedelta(hours=1)
CLOCK_SLACK = timedelta(minutes=1)  # what is dated later than this from now, a wrong clock dated
IDLE_LIMIT, SESSION_LIMIT = timedelta(days=30), timedelta(days=180)  # how long one stays signed in
KNOWN_FOR = timedelta(days=365)  # how long a browser is known by whom it signed in
LINK_LIFETIME = timedelta(days=3)  # how long a link that works once waits for it


def seconds_to_wait(
    failures: int, last: datetime | None, now: datetime, longest: int = LONGEST_WAIT
) -> int:
    """The seconds until a name may be tried again from one address; 0 for at once.

    One second after the fourth failure in a row, then twice as many each time.
    """
    return growing_wait(failures - FREE_FAILURES, last, now, longest)


def address_wait(names: int, last: datetime | None, now: datetime) -> int:
    """The seconds until an address where so many names failed may try any; 0 for at once.

    One second after the eleventh name, then twice as many with each.
    """
    return growing_wait(names - FREE_NAMES, last, now, LONGEST_ADDRESS_WAIT)


def growing_wait(excess: int, last: datetime | None, now: datetime, longest: int) -> int:
    """What is left of a wait of 1, 2, 4 ... seconds since `last`; never more than `longest`."""
    if excess <= 0 or last is None:
        return 0
    seconds = min(longest, 1 << min(excess - 1, 20))
    seconds_left = -((now - last - timedelta(seconds=seconds)) // timedelta(seconds=1))
    return max(0, min(seconds, seconds_left))


def answer_delay(failures: int) -> float:
    """The seconds an answer is held back when a name was tried often, whoever tries it now.

    At most one: it makes guessing from many addresses slower, and never keeps its owner out.
    """
    return min(1.0, max(0, failures - FREE_HOURLY_FAILURES) / 10)


def is_session_valid(began_at: datetime, seen_at: datetime, now: datetime) -> bool:
    """Whether one is still signed in."""
    return now - seen_at < IDLE_LIMIT and now - began_at < SESSION_LIMIT
