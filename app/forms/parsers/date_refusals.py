"""Why a text is no date, and what to write instead."""

import re
from calendar import day_name, monthrange
from itertools import count, islice
from typing import NoReturn

from app.forms.parsers.day import PartialDate, parse_partial_date
from app.models.edtf import MONTHS

_DAYS = "|".join(day_name)
_DASH = re.compile(" ?[-–—/] ?")
_REFUSED = {
    r"tb[acd]|to be .*|none|n/?a|unknown|undated|not (?:yet )?(?:known|stated|given)"
    r"|no date|n\.? ?d\.?": ("“{0}” is no date. Leave this empty where the source gives none."),
    r"(?:(?:fy|fiscal|financial|fiscal year|financial year|budget year) ?['’]?[0-9]{2,4}.*"
    r"|.*\b(?:fiscal|financial|budget) year\b.*)": (
        "A financial year does not begin on the same day everywhere. Write its months, as in “from"
        " April 2025 to March 2026”."
    ),
    r".*\b(spring|summer|autumn|fall|winter)\b.*": (
        "“{0}” is not the same months everywhere. Write the months, as in “between March and May"
        " 2026”."
    ),
    r"(?:week|wk|w|kw|cw) ?[0-9]{1,2}\b.*|[0-9]{4}-?w[0-9].*"
    r"|(?:the )?(?:week (?:of|commencing|beginning|starting|ending)|w/c|w/e) .*": (
        "“{0}” is a week. Write its first and last day, as in “between 24 and 30 November 2025”."
    ),
    rf"(?:on )?(?:{_DAYS})|.*\b(yesterday|today|tomorrow|now|recently|soon|ago"
    rf"|(last|past|previous|this|next|coming) (days?|weeks?|months?|years?|weekend|{_DAYS}))\b.*": (
        "“{0}” depends on the day it is read. Write the date: 25 November 2025, or by 25 November"
        " 2025."
    ),
    r"(?:[0-9]{4}|the [0-9]{4})s|(?:early|mid|late)[- ][0-9]{4}s": (
        "“{0}” is ten years. Write the first and the last, as in “between 2020 and 2029”."
    ),
}
_YEARS = re.compile(r"(?:.* )?(?P<first>[0-9]{4})(?: ?[-–/] ?)(?P<last>[0-9]{2})")
_NEAREST_YEARS = (20, 35)  # what “Nov 25” may mean as a year: 2020 to 2035


def refuse_vague(text: str) -> None:
    """Raise ValueError for a season, a financial year, a week, or a day that depends on today."""
    for pattern, sentence in _REFUSED.items():
        if re.fullmatch(pattern, text, re.IGNORECASE):
            raise ValueError(sentence.format(text))
    match = _YEARS.fullmatch(text)
    if match and is_year_after(int(match["first"]), int(match["last"])):
        first = match["first"]
        last = f"{int(first) // 100 + (match['last'] < first[2:]):02}{match['last']}"
        raise ValueError(
            f"“{text}” seems to be two years. Write “from {first} to {last}” if it lasted, or"
            f" “between {first} and {last}” for one day of these."
        )


def is_year_after(first: int, last: int) -> bool:
    """Whether two digits behind a year write a later one, and no month: 2025-26, 1999-00."""
    return last > max(12, first % 100) or (first % 100 == 99 and last == 0)


def ask_for_year(partial: PartialDate, text: str, year: int | None) -> NoReturn:
    """Raise ValueError with the question which year is meant, or whether “Nov 25” is a month.

    Args:
        partial: What was said.
        text: How it was typed.
        year: That of the source, as far as it is known.
    """
    match = re.fullmatch(r"(?:.* )?(?P<name>[^\W\d]+\.?) (?P<number>[0-9]{2})", text)
    month = partial.month or 1
    if match and partial.month and _NEAREST_YEARS[0] <= int(match["number"]) <= _NEAREST_YEARS[1]:
        refuse_day_or_year(text, int(match["number"]), month, year)
    refuse_no_day(partial, text, year)
    joint = re.search(r"[0-9]([/.-])[0-9]+$", text)
    example = f"{text.rstrip('?~')}{joint[1] if joint else ' '}"
    years = (y for y in count(year or 2026) if (partial.day or 1) <= monthrange(y, month)[1])
    either = " or ".join(f"“{example}{each}”" for each in islice(years, 2))
    raise ValueError(f"Which year? Write {either}, whichever is meant.")


def refuse_no_day(partial: PartialDate, text: str, year: int | None) -> None:
    """Raise ValueError for a day that there is in no year, so that no year is asked for."""
    month, day = partial.month or 1, partial.day
    if day is not None and month > 12 >= day > 0:
        example = f"{month}/{day:02}/{year or 2026}"
        raise ValueError(f"There is no month {month}. Write the day first, as in {example}.")
    if not 0 < month <= 12 or not 0 < (1 if day is None else day) <= monthrange(2000, month)[1]:
        raise ValueError(f"“{text}” is no day that there is. Write a date like 25 November 2025.")


def refuse_day_or_year(text: str, number: int, month: int, year: int | None) -> NoReturn:
    """Raise ValueError for “Nov 25”, a day without its year or a month of 2025."""
    name = MONTHS[month - 1]
    if number > monthrange(2000, month)[1]:
        raise ValueError(f"There is no {number} {name}. Write “{name} 20{number}” if it is a year.")
    has_year = year is not None and number <= monthrange(year, month)[1]
    full_day = f"“{number} {name} {year}”" if has_year else f"“{number} {name}” and its year"
    raise ValueError(f"“{text}” can be read in two ways. Write {full_day}, or “{name} 20{number}”.")


def refuse_a_dash(text: str) -> None:
    """Raise ValueError for “3-5 May 2026”: it lasted, or one of these days?"""
    for dash in _DASH.finditer(text):
        start, end = text[: dash.start()], text[dash.end() :]
        if (
            parse_partial_date(start)
            and (last := parse_partial_date(end))
            and (last.year or last.can_omit_year)
        ):
            raise ValueError(
                f"“{text}” can be read in two ways. Write “from {start} to {end}” if it lasted, or"
                f" “between {start} and {end}” for one day of these."
            )


def refuse_date(text: str) -> NoReturn:
    """Raise ValueError for what is no date."""
    raise ValueError(
        f"“{text[:60]}” is no date. Write one like 25 November 2025, late Nov 2025, by August 2026"
        " or between 3 and 5 May 2026."
    )
