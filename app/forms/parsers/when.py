"""When something was, as people type it into one box."""

import re
from datetime import date, timedelta
from typing import NamedTuple, NoReturn

from app.forms.parsers.date_refusals import ask_for_year, refuse_a_dash, refuse_date, refuse_vague
from app.forms.parsers.day import PartialDate, date_bounds, parse_partial_date
from app.forms.parsers.month import split_weekday, translate_months
from app.forms.parsers.typed_text import normalize_text
from app.models.edtf import DatePart, parse_edtf
from app.models.when import Basis, When

MAX_TEXT, MAX_NOTE = 200, 400  # characters
_INFERRED = re.compile(r"(.*), (?:year )?inferred(?: from (the text|elsewhere))?", re.DOTALL)
_IS_EDTF = re.compile(r"\[.*\]|(?:\.\.|[0-9]{4}[-0-9?~]*)/(?:[0-9]{4}.*|\.\.)")
_TIME = re.compile(
    r"(?i)(.*[0-9])(?:t|,? |,? at )(?:[01]?[0-9]|2[0-3])[:.][0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?"
    r"(?: ?(?:am|pm|a\.m\.|p\.m\.))?(?: ?(?:z|utc|gmt|[a-z]{3,4}|[+-][0-9]{2}:?[0-9]{2}))?"
)
_TWO = {
    r"from (?P<start>.+?) (?:to|until|till|through) (?P<end>.+)": "{start}/{end}",
    r"from (?P<start>[0-9]{4}) ?[-–—] ?(?P<end>[0-9]{4})": "{start}/{end}",
    r"between (?P<start>[0-9]{4}) ?[-–—] ?(?P<end>[0-9]{4})": "[{start}..{end}]",
    r"between (?P<start>.+?) and (?P<end>.+)": "[{start}..{end}]",
    r"(?P<start>.+?) (?:to|until|through) (?P<end>.+)": "{start}/{end}",
    r"(?P<start>.+?) – (?P<end>.+)": "[{start}..{end}]",
}
_JOINED = {
    r"(?:on )?(?P<start>.+?) (?:and|&) (?P<end>.+)": "{start}/{end}",
    r"(?:(?:in|on) )?(?P<start>.+?) or (?P<end>.+)": "[{start}..{end}]",
}
_ONE = {
    r"(?:until|till|through) (?P<end>.+)": "../{end}",
    r"(?:by|no later than|not later than|on or before|at the latest (?:by|in|on)) (?P<end>.+)": (
        "[..{end}]"
    ),
    r"(?:by )?(?P<end>.+) at the latest": "[..{end}]",
    r"before (?P<after>.+)": "[..{end}]",
    r"(?:from|since|starting|as of) (?:in |on )?(?P<begin>.+?)(?: on| onwards?)?": "{start}/..",
    r"(?P<begin>.+) (?:on|onwards?)": "{start}/..",
    r"(?:not before|no earlier than|not earlier than|on or after|at the earliest (?:in|on))"
    r" (?P<earliest>.+)": "[{start}..]",
    r"(?P<earliest>.+) at the earliest": "[{start}..]",
    r"(?P<earliest>.+) (?:or|and) (?:later|after)": "[{start}..]",
    r"after (?P<before>.+)": "[{start}..]",
    r"(?:(?:sometime in|on|in|during) )?(?P<plain>.+)": "{plain}",
}


class _ParsedDate(NamedTuple):
    """A date in EDTF, and whether what was typed is vaguer than it."""

    edtf: str
    vague: bool


def parse_when(
    text: str,
    *,
    basis: Basis = Basis.STATED,
    words: str | None = None,
    note: str | None = None,
    year: int | None = None,
) -> When:
    """The date that was typed; no year is guessed, and no order of a day and a month.

    Args:
        text: What stands in the box, such as “late Nov 2025”.
        basis: How the date is known; an ending such as “, inferred” says so where this does not.
        words: The words to keep; without them, a vague date keeps its own.
        note: How it was inferred.
        year: That of the source, for the questions that are asked.

    Raises:
        ValueError: With what was not understood, and what to write.
    """
    clean_text = re.sub(r"(?<=\w)\.$", "", normalize_text(text))
    for entry, limit in ((clean_text, MAX_TEXT), (words, MAX_TEXT), (note, MAX_NOTE)):
        _check_length(entry or "", limit)
    if match := _INFERRED.fullmatch(clean_text):
        clean_text = match[1]
        typed_basis = Basis.FROM_TEXT if match[2] == "the text" else Basis.FROM_ELSEWHERE
        basis = typed_basis if basis is Basis.STATED else basis
    result = _parse_date(clean_text, year)
    final_words = (words or "").strip() or (clean_text if result.vague else None)
    return When(edtf=result.edtf, words=final_words, basis=basis, note=(note or "").strip() or None)


def _check_length(text: str, limit: int) -> None:
    """Raise ValueError for a text that is too long."""
    if len(text.strip()) > limit:
        raise ValueError(f"“{text.strip()[:20]}…” is too long. Write at most {limit} characters.")


