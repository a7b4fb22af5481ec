"""The part of EDTF (ISO 8601-2) in which the register writes what is known of a day."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

DATELESS = "../.."  # a time of which only the length is said, if anything
_PART = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([?~])?")
_ONE_OF = re.compile(r"\[(?P<start>[^.]*)\.\.(?P<end>[^.]*)\]")
_LASTED = re.compile(r"(?P<start>[^/]+)/(?P<end>[^/]+)")


class EdtfForm(StrEnum):
    """What the parts of a date say together."""

    PLAIN = "a day, a month or a year"
    LASTED = "it lasted from the start to the end"
    ONE_OF = "one unknown day, no earlier than the start and no later than the end"


@dataclass(frozen=True)
class DatePart:
    """A day, a month or a year; marked `?` (uncertain) or `~` (approximate), or not."""

    year: int
    month: int | None = None
    day: int | None = None
    mark: str = ""

    @property
    def earliest(self) -> date:
        """The first day of the part; a `?` or `~` widens nothing."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day of the part; a `?` or `~` widens nothing."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def __str__(self) -> str:
        finer = "".join(f"-{number:02}" for number in (self.month, self.day) if number)
        return f"{self.year:04}{finer}{self.mark}"


@dataclass(frozen=True)
class Edtf:
    """A date as far as it is known. A plain one ends where it starts; no start is unbounded.

    No end is unbounded, too: `a/..` began at a, `[a..]` is one day no earlier than a. `../..` is a
    time of which nobody says when it begins or ends.
    """

    form: EdtfForm
    start: DatePart | None
    end: DatePart | None

    @property
    def earliest(self) -> date | None:
        """The first possible day; None if any day before `latest` is possible."""
        return self.start.earliest if self.start else None

    @property
    def latest(self) -> date:
        """The last possible day; the last day there is where nothing bounds it."""
        return self.end.latest if self.end else date.max

    def __str__(self) -> str:
        match self.form:
            case EdtfForm.LASTED:
                return f"{self.start or '..'}/{self.end or '..'}"
            case EdtfForm.ONE_OF:
                return f"[{self.start or ''}..{self.end or ''}]"
        return str(self.end)


@lru_cache(maxsize=8192)
def parse_edtf(text: str) -> Edtf:
    """What `text` says; ValueError with one sentence if it is not of this subset."""
    if match := _ONE_OF.fullmatch(text) or _LASTED.fullmatch(text):
        form = EdtfForm.ONE_OF if text.startswith("[") else EdtfForm.LASTED
        ends = [match[name] for name in ("start", "end")]
        start, end = (_parse_part(each, text) if each not in ("", "..") else None for each in ends)
        if start is None and end is None and text != DATELESS:
            _parse_part(text, text)
        edtf = Edtf(form, start, end)
    else:
        part = _parse_part(text, text)
        edtf = Edtf(EdtfForm.PLAIN, part, part)
    if edtf.earliest and edtf.earliest > edtf.latest:
        raise ValueError(f"In “{text}” the first date is later than the second.")
    return edtf


def _parse_part(text: str, full_text: str) -> DatePart:
    """The day, month or year that stands alone or at one end of `full_text`."""
    match = _PART.fullmatch(text)
    if match is None:
        raise ValueError(
            f"“{full_text}” is no date. Write 2025-11-25, 2025-11 or 2025, "
            "followed by ? if uncertain"
            " or ~ if approximate; a/b for what lasted from a to b, ../b for what lasted until b;"
            " [a..b] for one day between a and b, [..b] for one no later than b; a/.. and [a..]"
            " have no end."
        )
    year, month, day = (int(digits) if digits else None for digits in match.groups()[:3])
    if not year:
        raise ValueError("Years run from 0001 to 9999.")
    if month is not None and not 1 <= month <= 12:
        raise ValueError(f"There is no month {month:02}: months run from 01 to 12.")
    if day is not None and month and not 1 <= day <= monthrange(year, month)[1]:
        raise ValueError(f"There is no day {day:02} in {MONTHS[month - 1]} {year:04}.")
    return DatePart(year, month, day, match[4] or "")
