"""What people say of a figure: about, at least, another, a year."""

import re
from typing import NamedTuple

from app.forms.parsers.figure import alternatives, number_pattern
from app.models.quantity import Per, Qualifier
from app.models.unit import CURRENCIES

_BEFORE = {
    Qualifier.EXACT: "exactly|exact|precisely|only|a total of",
    Qualifier.ABOUT: "about|around|approximately|approx.|approx|roughly|some|circa|ca.|ca|c.|c|~|≈"
    "|an estimated|estimated|est.|in the region of|in the order of|of the order of"
    "|on the order of",
    Qualifier.AT_LEAST: "at least|no less than|no fewer than|not less than|not fewer than"
    "|a minimum of|minimum of|min.|min|≥|>=",
    Qualifier.MORE_THAN: "more than|over|above|upwards of|in excess of|greater than|exceeding|>",
    Qualifier.UP_TO: "up to|at most|no more than|not more than|not exceeding|not over|a maximum of"
    "|maximum of|as many as|as much as|max.|max|≤|<=",
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
_ADDED = r"(?P<one>another|an? (?:further|additional|extra|new|fresh))|further|additional|extra"

_QUALIFIED = re.compile(rf"(?i)({alternatives(_BEFORE_BY)})(?: |(?<=[.~≈<>=≥≤]))(.+)")
_MORE = re.compile(rf"(?i)(?:{_ADDED}) (?P<rest>.+)")
_PACED = re.compile(rf"(?i)(.*[^ ,])(?:,? |, ?| ?(?=/))({alternatives(_PER_BY)})")
_FIRST = re.compile(rf"(?i) ?(?P<after>{alternatives(_AFTER_BY)})(?!\w)(?P<name>.*)")
_LAST = re.compile(rf"(?i)(?P<name>.*?)(?: |(?=\+))(?P<after>{alternatives(_AFTER_BY)})")
_BRACKETED = re.compile(r"(.*[^ ]) ?(?:\((.+)\)|\[(.+)\])")


class Lead(NamedTuple):
    """What stands before a figure: its qualifier, and whether it comes on top of another."""

    qualifier: Qualifier | None
    is_added: bool
    rest: str


def split_lead(text: str) -> Lead:
    """What a text says before its figure, and the rest: “at least another €1bn”."""
    match = _QUALIFIED.fullmatch(text)
    added = _MORE.fullmatch(match[2] if match else text)
    if match is None and added:
        match = _QUALIFIED.fullmatch(added["rest"])
    rest = match[2] if match else text
    if added and not (match and match.string == added["rest"]):
        one = "a " if added["one"] and not re.search(number_pattern("low"), added["rest"]) else ""
        rest = f"{one}{added['rest']}"
    qualifier = _BEFORE_BY[match[1].lower()] if match else None
    return Lead(qualifier, added is not None, rest)


def split_pace(text: str) -> tuple[str, Per | None]:
    """The text without how often it comes, and how often that is, if it says so."""
    match = _PACED.fullmatch(text)
    return (match[1], _PER_BY[match[2].lower()]) if match else (text, None)


def split_suffix(rest: str) -> tuple[Qualifier | None, str]:
    """The qualifier after the figures, before or behind the unit; and the name of the unit."""
    match = _FIRST.fullmatch(rest) or _LAST.fullmatch(rest)
    name = (match["name"] if match else rest).strip().rstrip(".")
    qualifier = _AFTER_BY[match["after"].lower()] if match else None
    return qualifier, re.sub("^(?:of |in |de |di |d['’])", "", name)


def split_bracket(text: str) -> tuple[str, str]:
    """The text before brackets at its end, and what they hold, "" if there are none.

    “£5m (per year)” says how often it comes: it is returned without brackets.
    """
    match = _BRACKETED.fullmatch(text)
    if match is None:
        return text, ""
    inner = match[2] or match[3]
    is_plain = inner.lower() in {**_PER_BY, **_AFTER_BY} or inner in CURRENCIES
    return (f"{match[1]} {inner}", "") if is_plain else (match[1], inner)
