"""The figures of a quantity as people type them, with what is said of them."""

import re
from decimal import Decimal
from typing import NamedTuple, NoReturn

from app.forms.parsers.figure import (
    ARTICLES,
    alternatives,
    number_pattern,
    parse_digits,
    parse_number_word,
    scale_number,
)
from app.forms.parsers.unit import SIGNS, meanings
from app.models.quantity import Per, Qualifier
from app.models.unit import UNITS

_BEFORE = {
    Qualifier.EXACT: "exactly|exact|precisely|only|a total of",
    Qualifier.ABOUT: "about|around|approximately|approx.|approx|roughly|some|circa|ca.|ca|c.|c|~|≈",
    Qualifier.AT_LEAST: "at least|no less than|no fewer than|a minimum of|min.|min|≥|>=",
    Qualifier.MORE_THAN: "more than|over|above|upwards of|in excess of|greater than|exceeding|>",
    Qualifier.UP_TO: "up to|at most|no more than|a maximum of|as many as|max.|max|≤|<=",
    Qualifier.LESS_THAN: "less than|fewer than|under|below|<",
    Qualifier.RANGE: "range",
}
_AFTER = {
    Qualifier.ABOUT: "or so",
    Qualifier.AT_LEAST: "+|or more|at least|minimum|min.|min",
    Qualifier.UP_TO: "or less|or fewer|at most|maximum|max.|max",
}
_PER = {
    Per.ONCE: "once|one-off",
    Per.YEAR: "a year|per year|each year|every year|yearly|annually|per annum|p.a.|/year|/yr",
    Per.MONTH: "a month|per month|each month|every month|monthly|/month",
}
_BEFORE_BY = {word: said for said, words in _BEFORE.items() for word in words.split("|")}
_AFTER_BY = {word: said for said, words in _AFTER.items() for word in words.split("|")}
_PER_BY = {word: per for per, words in _PER.items() for word in words.split("|")}
_CAPPED = (Qualifier.UP_TO, Qualifier.LESS_THAN)


def _end(end: str) -> str:
    """A pattern for a figure, its sign or code before it."""
    return rf"(?:(?P<{end}_sign>(?i:{alternatives(SIGNS)})|[A-Z]{{3}}) ?)?{number_pattern(end)}"


_QUALIFIED = re.compile(rf"(?i)({alternatives(_BEFORE_BY)})(?: |(?<=[.~≈<>=≥≤]))(.+)")
_NEARLY = re.compile(r"(?i)(nearly|almost|close to|just under|just over) (\D*[0-9].*)")
_PACED = re.compile(rf"(?i)(.*[^ ,])(?:,? |, ?| ?(?=/))({alternatives(_PER_BY)})")
_FIRST = re.compile(rf"(?i) ?(?P<after>{alternatives(_AFTER_BY)})(?!\w)(?P<name>.*)")
_LAST = re.compile(rf"(?i)(?P<name>.*?)(?: |(?=\+))(?P<after>{alternatives(_AFTER_BY)})")
_FIGURES = (
    re.compile(rf"(?i:between) {_end('low')} (?i:and) {_end('high')}(?P<rest>.*)"),
    re.compile(rf"(?i:from) {_end('low')}(?: (?i:to) | ?[-–—] ?){_end('high')}(?P<rest>.*)"),
    re.compile(rf"{_end('low')}(?:(?: (?i:to) | ?[-–—] ?){_end('high')})?(?P<rest>.*)"),
)


class ParsedAmount(NamedTuple):
    """What was read of a text with figures: the facts but the unit, and what names the unit."""

    facts: dict[str, object]
    names: list[str]
    figures: str


def parse_amount(text: str) -> ParsedAmount | None:
    """What a text with one space between words states; None if nothing in it is a figure.

    Raises:
        ValueError: With a sentence, for a text with digits that isn't understood whole.
    """
    has_digits = any(character.isnumeric() for character in text)
    if has_digits:
        _refuse_what_is_only_near(text)
    rest, per = split_pace(text)
    qualifier_match = _QUALIFIED.fullmatch(rest)
    before = _BEFORE_BY[qualifier_match[1].lower()] if qualifier_match else None
    forms = (form.fullmatch(qualifier_match[2] if qualifier_match else rest) for form in _FIGURES)
    figures_match = next((match for match in forms if match), None)
    after, name = _split_suffix(figures_match["rest"]) if figures_match else (None, "")
    is_whole = not re.search("[0-9]", name) and (not before or after in (None, before))
    if figures_match is None or not is_whole or not _each_word_counts(figures_match, name):
        return refuse(text) if has_digits else None
    names = [
        unit_name
        for unit_name in (figures_match["low_sign"], figures_match["high_sign"], name)
        if unit_name
    ]
    if unknown_names := [unit_name for unit_name in names if not meanings(unit_name)]:
        return refuse_name(unknown_names[0]) if has_digits else None
    facts = _parse_bounds(figures_match, before or after) | ({"per": per} if per else {})
    ends = filter(None, (_figure_text(figures_match, end) for end in ("low", "high")))
    return ParsedAmount(facts, names, " to ".join(ends))


