"""How much or how many, as people type it into one box."""

import re
from collections.abc import Callable
from typing import Any

from pydantic import ValidationError

from app.forms.typed.figure import NUMBERS, SCALES, any_of
from app.forms.typed.stated import paced, refuse, refuse_name, stated
from app.forms.typed.unit import NAMES, chosen, meanings
from app.models.quantity import Per, Qualifier, Quantity
from app.models.unit import CURRENCIES

MOST, MOST_WORDS = 300, 200  # characters
_VAGUE = ["of", "several", "few", "some", "many", "more", "additional", "extra"]
_QUOTED = re.compile(
    r"(?:[“\"](?P<words>.+)[”\"]|an unstated (?:number|amount))"
    r"(?: (?:of|in) (?P<name>[^“”\"]+)|(?P<pace>[ ,/][^“”\"]+))?",
    re.DOTALL | re.IGNORECASE,
)
_SPELT = re.compile(
    rf"(?i)\b(?:{any_of(NUMBERS)})(?: (?:{any_of(SCALES)}))* (?:{any_of(NAMES)})(?!\w)"
)
_UNIT_LAST = re.compile(rf"(?i)(?:(?P<before>.*?)\W)??(?P<name>{any_of(NAMES)})", re.DOTALL)


def quantity(
    text: str, *, unit: str | None = None, per: Per | None = None, words: str | None = None
) -> Quantity:
    """The quantity that was typed.

    Without any figure it is unstated, in the words typed; no text with digits is half read.

    Args:
        text: What stands in the box, such as “more than £100m a year”.
        unit: What is counted if the text names no unit.
        per: How often it comes if the text doesn't say.
        words: The words to keep with it; they win over those of the text.

    Raises:
        ValueError: With what was not understood, and what to write.
    """
    typed = text.strip()
    _check(typed)
    facts = _quoted(typed, unit) or _stated(" ".join(typed.split()), unit) or _vague(typed, unit)
    facts |= {"words": _kept((words or "").strip() or facts.get("words"))}
    try:
        return Quantity(**{"per": per or Per.UNSTATED} | facts)
    except ValidationError:
        raise ValueError(f"“{typed[:60]}” has too many digits. Write at most 20.") from None


def _check(typed: str) -> None:
    """Raise ValueError for a text that is too long, or says nothing."""
    if len(typed) > MOST:
        raise ValueError(f"This is too long for a quantity. Write at most {MOST} characters.")
    if not any(character.isalnum() for character in typed):
        raise ValueError("No quantity was written. Write one like “about 500 troops”.")


def _kept(words: str | None) -> str | None:
    """The words; ValueError if they are too long."""
    if words and len(words) > MOST_WORDS:
        raise ValueError(f"The words are too long. Write at most {MOST_WORDS} characters.")
    return words


def _quoted(typed: str, unit: str | None) -> dict[str, Any] | None:
    """Words in quotation marks, or that nothing was stated; None if it isn't written like that."""
    found = _QUOTED.fullmatch(typed)
    if found is None:
        return None
    name, per = paced(found["name"] or f"{typed[: found.start('pace')]}{found['pace'] or ''}")
    if found["name"] and not meanings(name):
        return refuse_name(name)
    words = found["words"]
    named = [name] if found["name"] else []
    facts = {"qualifier": Qualifier.UNSTATED, "unit": _unit(named, unit, _worded(words))}
    return facts | {"words": words} | ({"per": per} if per else {})


def _stated(typed: str, unit: str | None) -> dict[str, Any] | None:
    """A quantity with figures; None if nothing typed is a figure."""
    read = stated(typed)
    if read is None:
        return None

    def shown(unit: str) -> str:
        return f"{unit} {read.figures}" if unit in CURRENCIES else f"{read.figures} {unit}"

    return read.facts | {"unit": _unit(read.names, unit, shown)}


def _vague(typed: str, unit: str | None) -> dict[str, Any]:
    """A quantity without figures, in the words typed."""
    if _SPELT.search(typed):
        refuse(typed)
    shown = _worded(typed)
    found = _UNIT_LAST.fullmatch(typed)
    before = (found["before"] or "").lower().split() if found else []
    if found and before and before[-1] in _VAGUE:
        unit = _unit([found["name"]], unit, shown)
    elif found and unit and unit not in meanings(found["name"]):
        other = chosen([found["name"]], shown)
        raise ValueError(f"Is it {unit} or {other}? Write {shown(unit)} or {shown(other)}.")
    facts = {"qualifier": Qualifier.UNSTATED, "words": typed}
    return facts | {"unit": _unit([], unit, shown)}


def _worded(words: str | None) -> Callable[[str], str]:
    """How to write the words with a unit; without words, that nothing was stated."""
    begun = f"“{words}”" if words else "an unstated number"
    return lambda unit: f"{begun} {'in' if unit in CURRENCIES else 'of'} {unit}"


def _unit(names: list[str], unit: str | None, shown: Callable[[str], str]) -> str:
    """The unit that is named, else the one handed in."""
    if names:
        return chosen(names, shown)
    if unit is None:
        raise ValueError(f"No unit is named. Write one, as in {shown('troops')} or {shown('GBP')}.")
    return unit
