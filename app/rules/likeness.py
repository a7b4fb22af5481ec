"""When two entries are so much alike that one may be the other once more."""

from collections.abc import Mapping
from datetime import date, timedelta

from app.models.quantity import Quantity
from app.models.when import When
from app.spine.folding import fold_text
from app.spine.value import Term
from app.spine.versioned import Facts

NEAR = timedelta(days=7)  # from one to the other at most
Amount = tuple[object, ...]


def amounts_in(facts: Facts) -> dict[str, Amount]:
    """What amounts some facts state, by name: unit and figures, or words where there are none."""
    amounts: dict[str, Amount] = {}
    for name, value in facts.items():
        if isinstance(value, Quantity):
            has_figure = value.bounds != (None, None)
            figures = value.bounds if has_figure else fold_text(value.words or "")
            amounts[name] = (value.unit, figures)
    return amounts


def levels_in(facts: Facts) -> Mapping[str, object]:
    """The words of vocabularies that some facts state, by name."""
    return {name: value for name, value in facts.items() if isinstance(value, Term)}


def are_near(first: When | None, second: When | None) -> bool:
    """Whether two dates are at most NEAR apart; an unknown day is near no other."""
    if first is None or second is None:
        return False
    starts = [each.earliest or date.min for each in (first, second)]
    gap = max(starts) - min(first.latest, second.latest)
    return gap <= NEAR


def are_steps_alike(first: Facts, second: Facts) -> bool:
    """Whether two steps state the same levels and amounts, at near days or both undated."""
    same_levels = levels_in(first) == levels_in(second)
    is_undated = first.get("at") is None and second.get("at") is None
    are_near_days = is_undated or are_near(first.get("at"), second.get("at"))
    return same_levels and amounts_in(first) == amounts_in(second) and are_near_days


def share_amount(first: Facts, second: Facts) -> bool:
    """Whether two steps state one amount in the same unit, at near days."""
    amounts = set(amounts_in(first).values()) & set(amounts_in(second).values())
    return bool(amounts) and are_near(first.get("at"), second.get("at"))