def _parse_date(typed_text: str, year: int | None) -> _ParsedDate:
    """The date; ValueError with a sentence if it can't be read."""
    if not typed_text:
        raise ValueError("No date was written. Write one like 25 November 2025.")
    if _IS_EDTF.fullmatch(typed_text):
        return _check_order(typed_text, vague=False)
    text = translate_months(typed_text)
    refuse_vague(text)
    if match := _TIME.fullmatch(text):
        text = match[1]
    for reader, forms in ((_parse_two, _TWO), (_parse_one, _ONE), (_parse_joined, _JOINED)):
        for pattern, form in forms.items():
            match = re.fullmatch(pattern, text, re.IGNORECASE)
            if match and (result := reader(match, form, year)):
                return result
    refuse_a_dash(text)
    return refuse_date(typed_text)


def _parse_two(match: re.Match[str], form: str, year: int | None) -> _ParsedDate | None:
    """A date of two ends; the start takes from the end what it leaves out."""
    bounds = _parse_ends(match, form, year)
    if bounds is None:
        return None
    first, last, vague = bounds
    return _check_order(form.format(start=first[0], end=last[1]), vague=vague)


def _refuse_vague_ends(text: str) -> NoReturn:
    """Raise ValueError for “from late 2025 to 2026”, which may have begun on many days."""
    raise ValueError(
        f"“{text}” is not clear. Write when it began and ended, as in “from about 25 November to 10"
        " December 2025”."
    )


def _parse_joined(match: re.Match[str], form: str, year: int | None) -> _ParsedDate | None:
    """Two dates side by side, as in “24 and 25 November 2025”; the words are kept."""
    bounds = _parse_ends(match, form, year)
    if bounds is None:
        return None
    first, last, _ = bounds
    if first[1].latest.toordinal() + 1 != last[0].earliest.toordinal():
        start, end = match["start"], match["end"]
        raise ValueError(
            f"“{match.string}” names two dates that are apart. Record each by itself; or write"
            f" “between {start} and {end}” for any day between, or “from {start} to {end}” if it"
            " lasted."
        )
    return _check_order(form.format(start=first[0], end=last[1]), vague=True)


_Bounds = tuple[DatePart, DatePart]


def _parse_ends(
    match: re.Match[str], form: str, year: int | None
) -> tuple[_Bounds, _Bounds, bool] | None:
    """The bounds of the start and of the end, and whether one is vague; None for no dates.

    Raises:
        ValueError: For what lasted from or until a vague day.
    """
    text = match.string
    (start, _), (end, _) = (_parse_day(match[name]) for name in ("start", "end"))
    if start is None or end is None:
        return None
    if start.year is None and end.can_omit_year:
        month = end.month if start.month is None and end.day else start.month
        start = start._replace(year=_with_year(end, text, year).year, month=month)
    if start.day and start.month is None:
        refuse_date(text)
    first = date_bounds(_with_year(start, match["start"], year))
    last = date_bounds(_with_year(end, text, year))
    vague = start.third is not None or end.third is not None
    if vague and "/" in form:
        _refuse_vague_ends(text)
    return first, last, vague


def _parse_one(match: re.Match[str], form: str, year: int | None) -> _ParsedDate | None:
    """A date of one end, or of none."""
    ((name, text),) = match.groupdict().items()
    partial, weekdays = _parse_day(text)
    if partial is None or (partial.day and partial.month is None):
        return None
    first, last = date_bounds(_with_year(partial, match.string, year))
    vague = partial.third is not None
    if weekdays and (not partial.day or first.earliest.weekday() not in weekdays):
        raise ValueError(
            f"{split_weekday(text)[0]} is no {text.split()[0].rstrip(',')}. Write the date without"
            " the day of the week."
        )
    if name in ("after", "before") and (vague or partial.mark):
        raise ValueError(
            f"“{match.string}” is not clear. Write by and a day, as in by 31 July 2026."
        )
    if name == "after":
        return _check_order(form.format(end=_add_days(first.earliest, -1)), vague=False)
    start = _add_days(last.latest, 1) if name == "before" else first
    plain = str(last) if first == last else f"[{first}..{last}]"
    return _check_order(form.format(start=start, end=last, plain=plain), vague=vague)


def _parse_day(text: str) -> tuple[PartialDate | None, frozenset[int]]:
    """What the text says of a date, and the day of the week that stands before it."""
    if partial := parse_partial_date(text):
        return partial, frozenset()
    rest, weekdays = split_weekday(text)
    return (parse_partial_date(rest) if weekdays else None), weekdays


def _add_days(day: date, count: int) -> date:
    """The day so many days later; ValueError if there is none."""
    try:
        return day + timedelta(days=count)
    except OverflowError:
        raise ValueError("Years run from 0001 to 9999. Write another date.") from None


def _with_year(partial: PartialDate, text: str, year: int | None) -> PartialDate:
    """What was said, with its year; ValueError with the question if it lacks one."""
    if partial.year is not None:
        return partial
    if not partial.can_omit_year:
        refuse_date(text)
    return ask_for_year(partial, text, year)


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
