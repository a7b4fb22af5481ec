"""When something was, as people type it into one box."""

import re
from calendar import day_name
from datetime import date, timedelta
from typing import NamedTuple, NoReturn

from app.forms.parsers.day import PartialDate, date_bounds, parse_partial_date
from app.models.edtf import parse_edtf
from app.models.when import Basis, When

MAX_TEXT, MAX_NOTE = 200, 400  # characters
_YEARS = (2026, 2027)  # only ever shown, to say how a year is written
_DAYS = "|".join(day_name)
_INFERRED = re.compile(r"(.*), (?:year )?inferred(?: from (the text|elsewhere))?", re.DOTALL)
_IS_EDTF = re.compile(r"\[.*\]|(?:\.\.|[0-9]{4}[-0-9?~]*)/[0-9]{4}.*")
_DASH = re.compile(" ?[-–—] ?")
_REFUSED = {
    r".*\b(spring|summer|autumn|fall|winter)\b.*": (
        "“{0}” is not the same months everywhere. Write the months, as in “between March and May"
        " 2026”."
    ),
    rf"(?:on )?(?:{_DAYS})|.*\b(yesterday|today|tomorrow|now|recently|soon|ago"
    rf"|(last|past|previous|this|next|coming) (days?|weeks?|months?|years?|weekend|{_DAYS}))\b.*": (
        "“{0}” depends on the day it is read. Write the date: 25 November 2025, or by 25 November"
        " 2025."
    ),
}
_OPEN = re.compile(r"(?:since|after|from|starting|not before) (.+)", re.IGNORECASE)
_TWO = {
    r"from (?P<start>.+?) (?:to|until) (?P<end>.+)": "{start}/{end}",
    r"between (?P<start>.+?) and (?P<end>.+)": "[{start}..{end}]",
    r"(?P<start>.+?) to (?P<end>.+)": "{start}/{end}",
    r"(?P<start>.+?) – (?P<end>.+)": "[{start}..{end}]",
}
_ONE = {
    r"(?:until|till) (?P<end>.+)": "../{end}",
    r"(?:by|no later than|not later than|on or before) (?P<end>.+)": "[..{end}]",
    r"before (?P<after>.+)": "[..{end}]",
    r"(?:(?:sometime in|on|in|during) )?(?P<plain>.+)": "{plain}",
}


class _ParsedDate(NamedTuple):
    """A date in EDTF, and whether what was typed is vaguer than it."""

    edtf: str
    vague: bool


def parse_when(
    text: str, *, basis: Basis = Basis.STATED, words: str | None = None, note: str | None = None
) -> When:
    """The date that was typed; numbers are read with the day first, and no year is guessed.

    Args:
        text: What stands in the box, such as “late Nov 2025”.
        basis: How the date is known; an ending such as “, inferred” says so where this does not.
        words: The words to keep; without them, a vague date keeps its own.
        note: How it was inferred.

    Raises:
        ValueError: With what was not understood, and what to write.
    """
    clean_text = re.sub(r"(?<=\w)\.$", "", " ".join(text.split()))
    for entry, limit in ((clean_text, MAX_TEXT), (words, MAX_TEXT), (note, MAX_NOTE)):
        _check_length(entry or "", limit)
    if match := _INFERRED.fullmatch(clean_text):
        clean_text = match[1]
        typed_basis = Basis.FROM_TEXT if match[2] == "the text" else Basis.FROM_ELSEWHERE
        basis = typed_basis if basis is Basis.STATED else basis
    result = _parse_date(clean_text)
    final_words = (words or "").strip() or (clean_text if result.vague else None)
    return When(edtf=result.edtf, words=final_words, basis=basis, note=(note or "").strip() or None)


def _check_length(text: str, limit: int) -> None:
    """Raise ValueError for a text that is too long."""
    if len(text.strip()) > limit:
        raise ValueError(f"“{text.strip()[:20]}…” is too long. Write at most {limit} characters.")


def _parse_date(text: str) -> _ParsedDate:
    """The date; ValueError with a sentence if it can't be read."""
    if not text:
        raise ValueError("No date was written. Write one like 25 November 2025.")
    if _IS_EDTF.fullmatch(text):
        return _check_order(text, vague=False)
    for pattern, sentence in _REFUSED.items():
        if re.fullmatch(pattern, text, re.IGNORECASE):
            raise ValueError(sentence.format(text))
    for reader, forms in ((_parse_two_ends, _TWO), (_parse_one_end, _ONE)):
        for pattern, form in forms.items():
            match = re.fullmatch(pattern, text, re.IGNORECASE)
            if match and (result := reader(match, form, text)):
                return result
    _refuse_what_is_open(text)
    _refuse_a_dash(text)
    return _refuse(text)


