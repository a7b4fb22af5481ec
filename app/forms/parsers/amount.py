"""The figures of a quantity as people type them, with what is said of them."""

import re
from typing import NamedTuple, NoReturn

from app.forms.parsers.bounds import figure_text, parse_bounds
from app.forms.parsers.figure import ARTICLES, NUMBERS, SCALES, alternatives, number_pattern
from app.forms.parsers.qualifier import split_lead, split_pace, split_suffix
from app.forms.parsers.refusals import (
    refuse,
    refuse_sizes,
    refuse_slash,
    refuse_two_amounts,
    refuse_two_meanings,
    refuse_unit,
)
from app.forms.parsers.unit import SIGNS, UnitName, find_units, says_other_figure


def _end(end: str) -> str:
    """A pattern for a figure, its sign or code before it."""
    return rf"(?:(?P<{end}_sign>(?i:{alternatives(SIGNS)})|[A-Z]{{3}}) ?)?{number_pattern(end)}"


_FIGURES = (
    re.compile(rf"(?i:between) {_end('low')} (?i:and) {_end('high')}(?P<rest>.*)"),
    re.compile(rf"(?i:from) {_end('low')}(?: (?i:to) | ?[-–—] ?){_end('high')}(?P<rest>.*)"),
    re.compile(rf"{_end('low')}(?P<either> (?i:or) ){_end('high')}(?P<rest>.*)"),
    re.compile(rf"{_end('low')}(?:(?: (?i:to) | ?[-–—] ?){_end('high')})?(?P<rest>.*)"),
)
_TWO = re.compile(r"(?P<first>.+?)(?: (?P<joint>and|plus|or) | ?[/=;] ?|, )(?P<second>.+)")
_ONE_OF_TWO = re.compile(r"(?P<low>[0-9]+) ?/ ?(?P<high>[0-9]+)(?P<name>(?: [^\W\d_].*)?)")
_HALVES = {"½": "5", "¼": "25", "¾": "75"}
_HALF = re.compile(r"([0-9]*) ?([½¼¾])")
_FRACTIONS = {"1/2": "½", "1/4": "¼", "3/4": "¾"}
_FRACTION = re.compile(
    rf"(?i)(?<![0-9/.,])([0-9]* ?)(1/2|1/4|3/4)(?= ?(?:{alternatives(SCALES)})\b)"
)
_HALF_OF = re.compile(
    rf"(?i)\b(?:(?:an?|one)[ -])?half[ -](?:an?[ -])?(?=(?:{alternatives(SCALES)})\b)"
)
_HUNDREDS = re.compile(
    rf"(?i)\b({alternatives(NUMBERS)}) (hundred|thousand) (?:and )?({alternatives(NUMBERS)})\b"
)
_AND_A_HALF = re.compile(
    rf"(?i)\b({alternatives(NUMBERS)}|[0-9]+) and a half(?= (?:{alternatives(SCALES)})\b)"
)
_CODE_WITH_SCALE = re.compile(
    r"\b(M|k|Md|mn|bn)(EUR|USD|GBP|NOK|SEK|DKK|CZK|PLN)\b(?: ([0-9.,]+))?"
)


class ParsedAmount(NamedTuple):
    """What was read of a text with figures.

    Attributes:
        facts: All but the unit.
        names: What names the unit.
        figures: The figures as they were typed.
        says_more: Whether the text says more than that, so that its words are to be kept.
    """

    facts: dict[str, object]
    names: list[str]
    figures: str
    says_more: bool


def parse_amount(text: str) -> ParsedAmount | None:
    """What a text with one space between words states; None if nothing in it is a figure.

    Raises:
        ValueError: With a sentence, for a text with digits that isn't understood whole.
    """
    has_digits = any(character.isnumeric() for character in text)
    if has_digits:
        refuse_two_meanings(text)
        refuse_sizes(text)
    rest, per = split_pace(_spell_out(text))
    lead = split_lead(rest)
    match = next((match for form in _FIGURES if (match := form.fullmatch(lead.rest))), None)
    after, name = split_suffix(match["rest"]) if match else (None, "")
    is_twice = lead.qualifier and after not in (None, lead.qualifier)
    if match is None or is_twice or not _each_word_counts(match, name):
        return _refuse_figures(text) if has_digits else None
    is_either = "either" in match.groupdict()
    if is_either and match["low_sign"] and match["low_sign"] != match["high_sign"]:
        return _refuse_figures(text)
    is_spelt = (match["low_word"] or "").lower() in NUMBERS
    names = _find_names(text, match, name, is_figure=has_digits or is_spelt)
    if names is None:
        return None
    facts = parse_bounds(match, lead.qualifier or after) | ({"per": per} if per else {})
    ends = filter(None, (figure_text(match, end) for end in ("low", "high")))
    says_more = lead.is_added or is_either or any(each.says_more for each in names.values())
    return ParsedAmount(facts, list(names), " to ".join(ends), says_more)


def _find_names(
    text: str, match: re.Match[str], name: str, *, is_figure: bool
) -> dict[str, UnitName] | None:
    """What names the unit of figures, and what each may mean; None for words without a figure."""
    names: dict[str, UnitName] = {}
    for each in filter(None, (match["low_sign"], match.groupdict().get("high_sign"), name)):
        result = find_units(each)
        if result:
            names[each] = result
        elif not is_figure:
            return None
        elif re.search("[0-9]|^-", each) or says_other_figure(each):
            return _refuse_figures(text)
        else:
            return refuse_unit(each)
    return names


def _spell_out(text: str) -> str:
    """The text with fractions as decimals: “½ billion” is 0.5 billion, “MEUR 5” 5 M EUR."""
    text = _FRACTION.sub(lambda match: f"{match[1].strip()}{_FRACTIONS[match[2]]}", text)
    text = _HALF.sub(lambda match: f"{match[1] or 0}.{_HALVES[match[2]]}", text)
    text = _AND_A_HALF.sub(lambda match: f"{NUMBERS.get(match[1].lower(), match[1])}.5", text)
    text = _HALF_OF.sub("half a ", text)
    text = _HUNDREDS.sub(
        lambda match: str(
            NUMBERS[match[1].lower()] * SCALES[match[2].lower()] + NUMBERS[match[3].lower()]
        ),
        text,
    )
    return _CODE_WITH_SCALE.sub(
        lambda match: " ".join(filter(None, (match[3], match[1], match[2]))), text
    )


def _each_word_counts(match: re.Match[str], name: str) -> bool:
    """Whether each word counts: “a dozen” and “a ship” do; “a”, “half a ship”, “a b” do not."""
    for end in ("low", "high"):
        word, scale = (match[f"{end}_word"] or "").lower(), match[f"{end}_scale"] or ""
        bare = word in ARTICLES and not scale and not (name and word in ("a", "an"))
        if bare or (word and 0 < len(scale) <= len("mio")):
            return False
    return True


def _refuse_figures(text: str) -> NoReturn:
    """Raise ValueError for a text with figures that isn't understood whole."""
    if fraction := _ONE_OF_TWO.fullmatch(text):
        refuse_slash(text, fraction["low"], fraction["high"], fraction["name"])
    match = _TWO.fullmatch(text)
    if match and _is_amount(match["first"]) and _is_amount(match["second"]):
        refuse_two_amounts(text, match["first"], match["second"], match["joint"])
    refuse(text)


def _is_amount(text: str) -> bool:
    """Whether a text states an amount by itself."""
    try:
        return parse_amount(text) is not None
    except ValueError:
        return False
