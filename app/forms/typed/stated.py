"""The figures of a quantity as people type them, with what is said of them."""

import re
from decimal import Decimal
from typing import Any, NamedTuple, NoReturn

from app.forms.typed.figure import ARTICLES, any_of, numeral, pattern, times, worded
from app.forms.typed.unit import SIGNS, meanings
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
    return rf"(?:(?P<{end}_sign>(?i:{any_of(SIGNS)})|[A-Z]{{3}}) ?)?{pattern(end)}"


_QUALIFIED = re.compile(rf"(?i)({any_of(_BEFORE_BY)})(?: |(?<=[.~≈<>=≥≤]))(.+)")
_NEARLY = re.compile(r"(?i)(nearly|almost|close to|just under|just over) (\D*[0-9].*)")
_PACED = re.compile(rf"(?i)(.*[^ ,])(?:,? |, ?| ?(?=/))({any_of(_PER_BY)})")
_FIRST = re.compile(rf"(?i) ?(?P<after>{any_of(_AFTER_BY)})(?!\w)(?P<name>.*)")
_LAST = re.compile(rf"(?i)(?P<name>.*?)(?: |(?=\+))(?P<after>{any_of(_AFTER_BY)})")
_FIGURES = (
    re.compile(rf"(?i:between) {_end('low')} (?i:and) {_end('high')}(?P<rest>.*)"),
    re.compile(rf"(?i:from) {_end('low')}(?: (?i:to) | ?[-–—] ?){_end('high')}(?P<rest>.*)"),
    re.compile(rf"{_end('low')}(?:(?: (?i:to) | ?[-–—] ?){_end('high')})?(?P<rest>.*)"),
)


class Stated(NamedTuple):
    """What was read of a text with figures: the facts but the unit, and what names the unit."""

    facts: dict[str, Any]
    names: list[str]
    figures: str


def stated(typed: str) -> Stated | None:
    """What a text with one space between words states; None if nothing in it is a figure.

    Raises:
        ValueError: With a sentence, for a text with digits that isn't understood whole.
    """
    digits = any(character.isnumeric() for character in typed)
    if digits:
        _refuse_what_is_only_near(typed)
    rest, per = paced(typed)
    qualified = _QUALIFIED.fullmatch(rest)
    before = _BEFORE_BY[qualified[1].lower()] if qualified else None
    forms = (form.fullmatch(qualified[2] if qualified else rest) for form in _FIGURES)
    found = next((match for match in forms if match), None)
    after, name = _after(found["rest"]) if found else (None, "")
    whole = not re.search("[0-9]", name) and (not before or after in (None, before))
    if found is None or not whole or not _counts(found, name):
        return refuse(typed) if digits else None
    names = [named for named in (found["low_sign"], found["high_sign"], name) if named]
    if unknown := [named for named in names if not meanings(named)]:
        return refuse_name(unknown[0]) if digits else None
    facts = _ends(found, before or after) | ({"per": per} if per else {})
    ends = filter(None, (_typed(found, end) for end in ("low", "high")))
    return Stated(facts, names, " to ".join(ends))


def paced(typed: str) -> tuple[str, Per | None]:
    """The text without how often it comes, and how often that is, if it says so."""
    found = _PACED.fullmatch(typed)
    return (found[1], _PER_BY[found[2].lower()]) if found else (typed, None)


def refuse(typed: str) -> NoReturn:
    """Raise ValueError for a text that isn't understood whole."""
    raise ValueError(
        f"“{typed[:60]}” is not understood. Write figures like “about 500 troops” or “£5m to £6m”,"
        " or put words in quotation marks."
    )


def refuse_name(name: str) -> NoReturn:
    """Raise ValueError for what is no unit."""
    raise ValueError(
        f"No unit is called “{name[:60]}”. Write one of {', '.join(UNITS)}, or a currency such as"
        " GBP; or put all of it in quotation marks."
    )


