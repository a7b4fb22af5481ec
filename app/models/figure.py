"""Figures with their unit, in words."""

from collections.abc import Sequence
from decimal import Decimal

from app.models.unit import CURRENCIES, SYMBOLS, UNITS

SCALES = {"billion": 9, "million": 6}


def phrase(ends: Sequence[Decimal], unit: str, lead: str = "", between: str = "to") -> str:
    """A figure, or the two ends of a range, in words: “about 20 troops”, “£5 to less than £60”."""
    figures = _format_ends(list(ends), unit)
    is_one = figures == ["1"]
    noun = "" if unit in CURRENCIES else UNITS[unit].singular if is_one else unit
    return " ".join(filter(None, (lead, f" {between} ".join(figures), noun)))


def _format_number(number: Decimal) -> str:
    """All digits of the number, in groups of three: 5000.50 is 5,000.5."""
    if not number:
        return "0"
    integer, point, part = f"{number:,f}".partition(".")
    return integer + (point + part.rstrip("0") if part.strip("0") else "")


def _format_in_millions(number: Decimal) -> str | None:
    """The number in billions or millions where two decimals hold it exactly; else None."""
    for word, zeros in SCALES.items():
        amount = number.scaleb(-zeros)
        if amount >= 1 and amount == round(amount, 2):
            return f"{_format_number(amount)} {word}"
    return None


def _format_ends(ends: list[Decimal], unit: str) -> list[str]:
    """The figures with their currency; in millions if both are: “5 to 6 million” is not 5."""
    sign = SYMBOLS.get(unit, f"{unit} ") if unit in CURRENCIES else ""
    shortened = [words for words in map(_format_in_millions, ends) if words]
    return [
        sign + words
        for words in (shortened if len(shortened) == len(ends) else map(_format_number, ends))
    ]
