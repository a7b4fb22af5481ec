"""How much or how many, as people type it into one box."""

import re
from collections.abc import Callable

from pydantic import ValidationError

from app.forms.parsers.amount import parse_amount, refuse, refuse_name, split_pace
from app.forms.parsers.figure import NUMBERS, SCALES, alternatives
from app.forms.parsers.unit import NAMES, choose_unit, meanings
from app.models.quantity import Per, Qualifier, Quantity
from app.models.unit import CURRENCIES

MAX_TEXT, MAX_WORDS = 300, 200  # characters
_VAGUE = ["of", "several", "few", "some", "many", "more", "additional", "extra"]
_QUOTED = re.compile(
    r"(?:[“\"](?P<words>.+)[”\"]|an unstated (?:number|amount))"
    r"(?: (?:of|in) (?P<name>[^“”\"]+)|(?P<pace>[ ,/][^“”\"]+))?",
    re.DOTALL | re.IGNORECASE,
)
_SPELT = re.compile(
    rf"(?i)\b(?:{alternatives(NUMBERS)})(?: (?:{alternatives(SCALES)}))* "
    rf"(?:{alternatives(NAMES)})(?!\w)"
)
_UNIT_LAST = re.compile(rf"(?i)(?:(?P<before>.*?)\W)??(?P<name>{alternatives(NAMES)})", re.DOTALL)


def parse_quantity(text: str, *, unit: str | None = None, words: str | None = None) -> Quantity:
    """The quantity that was typed.

    Without any figure it is unstated, in the words typed; no text with digits is half read.

    Args:
        text: What stands in the box, such as “more than £100m a year”.
        unit: What is counted if the text names no unit.
        words: The words to keep with it; they win over those of the text.

    Raises:
        ValueError: With what was not understood, and what to write.
    """
    clean_text = text.strip()
    _check_text(clean_text)
    facts = (
        _parse_quoted(clean_text, unit)
        or _parse_figures(" ".join(clean_text.split()), unit)
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
    if match["name"] and not meanings(name):
        return refuse_name(name)
    words = match["words"]
    names = [name] if match["name"] else []
    facts: dict[str, object] = {
        "qualifier": Qualifier.UNSTATED,
        "unit": _choose_unit(names, unit, _words_writer(words)),
    }
    return facts | {"words": words} | ({"per": per} if per else {})


def _parse_figures(text: str, unit: str | None) -> dict[str, object] | None:
    """A quantity with figures; None if nothing typed is a figure."""
    amount = parse_amount(text)
    if amount is None:
        return None

    def write(unit: str) -> str:
        return f"{unit} {amount.figures}" if unit in CURRENCIES else f"{amount.figures} {unit}"

    return amount.facts | {"unit": _choose_unit(amount.names, unit, write)}


def _parse_vague(text: str, unit: str | None) -> dict[str, object]:
    """A quantity without figures, in the words typed."""
    if _SPELT.search(text):
        refuse(text)
    write = _words_writer(text)
    match = _UNIT_LAST.fullmatch(text)
    before = (match["before"] or "").lower().split() if match else []
    if match and before and before[-1] in _VAGUE:
        unit = _choose_unit([match["name"]], unit, write)
    elif match and unit and unit not in meanings(match["name"]):
        other = choose_unit([match["name"]], write)
        raise ValueError(f"Is it {unit} or {other}? Write {write(unit)} or {write(other)}.")
    unit = _choose_unit([], unit, write)
    return {"qualifier": Qualifier.UNSTATED, "words": text, "unit": unit}


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
