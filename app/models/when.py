"""When something was, as far as anyone said."""

import re
from datetime import date
from typing import NamedTuple, Self

from pydantic import Field, field_validator, model_validator

from app.models.edtf import DATELESS, MONTHS, DatePart, Edtf, EdtfForm, parse_edtf
from app.spine.value import Term, Value


class Basis(Term):
    """How we know when it was."""

    STATED = "stated", "The source gives this date."
    FROM_TEXT = "inferred from the text", "We worked it out from other words of the same source."
    FROM_ELSEWHERE = "inferred from elsewhere", "We worked it out with the help of other sources."


class _DateStyle(NamedTuple):
    """A way to put a date: months, `?` and `~`, each form by whether it has a start and an end."""

    months: tuple[str, ...]
    marks: dict[str, str]
    forms: dict[tuple[EdtfForm, bool, bool], str]


_IN_WORDS = _DateStyle(
    months=MONTHS,
    marks={"": "{}", "?": "probably {}", "~": "about {}"},
    forms={
        (EdtfForm.PLAIN, True, True): "{end}",
        (EdtfForm.LASTED, True, True): "from {start} to {end}",
        (EdtfForm.LASTED, False, True): "until {end}",
        (EdtfForm.LASTED, True, False): "from {start} on",
        (EdtfForm.ONE_OF, True, True): "between {start} and {end}",
        (EdtfForm.ONE_OF, False, True): "by {end}",
        (EdtfForm.ONE_OF, True, False): "{start} or later",
    },
)
_IN_SHORT = _DateStyle(
    months=tuple(month[:3] for month in MONTHS),
    marks={"": "{}", "?": "{}?", "~": "c. {}"},
    forms=_IN_WORDS.forms
    | {
        (EdtfForm.LASTED, True, True): "{start} to {end}",
        (EdtfForm.ONE_OF, True, True): "{start} – {end}",
    },
)


class When(Value):
    """A date with its doubt, the words it was stated in, and how we know it."""

    edtf: str = Field(
        title="Date",
        description=(
            "As in 2025-11-25, 2025-11 or 2025, with ? if uncertain or ~ if approximate;"
            " a/b lasted from a to b, [a..b] is one day between, [..b] is no later than b,"
            " and a/.. and [a..] have no end; ../.. is a time whose length alone is said, in words."
        ),
    )
    words: str | None = Field(
        default=None,
        min_length=1,
        max_length=200,
        title="As stated",
        description="The date in the words of the source, such as “last week”.",
    )
    basis: Basis = Field(title="Basis", description="Whether the source gives the date.")
    note: str | None = Field(
        default=None,
        min_length=1,
        max_length=400,
        title="Note on the date",
        description="How it was inferred, and what else it could be.",
    )

    @field_validator("edtf")
    @classmethod
    def is_of_the_subset(cls, text: str) -> str:
        """The text; ValueError with one sentence if the register cannot read it."""
        return str(parse_edtf(text))

    @model_validator(mode="after")
    def has_words_without_dates(self) -> Self:
        """The date; ValueError where it says neither when nor, in words, how long."""
        if self.is_dateless and not self.words:
            raise ValueError(f"“{self.edtf}” has no dates. Say in words how long it is.")
        return self

    @property
    def is_dateless(self) -> bool:
        """Whether it is a time of which only the length is said: “over four years”."""
        return self.edtf == DATELESS

    @property
    def span(self) -> Edtf:
        """The date, read."""
        return parse_edtf(self.edtf)

    @property
    def earliest(self) -> date | None:
        """The first possible day; None if it has no bound."""
        return self.span.earliest

    @property
    def latest(self) -> date:
        """The last possible day; the last day there is where nothing bounds it."""
        return self.span.latest

    @property
    def short(self) -> str:
        """The date for a tight cell, “27 Nov – 8 Dec 2025”; it leaves out what was inferred."""
        return str(self) if self.is_dateless else _format_date(self.span, _IN_SHORT)

    def __str__(self) -> str:
        if self.is_dateless:
            return f"“{self.words}” (dates not stated)"
        return f"{_format_date(self.span, _IN_WORDS)}{self._inference()}"

    def _inference(self) -> str:
        """What of the date was inferred: nothing, the year that the words leave out, or all."""
        if self.basis is Basis.STATED:
            return ""
        words = self.words or ""
        parts = [part for part in (self.span.start, self.span.end) if part]
        is_in_words = all(_names_part(words, part) for part in parts)
        return (
            ", year inferred" if is_in_words and not re.search(r"[0-9]{4}", words) else ", inferred"
        )

    @classmethod
    def parse(cls, text: str) -> Self:
        """The date that `text` writes in EDTF or as it is printed, with its basis.

        “, inferred” alone is taken as inferred from elsewhere, the weaker of the two. ValueError
        with one sentence if it cannot be read.
        """
        text = text.strip()
        phrase, _, basis_words = text.partition(", ")
        if basis_words not in _BASES:
            phrase, basis_words = text, ""
        return cls(
            edtf=str(parse_edtf(_edtf_of_phrase(phrase) or phrase)), basis=_BASES[basis_words]
        )