def split_pace(text: str) -> tuple[str, Per | None]:
    """The text without how often it comes, and how often that is, if it says so."""
    match = _PACED.fullmatch(text)
    return (match[1], _PER_BY[match[2].lower()]) if match else (text, None)


def refuse(text: str) -> NoReturn:
    """Raise ValueError for a text that isn't understood whole."""
    raise ValueError(
        f"“{text[:60]}” is not understood. Write figures like “about 500 troops” or “£5m to £6m”,"
        " or put words in quotation marks."
    )


def refuse_name(name: str) -> NoReturn:
    """Raise ValueError for what is no unit."""
    raise ValueError(
        f"No unit is called “{name[:60]}”. Write one of {', '.join(UNITS)}, or a currency such as"
        " GBP; or put all of it in quotation marks."
    )


def _refuse_what_is_only_near(text: str) -> None:
    """Raise ValueError for “nearly 500”: about, or less than?"""
    if match := _NEARLY.fullmatch(text):
        bound = "more than" if "over" in match[1].lower() else "less than"
        raise ValueError(
            f"“{match[1]}” can be read in two ways. Write about {match[2]} or {bound} {match[2]}."
        )


def _split_suffix(rest: str) -> tuple[Qualifier | None, str]:
    """The qualifier after the figures, before or behind the unit; and the name of the unit."""
    match = _FIRST.fullmatch(rest) or _LAST.fullmatch(rest)
    name = (match["name"] if match else rest).strip().rstrip(".")
    qualifier = _AFTER_BY[match["after"].lower()] if match else None
    return qualifier, re.sub("^(?:of|in) ", "", name)


def _each_word_counts(match: re.Match[str], name: str) -> bool:
    """Whether each word counts: “a dozen” and “a ship” do; “a”, “half a ship”, “a b” do not."""
    for end in ("low", "high"):
        word, scale = (match[f"{end}_word"] or "").lower(), match[f"{end}_scale"] or ""
        bare = word in ARTICLES and not scale and not (name and word in ("a", "an"))
        if bare or (word and 0 < len(scale) <= len("mio")):
            return False
    return True


def _figure_text(match: re.Match[str], end: str) -> str:
    """The figure at one end as it was typed, without its sign; empty if there is none."""
    number = match[end] or match[f"{end}_word"] or ""
    start = match.start(end) if match[end] else match.start(f"{end}_word")
    stop = match.end(f"{end}_scale") if match[f"{end}_scale"] else start + len(number)
    return match.string[start:stop] if number else ""


def _parse_bounds(match: re.Match[str], qualifier: Qualifier | None) -> dict[str, object]:
    """The figures at the ends that their qualifier takes."""
    low, high = _parse_number(match, "low"), _parse_number(match, "high")
    if high is None:
        if qualifier is Qualifier.RANGE:
            raise ValueError("A range has two figures. Write them like 5,000 to 6,000.")
        if qualifier is Qualifier.LESS_THAN and not low:
            raise ValueError("Nothing is less than 0. Write a larger figure.")
        return {
            "qualifier": qualifier or Qualifier.EXACT,
            "high" if qualifier in _CAPPED else "low": low,
        }
    if qualifier not in (None, Qualifier.RANGE, Qualifier.ABOUT):
        raise ValueError(f"“{qualifier}” takes one figure. Write it like “{qualifier} 1,000”.")
    low = _share_scale(match, low or Decimal(), high)
    if low > high:
        raise ValueError(
            f"{_figure_text(match, 'low')} is more than {_figure_text(match, 'high')}. Write the"
            " smaller figure first."
        )
    return {"qualifier": qualifier or Qualifier.RANGE, "low": low, "high": high}


def _parse_number(match: re.Match[str], end: str) -> Decimal | None:
    """The figure at one end; None if there is none."""
    digits, word, scale = (match.groupdict().get(end + part) for part in ("", "_word", "_scale"))
    number = parse_digits(digits) if digits else parse_number_word(word) if word else None
    return None if number is None else scale_number(number, scale)


def _share_scale(match: re.Match[str], low: Decimal, high: Decimal) -> Decimal:
    """The low figure, in the thousands or millions of the high one where it can only mean them."""
    first, second = match["low_scale"], match["high_scale"]
    scaled_low = scale_number(low, second) if second and not first else low
    is_apart = scaled_low != low and match["high_sign"]
    is_mixed = (first or second) and not (first and second) and scaled_low > high
    if is_apart or is_mixed or _leaves_thousands_out(match, low, high):
        ends = f"{_figure_text(match, 'low')} to {_figure_text(match, 'high')}"
        raise ValueError(
            f"“{ends}” can be read in two ways. Write both figures in full, as in 5,000 to 6,000."
        )
    return scaled_low


def _leaves_thousands_out(match: re.Match[str], low: Decimal, high: Decimal) -> bool:
    """Whether the low figure may be in thousands, as in “5-6,000”; “5 to 6,000” is as we print."""
    between = match.string[match.end("low") : match.start("high")]
    bare = not match["low_scale"] and not match["high_scale"] and not match["high_sign"]
    return bool(bare and low and re.search("[-–—]", between) and low * 1000 <= high)
