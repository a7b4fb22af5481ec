"""How much a pledge is by the steps of its newest days, and what that says of its levels."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.models.quantity import Per, Quantity
from app.models.step import AMOUNTS, STAGES
from app.models.unit import UNITS_OF_NO_THING
from app.models.vocabulary import Delivery, Readiness
from app.rules.contested_amount import amount_range, different_amounts
from app.rules.dated import Days
from app.rules.pledge_parts import StepPart
from app.spine.value import Term
from app.spine.versioned import Facts

# What an amount at a stage says of an axis, where steps say no more than these levels or nothing.
STAGE_LEVELS: dict[str, tuple[tuple[str, Term, tuple[Term | None, ...]], ...]] = {
    "readiness": (
        ("set_aside", Readiness.ALLOCATED, (None, Readiness.UNSPECIFIED, Readiness.SPECIFIED)),
        ("offered", Readiness.SPECIFIED, (None, Readiness.UNSPECIFIED)),
    ),
    "delivery": (("delivered", Delivery.PARTIAL, (None, Delivery.NONE)),),
}


def amount_facts(steps: Sequence[StepPart], days: Mapping[int, Days]) -> Facts:
    """What steps say of how much: each of AMOUNTS, and the units of what is offered and main.

    Args:
        steps: Those that count, the latest last.
        days: Those of each step, by its id.
    """
    facts: dict[str, Any] = {}
    by_name = {name: same_day_amounts(steps, days, name) for name in AMOUNTS}
    for name in AMOUNTS:
        if statements := different_amounts(by_name[name]):
            facts[name] = amount_range(statements)
        facts[f"{name}_statements"] = statements or None
    unit, per = common_unit(by_name["offered"])
    figures = [each.sortable for each in by_name["offered"] if each.sortable is not None]
    facts["offered_sorted"] = min(figures, default=None) if unit else None
    facts["offered_unit"], facts["offered_per"] = unit, per
    main = next((by_name[stage] for stage in STAGES if by_name[stage]), [])
    facts["main_unit"], facts["main_per"] = common_unit(main)
    return facts


def same_day_amounts(
    steps: Sequence[StepPart], days: Mapping[int, Days], name: str
) -> list[Quantity]:
    """What steps of the same days as the last one with such an amount state; [] if none does."""
    stating = [step for step in steps if getattr(step, name) is not None]
    if not stating:
        return []
    last_days = days[stating[-1].step_id]
    return [getattr(step, name) for step in stating if days[step.step_id] == last_days]


def common_unit(said: Sequence[Quantity]) -> tuple[str | None, Per | None]:
    """The one unit of these and how often they come; two None where it is not one, or none."""
    both = {(quantity.unit, quantity.per) for quantity in said}
    unit, per = both.pop() if len(both) == 1 else (None, None)
    return (unit, per) if unit else (None, None)


def level_facts(facts: Facts, steps: Sequence[StepPart], days: Mapping[int, Days]) -> Facts:
    """How ready a pledge is and how far it has come, where amounts say more than steps do.

    Args:
        facts: What the steps say on each axis, and which of them do.
        steps: Those that count, the latest last.
        days: Those of each step, by its id.
    """
    levels: Facts = {}
    for axis, stages in STAGE_LEVELS.items():
        for stage, level, lower_levels in stages:
            if facts[axis] in lower_levels and specifies(same_day_amounts(steps, days, stage)):
                levels |= {axis: level, f"{axis}_step": facts[f"{stage}_step"]}
                break
    return levels


def specifies(said: Sequence[Quantity]) -> bool:
    """Whether one of these has a figure of things or money, other than 0."""
    return any(each.unit not in UNITS_OF_NO_THING and (each.sortable or 0) > 0 for each in said)
