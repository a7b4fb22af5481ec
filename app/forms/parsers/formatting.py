"""How a value is shown back to who typed it, and how it stands in a box to be changed."""

import re
from datetime import date

from app.forms.parsers.length import is_length
from app.models.country import NAMES
from app.models.edtf import MONTHS
from app.models.place import Place, PlaceRule
from app.models.quantity import Quantity
from app.models.when import Basis, When

_THREE_DECIMALS = re.compile(r"(?<![0-9.,])([1-9][0-9]{0,2}\.[0-9]{3})(?![0-9])")


def describe_value(value: Quantity | When | Place) -> str:
    """The value in words; a date with its EDTF, a place with its countries, in brackets."""
    match value:
        case When():
            return str(value) if value.is_dateless else f"{value} ({value.edtf})"
        case Place(countries=countries):
            joint = " and " if value.rule is PlaceRule.ALL else " or "
            names = joint.join(NAMES[code] for code in countries)
            return f"{value} ({names or 'no country named'})"
    return str(value)


def input_text(value: Quantity | When | Place | date) -> str:
    """The text that is read as the value again, given its words, basis, note and rule.

    Of a place it is the countries.
    """
    match value:
        case date():
            return f"{value.day} {MONTHS[value.month - 1]} {value.year:04}"
        case When(is_dateless=True, words=words):
            return words if words and is_length(words) else value.edtf
        case When():
            return str(When(edtf=value.edtf, basis=Basis.STATED))
        case Place():
            return ", ".join(NAMES[code] for code in value.countries)
    # 1.234 could be 1,234: four decimals can't.
    return str(value) if value.sortable is None else _THREE_DECIMALS.sub(r"\g<1>0", str(value))
