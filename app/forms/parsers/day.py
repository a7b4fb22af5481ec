"""A day, a month, a year or a part of one, as people type it."""

import re
from calendar import monthrange
from typing import NamedTuple

from app.forms.parsers.figure import alternatives
from app.models.edtf import MONTHS, DatePart, parse_edtf

_MARKS = {
    "~": "about|around|approximately|approx.|approx|roughly|circa|ca.|ca|c.|c|~",
    "?": "probably|possibly|perhaps|maybe|likely",
}
_THIRDS = {
    0: "early|beginning of|start of|start",
    1: "mid|middle of",
    2: "late|end of|end",
}
_PORTIONS = {
    (1, 3): "q1|first quarter of|1st quarter of",
    (4, 6): "q2|second quarter of|2nd quarter of",
    (7, 9): "q3|third quarter of|3rd quarter of",
    (10, 12): "q4|fourth quarter of|last quarter of|4th quarter of",
    (1, 6): "h1|first half of|1st half of",
    (7, 12): "h2|second half of|2nd half of",
}
_MARK_BY = {word: mark for mark, words in _MARKS.items() for word in words.split("|")}
_THIRD_BY = {word: third for third, words in _THIRDS.items() for word in words.split("|")}
_PORTION_BY = {word: months for months, words in _PORTIONS.items() for word in words.split("|")}
_MONTH_BY = {
    name.lower(): number
    for number, month in enumerate(MONTHS, 1)
    for name in (month, month[:3], f"{month[:3]}.")
} | {"sept": 9, "sept.": 9}

_YEAR = r"(?P<year>[0-9]{4})"
_SHORT_YEAR = r"(?P<year>[0-9]{4}|['’]?[0-9]{2})"
_NAME = rf"(?P<name>{alternatives(_MONTH_BY)})"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_DIGITS = r"(?P<day>[0-9]{1,2})(?P<joint>[-/.])(?P<month>[0-9]{1,2})"
_OF_YEAR = alternatives(word for word in _PORTION_BY if word.endswith("of"))
_CODE = alternatives(word for word in _PORTION_BY if not word.endswith("of"))
_FORMS = tuple(
    re.compile(f"(?:the )?{form}", re.IGNORECASE)
    for form in (
        rf"{_YEAR}(?:-(?P<month>[0-9]{{1,2}})(?:-(?P<day>[0-9]{{1,2}}))?)?",
        rf"{_YEAR}(?P<joint>[/.])(?P<month>[0-9]{{1,2}})(?P=joint)(?P<day>[0-9]{{1,2}})",
        rf"{_DIGITS}(?P=joint){_SHORT_YEAR}",
        rf"(?P<month>[0-9]{{1,2}})[-/.]{_YEAR}",
        _DIGITS,
        rf"{_DAY} (?:of )?{_NAME}(?:,? {_SHORT_YEAR})?",
        rf"{_NAME}(?:,? (?P<year>[0-9]{{4}}|['’][0-9]{{2}}))?",
        rf"{_NAME} {_DAY}(?:,? {_SHORT_YEAR})?",
        _DAY,
        rf"(?P<third>{alternatives(_THIRD_BY)})[- ]{_NAME}(?:,? {_YEAR})?",
        rf"(?P<third>{alternatives(_THIRD_BY)})[- ]{_YEAR}",
        rf"(?P<portion>{_OF_YEAR}) {_YEAR}",
        rf"(?P<portion>{_CODE})(?:[ /]{_YEAR})?",
        rf"{_YEAR} (?P<portion>{_CODE})",
    )
)
_MARKED = re.compile(rf"(?i)(?:({alternatives(_MARK_BY)})(?: |(?<=[.~])))?(.+?) ?([?~])?")


class PartialDate(NamedTuple):
    """What was said of a date; `third` is the first, second or last third of the month or year."""

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
        ValueError: With a sentence, for a year of two digits.
    """
    bare, mark = _split_mark(text)
    form_match = next((match for form in _FORMS if (match := form.fullmatch(bare))), None)
    parts = (
        {group: part or "" for group, part in form_match.groupdict().items()} if form_match else {}
    )
    name, third, portion = (parts.get(group, "") for group in ("name", "third", "portion"))
    if form_match is None or (mark and (portion or third)):
        return None
    if len(parts.get("year") or "in full") < 4:
        raise ValueError(f"“{text}” has no full year. Write {_in_full(text)}.")
    return PartialDate(
        year=_number(parts.get("year")),
        month=_MONTH_BY[name.lower()] if name else _number(parts.get("month")),
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
    if date.portion:
        return DatePart(year, date.portion[0]), DatePart(year, date.portion[1])
    if date.third is None:
        return part, part
    if month is None:
        return DatePart(year, 1 + 4 * date.third), DatePart(year, 4 + 4 * date.third)
    last = (10, 20, monthrange(year, month)[1])[date.third]
    return DatePart(year, month, 1 + 10 * date.third), DatePart(year, month, last)


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