def _parse_two_ends(match: re.Match[str], form: str, text: str) -> _ParsedDate | None:
    """A date of two ends; the start takes from the end what it leaves out."""
    start, end = parse_partial_date(match["start"]), parse_partial_date(match["end"])
    if start is None or end is None:
        return None
    if start.year is None and end.can_omit_year:
        month = end.month if start.month is None and end.day else start.month
        start = start._replace(year=_with_year(end, text).year, month=month)
    if start.day and start.month is None:
        _refuse(text)
    first, last = date_bounds(_with_year(start, match["start"])), date_bounds(_with_year(end, text))
    vague = start.third is not None or end.third is not None
    if vague and "/" in form:
        raise ValueError(
            f"“{text}” is not clear. Write when it began and ended, as in “from about 25 November"
            " to 10 December 2025”."
        )
    return _check_order(form.format(start=first[0], end=last[1]), vague=vague)


def _parse_one_end(match: re.Match[str], form: str, whole_text: str) -> _ParsedDate | None:
    """A date of one end, or of none."""
    ((name, text),) = match.groupdict().items()
    text, weekday = _without_weekday(text)
    partial = parse_partial_date(text)
    if partial is None or (partial.day and partial.month is None):
        return None
    first, last = date_bounds(_with_year(partial, whole_text))
    vague = partial.third is not None
    if weekday and (not partial.day or day_name[first.earliest.weekday()] != weekday):
        raise ValueError(f"{text} is no {weekday}. Write the date without the day of the week.")
    if name == "after":
        if vague or partial.mark:
            raise ValueError(
                f"“{whole_text}” is not clear. Write by and a day, as in by 31 July 2026."
            )
        return _check_order(form.format(end=_day_before(first.earliest)), vague=False)
    plain = str(last) if first == last else f"[{first}..{last}]"
    return _check_order(form.format(end=last, plain=plain), vague=vague)


def _without_weekday(text: str) -> tuple[str, str | None]:
    """The text without the day of the week that it begins with, and that."""
    match = re.fullmatch(rf"({_DAYS}),? (.+)", text, re.IGNORECASE)
    return (match[2], match[1].title()) if match else (text, None)


def _day_before(day: date) -> date:
    """The day before; ValueError if none is."""
    if day == date.min:
        raise ValueError("Years run from 0001 to 9999. Write a later date.")
    return day - timedelta(days=1)


def _with_year(partial: PartialDate, text: str) -> PartialDate:
    """What was said, with its year; ValueError with the question if it lacks one."""
    if partial.year is not None:
        return partial
    if not partial.can_omit_year:
        _refuse(text)
    joint = re.search(r"[0-9]([/.-])[0-9]+$", text)
    example = f"{text.rstrip('?~')}{joint[1] if joint else ' '}"
    either = " or ".join(f"“{example}{year}”" for year in _YEARS)
    raise ValueError(f"Which year? Write {either}, whichever is meant.")


def _check_order(edtf: str, *, vague: bool) -> _ParsedDate:
    """The date; ValueError if it runs backwards."""
    try:
        return _ParsedDate(str(parse_edtf(edtf)), vague)
    except ValueError as error:
        if "first date is later" in str(error):
            raise ValueError(
                "The first date is later than the second. Write the earlier one first."
            ) from None
        hint = "" if "Write" in str(error) else " Write a date like 25 November 2025."
        raise ValueError(f"{error}{hint}") from None


def _refuse_what_is_open(text: str) -> None:
    """Raise ValueError for “since March 2025”: the register's dates have an end."""
    if (match := _OPEN.fullmatch(text)) and parse_partial_date(match[1]):
        raise ValueError(
            f"“{text}” has no end, and a date here needs one. Write “from … to …” with both, or"
            f" “{match[1]}” for when it began."
        )


def _refuse_a_dash(text: str) -> None:
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


def _refuse(text: str) -> NoReturn:
    """Raise ValueError for what is no date."""
    raise ValueError(
        f"“{text[:60]}” is no date. Write one like 25 November 2025, late Nov 2025, by August 2026"
        " or between 3 and 5 May 2026."
    )
