"""How much or how many, as far as anyone said."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Self

from pydantic import Field, ValidationError, model_validator

from app.models.figure import SCALES, phrase
from app.models.unit import CURRENCIES, SYMBOLS, UNITS, Unit
from app.spine.value import Term, Value, to_json


class Qualifier(Term):
    """What the figure is said to be."""

    EXACT = "exact", "This figure, no more and no less."
    ABOUT = "about", "Near this figure, or between figures near these two."
    AT_LEAST = "at least", "This figure or more."
    MORE_THAN = "more than", "More than this figure; how much more is not said."
    UP_TO = "up to", "This figure or less."
    LESS_THAN = "less than", "Less than this figure; how much less is not said."
    RANGE = "range", "Anything from the one figure to the other."
    UNSTATED = "unstated", "No figure was given."


class Per(Term):
    """How often the quantity comes."""

    ONCE = "once", "Said to come one time."
    YEAR = "year", "In each year."
    MONTH = "month", "In each month."
    UNSTATED = "unstated", "Not said whether it comes once or again."


_NAMES = {name: unit for unit, counted in UNITS.items() for name in (unit, counted.singular)}
PER_WORDS = {Per.ONCE: ", once", Per.YEAR: " a year", Per.MONTH: " a month", Per.UNSTATED: ""}
_OPEN = (Qualifier.AT_LEAST, Qualifier.MORE_THAN)
_CAPPED = (Qualifier.UP_TO, Qualifier.LESS_THAN)
_FIGURE_RULES = {
    Qualifier.EXACT: "An exact quantity takes one figure.",
    Qualifier.ABOUT: "“About” takes one figure, or the two ends of a range.",
    Qualifier.AT_LEAST: "“At least” takes a least and no most.",
    Qualifier.MORE_THAN: "“More than” takes a least and no most.",
    Qualifier.UP_TO: "“Up to” takes a most and no least.",
    Qualifier.LESS_THAN: "“Less than” takes a most and no least.",
    Qualifier.RANGE: "A range takes a least and a most.",
    Qualifier.UNSTATED: "With a figure, choose what the figure is said to be.",
}


class Quantity(Value):
    """A figure with all that it means: 20 is nothing, “about 20 countries” is a fact.

    An exact figure stands at both ends, and so does “about” unless it is a range. Words for which
    there is no unit stand without one, and are in no total.
    """

    low: Decimal | None = Field(
        default=None, ge=0, max_digits=20, title="Least", description="In full, as in 100000000."
    )
    high: Decimal | None = Field(
        default=None, ge=0, max_digits=20, title="Most", description="In full, as in 100000000."
    )
    qualifier: Qualifier = Field(title="Said to be", description="What the figure is said to be.")
    unit: Unit | None = Field(
        default=None,
        title="Unit",
        description="What is counted, or a currency such as GBP; nothing where only words say it.",
    )
    per: Per = Field(
        default=Per.UNSTATED, title="How often", description="Whether it comes once or again."
    )
    words: str | None = Field(
        default=None,
        min_length=1,
        max_length=200,
        title="In their words",
        description="The quantity as it was stated, such as “small number”.",
    )

    @model_validator(mode="before")
    @classmethod
    def one_figure_is_both_ends(cls, data: object) -> object:
        """What was given, with an exact figure, or one after “about”, written at both ends."""
        if isinstance(data, dict) and data.get("qualifier") in (Qualifier.EXACT, Qualifier.ABOUT):
            ends = [data.get("low"), data.get("high")]
            figures = [end for end in ends if end is not None]
            return data | {"low": figures[0], "high": figures[-1]} if figures else data
        return data

    @model_validator(mode="after")
    def the_figures_are_those_of_the_qualifier(self) -> Self:
        """Raise ValueError for a figure too many or too few, or a range upside down."""
        has_figure = self.qualifier is not Qualifier.UNSTATED
        least = has_figure and self.qualifier not in _CAPPED
        most = has_figure and self.qualifier not in _OPEN
        if (self.low is not None, self.high is not None) != (least, most):
            raise ValueError(_FIGURE_RULES[self.qualifier])
        if self.qualifier is Qualifier.EXACT and self.low != self.high:
            raise ValueError(_FIGURE_RULES[self.qualifier])
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError("The least is more than the most.")
        if self.qualifier is Qualifier.LESS_THAN and not self.high:
            raise ValueError("Nothing is less than 0.")
        return self

    @model_validator(mode="after")
    def only_words_stand_without_a_unit(self) -> Self:
        """Raise ValueError for a figure that says of nothing how many, or for nothing at all."""
        if self.unit is None and (self.qualifier is not Qualifier.UNSTATED or not self.words):
            raise ValueError("Say what is counted: only words can stand without a unit.")
        return self

    @property
    def bounds(self) -> tuple[Decimal | None, Decimal | None]:
        """The least and the most; None where nothing bounds it."""
        return self.low, self.high

    @property
    def says_how_much(self) -> bool:
        """Whether there is a figure, or words for one."""
        return self.bounds != (None, None) or self.words is not None

    @property
    def is_money(self) -> bool:
        """Whether its unit is a currency."""
        return self.unit in CURRENCIES

    @property
    def sortable(self) -> float | None:
        """The float to sort by: the least, else the most; None without a figure."""
        figure = self.high if self.low is None else self.low
        return None if figure is None else float(figure)

    @property
    def figures(self) -> str:
        """All but the words: two quantities say the same if their figures are the same.

        Without a unit the words are all there is to compare.
        """
        ends = " to ".join(str(to_json(end)) for end in self.bounds if end is not None)
        return f"{self.qualifier} {ends} {self.unit or self.words} {self.per}"

    def __str__(self) -> str:
        return f"{self._format_figures() or self._format_words()}{PER_WORDS[self.per]}"

    def _format_figures(self) -> str:
        """The figures with their qualifier and unit; empty without a figure."""
        is_range = self.qualifier is Qualifier.RANGE
        figures = [end for end in self.bounds if end is not None]
        ends = figures if is_range else list(dict.fromkeys(figures))
        bare = is_range or self.qualifier is Qualifier.EXACT
        if not ends or self.unit is None:
            return ""
        return phrase(ends, self.unit, lead="" if bare else self.qualifier)

    def _format_words(self) -> str:
        """The words in quotation marks, else that nothing was stated."""
        if self.unit is None:
            return f"“{self.words}”"
        if self.words:
            return f"“{self.words}” {'in' if self.is_money else 'of'} {self.unit}"
        return f"an unstated {'amount in' if self.is_money else 'number of'} {self.unit}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """The quantity that is printed as `text`; ValueError with one sentence if none is."""
        try:
            return cls.model_validate(_parse_text(text.strip()))
        except ValidationError as error:
            raise ValueError(error.errors()[0]["msg"].removeprefix("Value error, ")) from None


def _any_of(words: Iterable[str]) -> str:
    """A pattern for any one of the words."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _figure_pattern(end: str) -> str:
    """A pattern for the figure at the low or high end: “£100.5 million”."""
    return (
        rf"(?P<{end}_sign>{_any_of(SYMBOLS.values())}|[A-Z]{{3}} )?"
        rf"(?P<{end}>(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+)(?:\.[0-9]+)?)"
        rf"(?: (?P<{end}_scale>{_any_of(SCALES)}))?"
    )


