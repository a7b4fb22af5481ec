"""Quantities, dates, places and languages as people type them, and how they are shown back."""

from app.forms.parsers.formatting import describe_value, input_text
from app.forms.parsers.language import parse_language
from app.forms.parsers.place import parse_place
from app.forms.parsers.quantity import parse_quantity
from app.forms.parsers.when import parse_when

__all__ = [
    "describe_value",
    "input_text",
    "parse_language",
    "parse_place",
    "parse_quantity",
    "parse_when",
]
