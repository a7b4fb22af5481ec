"""A day, a month, a year or a part of one, as people type it."""

import re
from calendar import monthrange
from typing import NamedTuple

from app.forms.parsers.figure import alternatives
from app.forms.parsers.month import MONTH_BY_NAME
from app.models.edtf import MONTHS, DatePart, parse_edtf

START = -1  # the third that is shorter than a third: “the start of 2026” is January
_MARKS = {
    "~": "about|around|approximately|approx.|approx|roughly|circa|ca.|ca|c.|c|~",
    "?": "probably|possibly|perhaps|maybe|likely",
}
_THIRDS = {
    START: "beginning of|beginning|start of|start",
    0: "early",
    1: "mid|middle of",
    2: "late|end of|end",
}
_PORTIONS = {
    (1, 3): "q1|1q|first quarter|1st quarter",
    (4, 6): "q2|2q|second quarter|2nd quarter",
    (7, 9): "q3|3q|third quarter|3rd quarter",
    (10, 12): "q4|4q|fourth quarter|last quarter|4th quarter|final quarter",
    (1, 6): "h1|1h|first half|1st half",
    (7, 12): "h2|2h|second half|2nd half",
}
_MARK_BY = {word: mark for mark, words in _MARKS.items() for word in words.split("|")}
_THIRD_BY = {word: third for third, words in _THIRDS.items() for word in words.split("|")}
_PORTION_BY = {word: months for months, words in _PORTIONS.items() for word in words.split("|")}

_YEAR = r"(?P<year>[0-9]{4})"
_SHORT_YEAR = r"(?P<year>[0-9]{4}|['’]?[0-9]{2})"
_NAME = rf"(?P<name>{alternatives(MONTH_BY_NAME)})"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er|º|°)?"
_DIGITS = r"(?P<day>[0-9]{1,2})(?P<joint>[-/–]|\. ?)(?P<month>[0-9]{1,2})"
_GAP = r"(?:, ?| |[-–/.]|(?<=\.)|(?=[0-9]{4}))"
_THIRD = rf"(?P<third>{alternatives(_THIRD_BY)})[- ](?:the )?"
_PORTION = rf"(?P<portion>{alternatives(_PORTION_BY)})"
_PORTION_GAP = r"(?:(?: of)?(?: the year)?,? | ?[/-] ?|(?<=[qh]))"
_FORMS = tuple(
    re.compile(f"(?:the )?{form}", re.IGNORECASE)
    for form in (
        rf"{_YEAR}(?:-(?P<month>[0-9]{{1,2}})(?:-(?P<day>[0-9]{{1,2}}))?)?",
        rf"{_YEAR}–(?P<month>[0-9]{{1,2}})–(?P<day>[0-9]{{1,2}})",
        rf"{_YEAR}(?P<joint>[/.])(?P<month>[0-9]{{1,2}})(?P=joint)(?P<day>[0-9]{{1,2}})\.?",
        r"(?P<year>(?:19|20)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
        rf"{_YEAR}年(?P<month>[0-9]{{1,2}})月(?:(?P<day>[0-9]{{1,2}})日)?",
        rf"{_DIGITS}(?P=joint){_SHORT_YEAR}",
        rf"(?P<month>[0-9]{{1,2}})[-–/.]{_YEAR}",
        _DIGITS,
        rf"{_DAY}(?:\. ?|[-–/ ])?(?:of )?{_NAME}(?:{_GAP}{_SHORT_YEAR})?",
        rf"{_NAME}(?:{_GAP}(?P<year>[0-9]{{4}}|['’][0-9]{{2}}))?",
        rf"{_NAME}[- ]{_DAY}(?:{_GAP}{_SHORT_YEAR})?",
        rf"{_YEAR}(?:\. ?|[- ]){_NAME}(?:[- ]{_DAY}\.?)?",
        rf"{_YEAR}\.? {_DAY}\.? {_NAME}",
        _DAY,
        rf"{_THIRD}{_NAME}(?:{_GAP}{_YEAR})?",
        rf"{_THIRD}(?:year )?{_YEAR}",
        rf"year[- ](?P<third>start|end) {_YEAR}",
        rf"(?:{_THIRD})?{_PORTION}(?:{_PORTION_GAP}{_SHORT_YEAR})?",
        rf"(?:{_THIRD})?{_YEAR}[ /-]?{_PORTION}",
    )
)
_MARKED = re.compile(rf"(?i)(?:({alternatives(_MARK_BY)})(?: |(?<=[.~])))?(.+?) ?([?~])?")


