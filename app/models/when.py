"""When something was, as far as anyone said."""

import re
from datetime import date
from typing import NamedTuple, Self

from pydantic import Field, field_validator

from app.models.edtf import MONTHS, Edtf, Form, Part, parse
from app.spine.value import Term, Value


class Basis(Term):
    """How we know when it was."""

    STATED = "stated", "The source gives this date."
    FROM_TEXT = "inferred from the text", "We worked it out from other words of the same source."
    FROM_ELSEWHERE = "inferred from elsewhere", "We worked it out with the help of other sources."


class _Style(NamedTuple):
    """A way to put a date: months, `?` and `~`, and each form with and without a start."""

    months: tuple[str, ...]
    marks: dict[str, str]
    forms: dict[tuple[Form, bool], str]


_IN_WORDS = _Style(
    months=MONTHS,
    marks={"": "{}", "?": "probably {}", "~": "about {}"},
    forms={
        (Form.PLAIN, True): "{end}",
        (Form.LASTED, True): "from {start} to {end}",
        (Form.LASTED, False): "until {end}",
        (Form.ONE_OF, True): "between {start} and {end}",
        (Form.ONE_OF, False): "by {end}",
    },
)
_IN_SHORT = _Style(
    months=tuple(month[:3] for month in MONTHS),
    marks={"": "{}", "?": "{}?", "~": "c. {}"},
    forms=_IN_WORDS.forms
    | {(Form.LASTED, True): "{start} to {end}", (Form.ONE_OF, True): "{start} – {end}"},
)


class When(Value):
    """A date with its doubt, the words it was stated in, and how we know it."""

    edtf: str = Field(
        title="Date",
        description=(
            "As in 2025-11-25, 2025-11 or 2025, with ? if uncertain or ~ if approximate;"
            " a/b lasted from a to b, [a..b] is one day between, [..b] is no later than b."
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
        return str(parse(text))

    @property
    def span(self) -> Edtf:
        """The date, read."""
        return parse(self.edtf)

    @property
    def earliest(self) -> date | None:
        """The first possible day; None if it has no bound."""
        return self.span.earliest

    @property
    def latest(self) -> date:
        """The last possible day."""
        return self.span.latest

    @property
    def short(self) -> str:
        """The date for a tight cell, “27 Nov – 8 Dec 2025”; it leaves out what was inferred."""
        return _say(self.span, _IN_SHORT)

    def __str__(self) -> str:
        return f"{_say(self.span, _IN_WORDS)}{self._inferred()}"

    def _inferred(self) -> str:
        """What of the date was inferred: nothing, the year that the words leave out, or all."""
        if self.basis is Basis.STATED:
            return ""
        words = self.words or ""
        parts = [part for part in (self.span.start, self.span.end) if part]
        dated = all(_stands_in(words, part) for part in parts)
        return ", year inferred" if dated and not re.search(r"[0-9]{4}", words) else ", inferred"

    @classmethod
    def parse(cls, text: str) -> Self:
        """The date that `text` writes in EDTF or as it is printed, with its basis.

        “, inferred” alone is taken as inferred from elsewhere, the weaker of the two. ValueError
        with one sentence if it cannot be read.
        """
        text = text.strip()
        said, _, inferred = text.partition(", ")
        if inferred not in _BASES:
            said, inferred = text, ""
        return cls(edtf=str(parse(_edtf(said) or said)), basis=_BASES[inferred])


_BASES: dict[str, Basis] = {
    "": Basis.STATED,
    "inferred": Basis.FROM_ELSEWHERE,
    "year inferred": Basis.FROM_ELSEWHERE,
    Basis.FROM_TEXT: Basis.FROM_TEXT,
    Basis.FROM_ELSEWHERE: Basis.FROM_ELSEWHERE,
}


def _stands_in(words: str, part: Part) -> bool:
    """Whether the words name the month of the part, and its day if it has one."""
    if part.month is None:
        return False
    month = MONTHS[part.month - 1]
    named = re.search(rf"\b{month[:3]}({month[3:]})?\b", words)
    numbered = part.day is None or re.search(rf"\b0?{part.day}(st|nd|rd|th)?\b", words)
    return bool(named and numbered)


def _say(span: Edtf, style: _Style) -> str:
    """The date in a style; a start leaves out the year or month that it shares with the end."""
    start = _say_part(span.start, style, span.end) if span.start else ""
    end = _say_part(span.end, style)
    return style.forms[span.form, span.start is not None].format(start=start, end=end)


def _say_part(part: Part, style: _Style, end: Part | None = None) -> str:
    """The day, month or year; without what it shares with the end that follows it."""
    shared = end if end and end.month and end.year == part.year else None
    told = [f"{part.year:04}"]
    if part.month:
        told = [style.months[part.month - 1]] + ([] if shared else told)
        if part.day:
            same_month = shared and shared.day and shared.month == part.month
            told = [str(part.day)] + ([] if same_month else told)
    return style.marks[part.mark].format(" ".join(told))


_SAID = {
    "from (?P<start>.+) to (?P<end>.+)": "{start}/{end}",
    "until (?P<end>.+)": "../{end}",
    "between (?P<start>.+) and (?P<end>.+)": "[{start}..{end}]",
    "by (?P<end>.+)": "[..{end}]",
    "(?P<end>.+)": "{end}",
}


def _edtf(said: str) -> str | None:
    """The EDTF of a date in words; None if these are not words for a date."""
    for pattern, form in _SAID.items():
        if found := re.fullmatch(pattern, said):
            parts = found.groupdict()
            if end := _read_part(parts["end"]):
                start = _read_part(parts["start"], end) if "start" in parts else end
                return form.format(start=start, end=end) if start else None
    return None


_SAID_PART = re.compile(
    rf"(?:(?P<mark>about|probably) )?(?:(?P<day>[1-9][0-9]?)(?: |$))?"
    rf"(?:(?P<month>{'|'.join(MONTHS)})(?: |$))?(?P<year>[0-9]{{4}})?"
)
_MARKS = {None: "", "about": "~", "probably": "?"}


def _read_part(said: str, end: Part | None = None) -> Part | None:
    """The day, month or year that was said, taking from the end what it leaves out; else None."""
    found = _SAID_PART.fullmatch(said)
    if found is None:
        return None
    day = int(found["day"]) if found["day"] else None
    month = MONTHS.index(found["month"]) + 1 if found["month"] else None
    year = int(found["year"]) if found["year"] else None
    if year is None and (day or month) and end and end.month:
        year = end.year
        month = end.month if month is None and end.day else month
    if year is None or (day and month is None):
        return None
    return Part(year, month, day, _MARKS[found["mark"]])