_UNIT = rf"(?P<unit>{_any_of(_NAMES)}|[A-Z]{{3}})"
_ENDING = rf"(?P<per>{_any_of(PER_WORDS.values())})"
_STATED = re.compile(
    rf"(?:(?P<qualifier>{_any_of(Qualifier)}) )?{_figure_pattern('low')}"
    rf"(?: to {_figure_pattern('high')})?"
    rf"(?: {_UNIT})?{_ENDING}"
)
_UNSTATED = re.compile(
    rf"(?:(?:an unstated (?:number of|amount in)|“(?P<words>.+)” (?:of|in)) {_UNIT}"
    rf"|“(?P<bare_words>.+)”){_ENDING}",
    re.DOTALL,
)
_UNREADABLE = (
    "“{}” is no quantity. Write one like “about 20 countries” or “more than £100 million”."
)


def _parse_text(text: str) -> dict[str, object]:
    """The parts of the quantity that is printed as `text`; ValueError if it is none."""
    match = _STATED.fullmatch(text) or _UNSTATED.fullmatch(text)
    if match is None:
        raise ValueError(_UNREADABLE.format(text))
    parts = match.groupdict()
    per = {words: per for per, words in PER_WORDS.items()}[parts["per"]]
    if "low" in parts:
        return _parse_ends(parts) | {"unit": _parse_unit(parts), "per": per}
    words, bare_words = parts["words"], parts["bare_words"]
    unit = None if bare_words else _parse_unit(parts)
    return {"qualifier": "unstated", "words": words or bare_words, "unit": unit, "per": per}


def _parse_unit(parts: dict[str, str | None]) -> str:
    """The one unit that was named."""
    codes = {symbol: code for code, symbol in SYMBOLS.items()}
    signs = [sign for sign in (parts.get("low_sign"), parts.get("high_sign")) if sign]
    names = [parts["unit"]] if parts["unit"] else []
    units = {codes.get(sign, sign.strip()) for sign in signs} | {_NAMES.get(n, n) for n in names}
    if len(units) != 1:
        raise ValueError("Say one unit, such as troops, or one currency, such as £ or GBP.")
    return units.pop()


def _parse_ends(parts: dict[str, str | None]) -> dict[str, object]:
    """The figures, at the ends that their qualifier takes."""
    low = _parse_number(parts["low"], parts["low_scale"])
    high = _parse_number(parts["high"], parts["high_scale"])
    if high is None:
        qualifier = parts["qualifier"] or Qualifier.EXACT
        return {"qualifier": qualifier, "high" if qualifier in _CAPPED else "low": low}
    if (parts["low_scale"] is None) != (parts["high_scale"] is None):
        raise ValueError("Write both figures in full, or both in millions or billions.")
    return {"qualifier": parts["qualifier"] or Qualifier.RANGE, "low": low, "high": high}


def _parse_number(digits: str | None, scale: str | None) -> Decimal | None:
    """The figure, None if there is none."""
    if digits is None:
        return None
    exact = Decimal(f"{digits.replace(',', '')}E{SCALES[scale] if scale else 0}")
    return Decimal(f"{exact:f}")