class PartialDate(NamedTuple):
    """What was said of a date; `third` is the start, first, second or last third of it."""

    year: int | None
    month: int | None = None
    day: int | None = None
    mark: str = ""
    third: int | None = None
    portion: tuple[int, int] | None = None

    @property
    def can_omit_year(self) -> bool:
        """Whether it can be said without its year."""
        return self.month is not None or self.portion is not None


def parse_partial_date(text: str) -> PartialDate | None:
    """What the text says, with or without a year; None if it is no date.

    Raises:
        ValueError: With a sentence, for a year of two digits, and for 3/4/2026.
    """
    bare, mark = _split_mark(text)
    form_match = next((match for form in _FORMS if (match := form.fullmatch(bare))), None)
    parts = (
        {group: part or "" for group, part in form_match.groupdict().items()} if form_match else {}
    )
    name, third, portion = (parts.get(group, "") for group in ("name", "third", "portion"))
    if form_match is None or (mark and (portion or third)):
        return None
    _refuse_two_orders(text, parts)
    if len(parts.get("year") or "in full") < 4:
        raise ValueError(f"“{text}” has no full year. Write {_in_full(text)}.")
    return PartialDate(
        year=_number(parts.get("year")),
        month=MONTH_BY_NAME[name.lower()] if name else _number(parts.get("month")),
        day=_number(parts.get("day")),
        mark=mark,
        third=_THIRD_BY[third.lower()] if third else None,
        portion=_PORTION_BY[portion.lower()] if portion else None,
    )


def _split_mark(text: str) -> tuple[str, str]:
    """The text without “about” or `?`, and the mark that stands for it; two marks are no date."""
    match = _MARKED.fullmatch(text)
    if match is None or (match[1] and match[3]):
        return "", ""
    return match[2], _MARK_BY[match[1].lower()] if match[1] else match[3] or ""


def _refuse_two_orders(text: str, parts: dict[str, str]) -> None:
    """Raise ValueError for 3/4/2026, which is in April or in March; points put the day first."""
    year = parts.get("year", "")
    if parts.get("joint") not in ("/", "-", "–") or text.lstrip("~").startswith(year or "?"):
        return
    day, month = int(parts["day"]), int(parts["month"])
    if day != month and 1 <= day <= 12 and 1 <= month <= 12:
        digits = year.lstrip("'’")
        full_year = f" {'20' * (len(digits) == 2)}{digits}" if digits else ""
        raise ValueError(
            f"“{text}” can be read in two ways. Write {day} {MONTHS[month - 1]}{full_year} or"
            f" {month} {MONTHS[day - 1]}{full_year}{'' if digits else ', with its year'}."
        )


def _number(digits: str | None) -> int | None:
    """The number that the digits write, if there are any."""
    return int(digits) if digits else None


def _in_full(text: str) -> str:
    """The text with its year in four digits, as an example."""
    return re.sub(r"['’]?([0-9]{2})(\D*)$", r"20\1\2", text)


def date_bounds(date: PartialDate) -> tuple[DatePart, DatePart]:
    """The first and the last day, month or year that it can mean: twice the same if it says one.

    Raises:
        ValueError: With a sentence, if there is no such day or month.
    """
    year, month = date.year or 0, date.month
    part = DatePart(year, month, date.day, date.mark)
    _check_day(part)
    if date.portion or (date.third is not None and month is None):
        first, last = _months(date.portion or (1, 12), date.third)
        return DatePart(year, first), DatePart(year, last)
    if date.third is None or month is None:
        return part, part
    third = max(date.third, 0)
    last_day = (10, 20, monthrange(year, month)[1])[third]
    return DatePart(year, month, 1 + 10 * third), DatePart(year, month, last_day)


def _months(portion: tuple[int, int], third: int | None) -> tuple[int, int]:
    """The first and last month of a part of a year, or of a third of that."""
    first, last = portion
    if third is None:
        return portion
    if third == START:
        return first, first
    length = (last - first + 1) // 3
    return first + length * third, first + length * (third + 1) - 1


def _check_day(part: DatePart) -> None:
    """Raise ValueError if there is no such day, month or year."""
    month, day = part.month or 1, part.day or 0
    if 0 in (part.month, part.day):
        raise ValueError("There is no day or month 0. Write a date like 25 November 2025.")
    if month > 12 >= day > 0:
        example = f"{month}/{day:02}/{part.year:04}"
        raise ValueError(f"There is no month {month}. Write the day first, as in {example}.")
    try:
        parse_edtf(str(part))
    except ValueError as error:
        raise ValueError(f"{error} Write a date like 25 November 2025.") from None
