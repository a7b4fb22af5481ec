"""Quantities, dates, places and languages as people type them, and how they are shown back."""

from app.forms.typed.language import language
from app.forms.typed.place import place
from app.forms.typed.quantity import quantity
from app.forms.typed.shown import as_typed, understood
from app.forms.typed.when import when

__all__ = ["as_typed", "language", "place", "quantity", "understood", "when"]
