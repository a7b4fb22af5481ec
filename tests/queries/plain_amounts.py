"""The rules of how much a pledge is, read slowly: a part of `plain_rules`."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.models import Step
from app.models.quantity import Quantity
from app.models.vocabulary import Readiness
from app.rules.contested_amount import amount_order, amount_range

Spans = Mapping[int, tuple[date, date]]  # the first and the last possible day of steps, by id


def amount_facts(current_steps: Sequence[Step], step_spans: Spans) -> dict[str, Any]:
    """What the steps of the same days as the last one with a quantity come to.

    The quantity itself only where they disagree: the range over all that they state.
    """
    said = last_quantities(current_steps, step_spans)
    if not said:
        return dict.fromkeys(("quantity_sorted", "quantity_unit", "quantity_per")) | {"amounts": ()}
    by_figures = {quantity.figures: quantity for quantity in sorted(said, key=amount_order)[::-1]}
    amounts = tuple(sorted(by_figures.values(), key=amount_order))
    facts: dict[str, Any] = {"amounts": amounts if len(amounts) > 1 else ()}
    units, pers = {q.unit for q in said}, {q.per for q in said}
    is_one = len(units) == len(pers) == 1
    figures = [
        float(q.low if q.low is not None else q.high) for q in said if q.bounds != (None,) * 2
    ]
    facts["quantity_sorted"] = min(figures, default=None) if is_one else None
    facts["quantity_unit"] = said[0].unit if is_one else None
    facts["quantity_per"] = said[0].per if is_one else None
    return facts | ({"quantity": amount_range(amounts)} if len(amounts) > 1 else {})


def last_quantities(current_steps: Sequence[Step], step_spans: Spans) -> list[Quantity]:
    """The quantities that steps of the same days as the last one with a quantity state."""
    stating = [step for step in current_steps if step.quantity is not None]
    days = step_spans[stating[-1].entity_id] if stating else None
    return [step.quantity for step in stating if step_spans[step.entity_id] == days]


def readiness_facts(
    axes: dict[str, Any], current_steps: Sequence[Step], step_spans: Spans
) -> dict[str, Any]:
    """That an amount specifies what is offered, where nothing says more."""
    has_figure = any(
        quantity.bounds != (None, None) and quantity.unit not in ("countries", "months")
        for quantity in last_quantities(current_steps, step_spans)
    )
    if not has_figure or axes["readiness"] not in (None, "unspecified"):
        return {}
    return {"readiness": Readiness.SPECIFIED, "readiness_step": axes["quantity_step"]}
