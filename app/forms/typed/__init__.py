"""Quantities as people type them, and how they are shown back."""

from app.forms.typed.quantity import quantity
from app.forms.typed.shown import as_typed, understood

__all__ = ["as_typed", "quantity", "understood"]
