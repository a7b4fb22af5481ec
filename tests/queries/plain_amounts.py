"""The rules of how much a pledge is, read slowly: a part of `plain_rules`."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.models import Step
from app.models.quantity import Quantity
from app.models.vocabulary import Delivery, Readiness
from app.rules.contested_amount import amount_order, amount_range

STAGES = ("offered", "set_aside", "delivered")
Spans = Mapping[int, tuple[date, date]]  # the first and the last possible day of steps, by id


def amount_facts(current_steps: Sequence[Step], step_spans: Spans) -> dict[str, Any]:
    """What the steps say of how much: each of AMOUNTS, and the unit of the first that is stated."""
    facts: dict[str, Any] = {}
    for name in ("offered", "set_aside", "delivered", "worth"):
        facts |= facts_of_amount(name, last_quantities(name, current_steps, step_spans))
    stages = [last_quantities(stage, current_steps, step_spans) for stage in STAGES]
    main = next(filter(None, stages), [])
    facts["offered_unit"], facts["offered_per"] = common_unit(stages[0])
    facts["main_unit"], facts["main_per"] = common_unit(main)
    figures = [
        float(q.low if q.low is not None else q.high) for q in stages[0] if q.bounds != (None,) * 2
    ]
    is_one = facts["offered_unit"] is not None
    return facts | {"offered_sorted": min(figures, default=None) if is_one else None}


def facts_of_amount(name: str, said: Sequence[Quantity]) -> dict[str, Any]:
    """The statements that differ; the amount itself only where they do: the range over them."""
    by_figures = {quantity.figures: quantity for quantity in sorted(said, key=amount_order)[::-1]}
    amounts = tuple(sorted(by_figures.values(), key=amount_order))
    if len(amounts) < 2:
        return {f"{name}_statements": ()}
    return {f"{name}_statements": amounts, name: amount_range(amounts)}


def common_unit(said: Sequence[Quantity]) -> tuple[str | None, str | None]:
    """The unit of these and how often they come, if it is one; else None and None."""
    both = {(quantity.unit, quantity.per) for quantity in said}
    return both.pop() if len(both) == 1 else (None, None)


def last_quantities(name: str, current_steps: Sequence[Step], step_spans: Spans) -> list[Quantity]:
    """The amounts that steps of the same days as the last one with such an amount state."""
    stating = [step for step in current_steps if getattr(step, name) is not None]
    days = step_spans[stating[-1].entity_id] if stating else None
    return [getattr(step, name) for step in stating if step_spans[step.entity_id] == days]


def level_facts(
    axes: dict[str, Any], current_steps: Sequence[Step], step_spans: Spans
) -> dict[str, Any]:
    """What amounts say of how ready it is and how far it has come, where steps say less."""

    def is_some(name: str) -> bool:
        return any(
            (q.high if q.low is None else q.low) and q.unit not in ("countries", "months")
            for q in last_quantities(name, current_steps, step_spans)
        )

    facts: dict[str, Any] = {}
    if is_some("offered") and axes["readiness"] in (None, "unspecified"):
        facts |= {"readiness": Readiness.SPECIFIED, "readiness_step": axes["offered_step"]}
    if is_some("set_aside") and axes["readiness"] in (None, "unspecified", "specified"):
        facts |= {"readiness": Readiness.ALLOCATED, "readiness_step": axes["set_aside_step"]}
    if is_some("delivered") and axes["delivery"] in (None, "none"):
        facts |= {"delivery": Delivery.PARTIAL, "delivery_step": axes["delivered_step"]}
    return facts