def _refuse_what_is_only_near(typed: str) -> None:
    """Raise ValueError for “nearly 500”: about, or less than?"""
    if found := _NEARLY.fullmatch(typed):
        bound = "more than" if "over" in found[1].lower() else "less than"
        raise ValueError(
            f"“{found[1]}” can be read in two ways. Write about {found[2]} or {bound} {found[2]}."
        )


def _after(rest: str) -> tuple[Qualifier | None, str]:
    """The qualifier after the figures, before or behind the unit; and the name of the unit."""
    found = _FIRST.fullmatch(rest) or _LAST.fullmatch(rest)
    name = (found["name"] if found else rest).strip().rstrip(".")
    said = _AFTER_BY[found["after"].lower()] if found else None
    return said, re.sub("^(?:of|in) ", "", name)


def _counts(found: re.Match[str], name: str) -> bool:
    """Whether each word counts: “a dozen” and “a ship” do; “a”, “half a ship”, “a b” do not."""
    for end in ("low", "high"):
        word, scale = (found[f"{end}_word"] or "").lower(), found[f"{end}_scale"] or ""
        bare = word in ARTICLES and not scale and not (name and word in ("a", "an"))
        if bare or (word and 0 < len(scale) <= len("mio")):
            return False
    return True


def _typed(found: re.Match[str], end: str) -> str:
    """The figure at one end as it was typed, without its sign; empty if there is none."""
    number = found[end] or found[f"{end}_word"] or ""
    start = found.start(end) if found[end] else found.start(f"{end}_word")
    stop = found.end(f"{end}_scale") if found[f"{end}_scale"] else start + len(number)
    return found.string[start:stop] if number else ""


def _ends(found: re.Match[str], said: Qualifier | None) -> dict[str, Any]:
    """The figures at the ends that their qualifier takes."""
    low, high = _number(found, "low"), _number(found, "high")
    if high is None:
        if said is Qualifier.RANGE:
            raise ValueError("A range has two figures. Write them like 5,000 to 6,000.")
        if said is Qualifier.LESS_THAN and not low:
            raise ValueError("Nothing is less than 0. Write a larger figure.")
        return {"qualifier": said or Qualifier.EXACT, "high" if said in _CAPPED else "low": low}
    if said not in (None, Qualifier.RANGE, Qualifier.ABOUT):
        raise ValueError(f"“{said}” takes one figure. Write it like “{said} 1,000”.")
    low = _shared(found, low or Decimal(), high)
    if low > high:
        raise ValueError(
            f"{_typed(found, 'low')} is more than {_typed(found, 'high')}. Write the"
            " smaller figure first."
        )
    return {"qualifier": said or Qualifier.RANGE, "low": low, "high": high}


def _number(found: re.Match[str], end: str) -> Decimal | None:
    """The figure at one end; None if there is none."""
    digits, word, scale = (found.groupdict().get(end + part) for part in ("", "_word", "_scale"))
    number = numeral(digits) if digits else worded(word) if word else None
    return None if number is None else times(number, scale)


def _shared(found: re.Match[str], low: Decimal, high: Decimal) -> Decimal:
    """The low figure, in the thousands or millions of the high one where it can only mean them."""
    first, second = found["low_scale"], found["high_scale"]
    shared = times(low, second) if second and not first else low
    apart = shared != low and found["high_sign"]
    mixed = (first or second) and not (first and second) and shared > high
    if apart or mixed or _leaves_thousands_out(found, low, high):
        ends = f"{_typed(found, 'low')} to {_typed(found, 'high')}"
        raise ValueError(
            f"“{ends}” can be read in two ways. Write both figures in full, as in 5,000 to 6,000."
        )
    return shared


def _leaves_thousands_out(found: re.Match[str], low: Decimal, high: Decimal) -> bool:
    """Whether the low figure may be in thousands, as in “5-6,000”; “5 to 6,000” is as we print."""
    between = found.string[found.end("low") : found.start("high")]
    bare = not found["low_scale"] and not found["high_scale"] and not found["high_sign"]
    return bool(bare and low and re.search("[-–—]", between) and low * 1000 <= high)
