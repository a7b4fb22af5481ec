"""How much a pledge is by the steps of its newest days, and what that says of its levels."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    String,
    Text,
    and_,
    case,
    cast,
    func,
    literal,
    or_,
    type_coerce,
)
from sqlalchemy.sql.elements import KeyedColumnElement
from sqlalchemy.sql.functions import FunctionElement

from app.models.step import AMOUNTS, STAGES
from app.models.unit import UNITS_OF_NO_THING
from app.models.vocabulary import Delivery, Readiness
from app.spine.value import Term, term_column

PARTS = ("sorted", "unit", "per")
# The columns of steps that amounts are told by.
STEP_COLUMNS = tuple(f"{name}_{part}" for name in AMOUNTS for part in (*PARTS, "figures"))
LINE = "\n"  # stands between quantities; canonical JSON has none


def same_day_amounts(steps: CTE, name: str) -> list[KeyedColumnElement[Any]]:
    """What the amounts of the same days come to: PARTS, and `statements`.

    Statements are the JSON of all of them, a line each, where their figures differ; else NULL.
    The others are NULL where these are not of one unit and as often. And `specifies`: whether one
    has a figure of things or money, other than 0.

    Args:
        steps: Those that count and state such an amount.
        name: Which amount.
    """
    c = steps.c

    def of_days(aggregate: FunctionElement[Any]) -> ColumnElement[Any]:
        return aggregate.over(partition_by=(c.root_id, c.latest, c.earliest))

    def agrees(column: ColumnElement[Any]) -> ColumnElement[bool]:
        return of_days(func.min(column)) == of_days(func.max(column))

    least, unit, per, figures = (c[f"{name}_{part}"] for part in (*PARTS, "figures"))
    is_comparable = agrees(unit.concat(type_coerce(per, Text)))
    columns = (of_days(func.min(least)), unit, per)
    figure = case((unit.not_in(UNITS_OF_NO_THING), least))
    lines = of_days(func.aggregate_strings(type_coerce(c[name], Text), LINE))
    return [
        *(
            case((is_comparable, column)).label(part)
            for part, column in zip(PARTS, columns, strict=True)
        ),
        case((~agrees(figures), lines)).label("statements"),
        func.coalesce(of_days(func.max(figure)) > 0, literal(value=False)).label("specifies"),
    ]


def amount_columns(axes: Mapping[str, CTE]) -> list[KeyedColumnElement[Any]]:
    """The columns of a state that tell amounts, but for the amounts and their steps themselves.

    Args:
        axes: By axis, the latest step that states it, as `latest_on_axis` has it.
    """
    main = [(axes[stage].c[f"{stage}_step"].is_not(None), axes[stage].c) for stage in STAGES]
    return [
        *(axes[name].c.statements.label(f"{name}_statements") for name in AMOUNTS),
        *(axes["offered"].c[part].label(f"offered_{part}") for part in PARTS),
        *(
            case(*((is_stated, c[part]) for is_stated, c in main)).label(f"main_{part}")
            for part in ("unit", "per")
        ),
    ]


# What an amount at a stage says of an axis, where steps say no more than these levels or nothing.
STAGE_LEVELS: dict[str, tuple[tuple[str, Term, tuple[Term, ...]], ...]] = {
    "readiness": (
        ("set_aside", Readiness.ALLOCATED, (Readiness.UNSPECIFIED, Readiness.SPECIFIED)),
        ("offered", Readiness.SPECIFIED, (Readiness.UNSPECIFIED,)),
    ),
    "delivery": (("delivered", Delivery.PARTIAL, (Delivery.NONE,)),),
}


def level_columns(axes: Mapping[str, CTE], axis: str) -> list[ColumnElement[Any]]:
    """How ready a pledge is, or how far it has come, and the step that says so.

    An amount says it where steps say less: see STAGE_LEVELS.

    Args:
        axes: By axis, the latest step that states it, as `latest_on_axis` has it.
        axis: Of STAGE_LEVELS.
    """
    own_level, step = axes[axis].c[axis], axes[axis].c[f"{axis}_step"]
    levels, steps = [], []
    for stage, level, lower_levels in STAGE_LEVELS[axis]:
        c = axes[stage].c
        is_higher = and_(c.specifies, or_(own_level.is_(None), own_level.in_(lower_levels)))
        levels.append((is_higher, literal(level.value)))
        steps.append((is_higher, c[f"{stage}_step"]))
    word = case(*levels, else_=cast(own_level, String))
    return [
        type_coerce(word, term_column(Readiness if axis == "readiness" else Delivery)).label(axis),
        case(*steps, else_=step).label(f"{axis}_step"),
    ]
