"""The days that rows may be of, and the days on which what follows from them changes."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

FIRST = date.min  # an unknown beginning sorts before all days
END = date.max  # no day that can be asked for


class Days(NamedTuple):
    """The last and the first possible day of a row: in this order rows follow each other."""

    latest: date
    earliest: date

    def counts(self, day: date) -> bool:
        """Whether it has surely come by a day."""
        return self.latest <= day

    def may_count(self, day: date) -> bool:
        """Whether it may have come by a day, and may not."""
        return self.earliest <= day < self.latest


ALWAYS = Days(FIRST, FIRST)


def days_between(earliest: date | None, latest: date | None) -> Days | None:
    """The days of a date; None where there is none, which has no latest day."""
    return None if latest is None else Days(latest, earliest or FIRST)


def oldest_days(publications: Iterable[Days | None]) -> Days:
    """The days of the oldest dated source; always, if none has a date."""
    return min((days for days in publications if days), default=ALWAYS)


def day_segments(days: Iterable[Days]) -> Iterator[tuple[date, date]]:
    """The segments of all time, first day and day after, in which the same of these has come."""
    bounds = {bound for each in days for bound in each} | {FIRST, END}
    yield from pairwise(sorted(bounds))
