"""When something was, as people type it into one box."""

import re
from calendar import day_name
from datetime import date, timedelta
from typing import NamedTuple, NoReturn

from app.forms.typed.day import Said, ends, said
from app.models.edtf import parse
from app.models.when import Basis, When

MOST, MOST_NOTE = 200, 400  # characters
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


class _Read(NamedTuple):
    """A date in EDTF, and whether what was typed is vaguer than it."""

    edtf: str
    vague: bool


def when(
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
    typed = re.sub(r"(?<=\w)\.$", "", " ".join(text.split()))
    for given, most in ((typed, MOST), (words, MOST), (note, MOST_NOTE)):
        _check(given or "", most)
    if found := _INFERRED.fullmatch(typed):
        typed = found[1]
        told = Basis.FROM_TEXT if found[2] == "the text" else Basis.FROM_ELSEWHERE
        basis = told if basis is Basis.STATED else basis
    read = _read(typed)
    kept = (words or "").strip() or (typed if read.vague else None)
    return When(edtf=read.edtf, words=kept, basis=basis, note=(note or "").strip() or None)


def _check(given: str, most: int) -> None:
    """Raise ValueError for a text that is too long."""
    if len(given.strip()) > most:
        raise ValueError(f"“{given.strip()[:20]}…” is too long. Write at most {most} characters.")


def _read(typed: str) -> _Read:
    """The date; ValueError with a sentence if it can't be read."""
    if not typed:
        raise ValueError("No date was written. Write one like 25 November 2025.")
    if _IS_EDTF.fullmatch(typed):
        return _checked(typed, vague=False)
    for pattern, sentence in _REFUSED.items():
        if re.fullmatch(pattern, typed, re.IGNORECASE):
            raise ValueError(sentence.format(typed))
    for reader, forms in ((_two, _TWO), (_one, _ONE)):
        for pattern, form in forms.items():
            found = re.fullmatch(pattern, typed, re.IGNORECASE)
            if found and (read := reader(found, form, typed)):
                return read
    _refuse_what_is_open(typed)
    _refuse_a_dash(typed)
    return _refuse(typed)


def _two(found: re.Match[str], form: str, typed: str) -> _Read | None:
    """A date of two ends; the start takes from the end what it leaves out."""
    start, end = said(found["start"]), said(found["end"])
    if start is None or end is None:
        return None
    if start.year is None and end.within_year:
        month = end.month if start.month is None and end.day else start.month
        start = start._replace(year=_dated(end, typed).year, month=month)
    if start.day and start.month is None:
        _refuse(typed)
    first, last = ends(_dated(start, found["start"])), ends(_dated(end, typed))
    vague = start.third is not None or end.third is not None
    if vague and "/" in form:
        raise ValueError(
            f"“{typed}” is not clear. Write when it began and ended, as in “from about 25 November"
            " to 10 December 2025”."
        )
    return _checked(form.format(start=first[0], end=last[1]), vague=vague)


def _one(found: re.Match[str], form: str, typed: str) -> _Read | None:
    """A date of one end, or of none."""
    ((name, text),) = found.groupdict().items()
    text, weekday = _without_weekday(text)
    date_said = said(text)
    if date_said is None or (date_said.day and date_said.month is None):
        return None
    first, last = ends(_dated(date_said, typed))
    vague = date_said.third is not None
    if weekday and (not date_said.day or day_name[first.earliest.weekday()] != weekday):
        raise ValueError(f"{text} is no {weekday}. Write the date without the day of the week.")
    if name == "after":
        if vague or date_said.mark:
            raise ValueError(f"“{typed}” is not clear. Write by and a day, as in by 31 July 2026.")
        return _checked(form.format(end=_day_before(first.earliest)), vague=False)
    plain = str(last) if first == last else f"[{first}..{last}]"
    return _checked(form.format(end=last, plain=plain), vague=vague)


def _without_weekday(text: str) -> tuple[str, str | None]:
    """The text without the day of the week that it begins with, and that."""
    found = re.fullmatch(rf"({_DAYS}),? (.+)", text, re.IGNORECASE)
    return (found[2], found[1].title()) if found else (text, None)


def _day_before(day: date) -> date:
    """The day before; ValueError if none is."""
    if day == date.min:
        raise ValueError("Years run from 0001 to 9999. Write a later date.")
    return day - timedelta(days=1)


def _dated(date_said: Said, typed: str) -> Said:
    """What was said, with its year; ValueError with the question if it lacks one."""
    if date_said.year is not None:
        return date_said
    if not date_said.within_year:
        _refuse(typed)
    joint = re.search(r"[0-9]([/.-])[0-9]+$", typed)
    written = f"{typed.rstrip('?~')}{joint[1] if joint else ' '}"
    either = " or ".join(f"“{written}{year}”" for year in _YEARS)
    raise ValueError(f"Which year? Write {either}, whichever is meant.")


def _checked(edtf: str, *, vague: bool) -> _Read:
    """The date; ValueError if it runs backwards."""
    try:
        return _Read(str(parse(edtf)), vague)
    except ValueError as error:
        if "first date is later" in str(error):
            raise ValueError(
                "The first date is later than the second. Write the earlier one first."
            ) from None
        hint = "" if "Write" in str(error) else " Write a date like 25 November 2025."
        raise ValueError(f"{error}{hint}") from None


def _refuse_what_is_open(typed: str) -> None:
    """Raise ValueError for “since March 2025”: the register's dates have an end."""
    if (found := _OPEN.fullmatch(typed)) and said(found[1]):
        raise ValueError(
            f"“{typed}” has no end, and a date here needs one. Write “from … to …” with both, or"
            f" “{found[1]}” for when it began."
        )


def _refuse_a_dash(typed: str) -> None:
    """Raise ValueError for “3-5 May 2026”: it lasted, or one of these days?"""
    for dash in _DASH.finditer(typed):
        start, end = typed[: dash.start()], typed[dash.end() :]
        if said(start) and (last := said(end)) and (last.year or last.within_year):
            raise ValueError(
                f"“{typed}” can be read in two ways. Write “from {start} to {end}” if it lasted, or"
                f" “between {start} and {end}” for one day of these."
            )


def _refuse(typed: str) -> NoReturn:
    """Raise ValueError for what is no date."""
    raise ValueError(
        f"“{typed[:60]}” is no date. Write one like 25 November 2025, late Nov 2025, by August 2026"
        " or between 3 and 5 May 2026."
    )
