"""How much or how many, as people type it into one box."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import NoReturn

from pydantic import ValidationError

from app.forms.parsers.amount import parse_amount
from app.forms.parsers.figure import NUMBERS, SCALES, alternatives
from app.forms.parsers.qualifier import split_bracket, split_pace
from app.forms.parsers.refusals import (
    refuse,
    refuse_nothing,
    refuse_unit,
    refuse_what_is_no_offer,
)
from app.forms.parsers.typed_text import normalize_text
from app.forms.parsers.unit import NAMES, choose_unit, find_units
from app.models.quantity import Per, Qualifier, Quantity
from app.models.unit import CURRENCIES

MAX_TEXT, MAX_WORDS = 300, 200  # characters
MAX_UNNAMED = 10_000_000  # a larger figure without a unit may be money
_QUOTED = re.compile(
    r"(?:[“\"](?P<words>.+)[”\"]|an unstated (?:number|amount))"
    r"(?: (?:of|in) (?P<name>[^“”\"]+)|(?P<pace>[ ,/][^“”\"]+))?",
    re.DOTALL | re.IGNORECASE,
)
_SPELT = re.compile(
    rf"(?i)\b(?:{alternatives(NUMBERS)})(?: (?:{alternatives(SCALES)}))* "
    rf"(?:{alternatives(NAMES)})(?!\w)"
)
# Words that say how many without saying of what, alone or before the name of a unit.
_VAGUE = (
    r"(?:an? |the )?(?:very |relatively )?"
    r"(?:(?:small|smaller|large|larger|limited|significant|substantial|considerable|modest|certain"
    r"|unspecified|undisclosed|growing|unknown|great|low|high) )*"
    r"(?:number|amount|lot|few|handful|couple|dozens?|scores?|tens|hundreds?|thousands?|millions?"
    r"|billions?|several|many|some|numerous|multiple|more|additional|extra)(?: of)?"
)
_HOW_MANY = re.compile(rf"(?i)(?:{_VAGUE})(?: (?:{_VAGUE}))*")
_SOME = re.compile(rf"(?i)(?:{_VAGUE})(?: (?:{_VAGUE}))* (?P<name>.+)")


def parse_quantity(text: str, *, unit: str | None = None, words: str | None = None) -> Quantity:
    """The quantity that was typed.

    Without any figure it is unstated, in the words typed; no text with digits is half read. Words
    that name no unit have none, unless they only say how many.

    Args:
        text: What stands in the box, such as “more than £100m a year”.
        unit: What is counted if the text names no unit.
        words: The words to keep with it; they win over those of the text.

    Raises:
        ValueError: With what was not understood, and what to write.
    """
    clean_text = text.strip()
    _check_text(clean_text)
    plain_text = normalize_text(clean_text)
    refuse_what_is_no_offer(plain_text)
    facts = (
        _parse_quoted(clean_text, unit)
        or _parse_figures(plain_text, unit)
        or _parse_vague(clean_text, unit)
    )
    own_words = facts.get("words")
    facts["words"] = _check_words((words or "").strip() or (str(own_words) if own_words else None))
    try:
        return Quantity(**{"per": Per.UNSTATED} | facts)
    except ValidationError:
        raise ValueError(f"“{clean_text[:60]}” has too many digits. Write at most 20.") from None


def _check_text(text: str) -> None:
    """Raise ValueError for a text that is too long, or says nothing."""
    if len(text) > MAX_TEXT:
        raise ValueError(f"This is too long for a quantity. Write at most {MAX_TEXT} characters.")
    if not any(character.isalnum() for character in text):
        raise ValueError("No quantity was written. Write one like “about 500 troops”.")


def _check_words(words: str | None) -> str | None:
    """The words; ValueError if they are too long."""
    if words and len(words) > MAX_WORDS:
        raise ValueError(f"The words are too long. Write at most {MAX_WORDS} characters.")
    return words


def _parse_quoted(text: str, unit: str | None) -> dict[str, object] | None:
    """Words in quotation marks, or that nothing was stated; None if it isn't written like that."""
    match = _QUOTED.fullmatch(text)
    if match is None:
        return None
    name, per = split_pace(match["name"] or f"{text[: match.start('pace')]}{match['pace'] or ''}")
    if match["name"] and not find_units(name):
        return refuse_unit(name)
    words = match["words"]
    names = [name] if match["name"] else []
    facts: dict[str, object] = {"qualifier": Qualifier.UNSTATED, "words": words, "unit": None}
    if names or not words:
        facts["unit"] = _choose_unit(names, unit, _words_writer(words))
    return facts | ({"per": per} if per else {})


def _parse_figures(text: str, unit: str | None) -> dict[str, object] | None:
    """A quantity with figures; None if nothing typed is a figure."""
    outer, inner = split_bracket(text)
    amount = parse_amount(outer)
    if amount is None:
        return _refuse_figure_in_brackets(outer, inner) if re.search("[0-9]", inner) else None

    def write(unit: str) -> str:
        return f"{unit} {amount.figures}" if unit in CURRENCIES else f"{amount.figures} {unit}"

    ends = [Decimal(str(end)) for end in map(amount.facts.get, ("low", "high")) if end is not None]
    if not any(ends) and amount.facts["qualifier"] not in (Qualifier.AT_LEAST, Qualifier.MORE_THAN):
        refuse_nothing(text)
    names = [name for name in amount.names if _names_unit(name)]
    unit = None if max(ends) > MAX_UNNAMED else unit
    facts = amount.facts | {"unit": _choose_unit(names, unit, write)}
    return facts | ({"words": text} if inner or amount.says_more else {})


def _refuse_figure_in_brackets(outer: str, inner: str) -> NoReturn:
    """Raise ValueError for “a regiment (500 troops)”."""
    raise ValueError(
        f"The figure stands in brackets. Write it first, and the words in brackets: {inner}"
        f" ({outer})."
    )


def _names_unit(name: str) -> bool:
    """Whether a name with other words names a unit: “for Ukraine” does not."""
    result = find_units(name)
    return bool(result and result.units)


def _parse_vague(text: str, unit: str | None) -> dict[str, object]:
    """A quantity without figures, in the words typed."""
    if _SPELT.search(text):
        refuse(text)
    plain_text, write = normalize_text(text), _words_writer(text)
    some = _SOME.fullmatch(plain_text)
    name = some["name"] if some else plain_text
    facts: dict[str, object] = {"qualifier": Qualifier.UNSTATED, "words": text, "unit": None}
    if _HOW_MANY.fullmatch(plain_text):
        facts["unit"] = _choose_unit([], unit, write)
    elif _names_unit(name):
        facts["unit"] = choose_unit([name], write)
    return facts


def _words_writer(words: str | None) -> Callable[[str], str]:
    """How to write the words with a unit; without words, that nothing was stated."""
    start = f"“{words}”" if words else "an unstated number"
    return lambda unit: f"{start} {'in' if unit in CURRENCIES else 'of'} {unit}"


def _choose_unit(names: list[str], unit: str | None, write: Callable[[str], str]) -> str:
    """The unit that is named, else the one handed in."""
    if names:
        return choose_unit(names, write)
    if unit is None:
        raise ValueError(f"No unit is named. Write one, as in {write('troops')} or {write('GBP')}.")
    return unit