_BASES: dict[str, Basis] = {
    "": Basis.STATED,
    "inferred": Basis.FROM_ELSEWHERE,
    "year inferred": Basis.FROM_ELSEWHERE,
    Basis.FROM_TEXT: Basis.FROM_TEXT,
    Basis.FROM_ELSEWHERE: Basis.FROM_ELSEWHERE,
}


def _names_part(words: str, part: DatePart) -> bool:
    """Whether the words name the month of the part, and its day if it has one."""
    if part.month is None:
        return False
    month = MONTHS[part.month - 1]
    names_month = re.search(rf"\b{month[:3]}({month[3:]})?\b", words)
    names_day = part.day is None or re.search(rf"\b0?{part.day}(st|nd|rd|th)?\b", words)
    return bool(names_month and names_day)


def _format_date(span: Edtf, style: _DateStyle) -> str:
    """The date in a style; a start leaves out the year or month that it shares with the end."""
    start = _format_part(span.start, style, span.end) if span.start else ""
    end = _format_part(span.end, style) if span.end else ""
    form = style.forms[span.form, span.start is not None, span.end is not None]
    return form.format(start=start, end=end)


def _format_part(part: DatePart, style: _DateStyle, end: DatePart | None = None) -> str:
    """The day, month or year; without what it shares with the end that follows it."""
    end_in_year = end if end and end.month and end.year == part.year else None
    pieces = [f"{part.year:04}"]
    if part.month:
        pieces = [style.months[part.month - 1]] + ([] if end_in_year else pieces)
        if part.day:
            same_month = end_in_year and end_in_year.day and end_in_year.month == part.month
            pieces = [str(part.day)] + ([] if same_month else pieces)
    return style.marks[part.mark].format(" ".join(pieces))


_PHRASES = {
    "from (?P<start>.+) to (?P<end>.+)": "{start}/{end}",
    "until (?P<end>.+)": "../{end}",
    "from (?P<start>.+) on": "{start}/..",
    "(?P<start>.+) or later": "[{start}..]",
    "between (?P<start>.+) and (?P<end>.+)": "[{start}..{end}]",
    "by (?P<end>.+)": "[..{end}]",
    "(?P<end>.+)": "{end}",
}


def _edtf_of_phrase(phrase: str) -> str | None:
    """The EDTF of a date in words; None if these are not words for a date."""
    for pattern, form in _PHRASES.items():
        if match := re.fullmatch(pattern, phrase):
            parts = match.groupdict()
            end = _part_of_phrase(parts["end"]) if "end" in parts else None
            start = _part_of_phrase(parts["start"], end) if "start" in parts else end
            if start and (end or "end" not in parts):
                return form.format(start=start, end=end)
    return None


_PART_PHRASE = re.compile(
    rf"(?:(?P<mark>about|probably) )?(?:(?P<day>[1-9][0-9]?)(?: |$))?"
    rf"(?:(?P<month>{'|'.join(MONTHS)})(?: |$))?(?P<year>[0-9]{{4}})?"
)
_MARKS = {None: "", "about": "~", "probably": "?"}


def _part_of_phrase(phrase: str, end: DatePart | None = None) -> DatePart | None:
    """The day, month or year that was said, taking from the end what it leaves out; else None."""
    match = _PART_PHRASE.fullmatch(phrase)
    if match is None:
        return None
    day = int(match["day"]) if match["day"] else None
    month = MONTHS.index(match["month"]) + 1 if match["month"] else None
    year = int(match["year"]) if match["year"] else None
    if year is None and (day or month) and end and end.month:
        year = end.year
        month = end.month if month is None and end.day else month
    if year is None or (day and month is None):
        return None
    return DatePart(year, month, day, _MARKS[match["mark"]])
