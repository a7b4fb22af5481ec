"""How much a pledge is by the steps of its newest days, and what that says of its readiness."""

from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Text,
    and_,
    case,
    func,
    or_,
    type_coerce,
)
from sqlalchemy.sql.elements import KeyedColumnElement
from sqlalchemy.sql.functions import FunctionElement

from app.models.unit import UNITS_OF_NO_THING
from app.models.vocabulary import Readiness
from app.spine.value import term_column

QUANTITY_COLUMNS = ("quantity_sorted", "quantity_unit", "quantity_per")
LINE = "\n"  # stands between quantities; canonical JSON has none


def same_day_amounts(steps: CTE) -> list[KeyedColumnElement[Any]]:
    """What the quantities of the same days come to: QUANTITY_COLUMNS, and `amounts`.

    Amounts are the JSON of all of them, a line each, where their figures differ; else NULL. The
    others are NULL where these are not of one unit and as often. And `specifies`: whether one has
    a figure, of what is offered.
    """
    c = steps.c

    def of_days(aggregate: FunctionElement[Any]) -> ColumnElement[Any]:
        return aggregate.over(partition_by=(c.root_id, c.latest, c.earliest))

    def agrees(column: ColumnElement[Any]) -> ColumnElement[bool]:
        return of_days(func.min(column)) == of_days(func.max(column))

    is_comparable = and_(agrees(c.quantity_unit), agrees(c.quantity_per))
    columns = (of_days(func.min(c.quantity_sorted)), c.quantity_unit, c.quantity_per)
    figure = case((c.quantity_unit.not_in(UNITS_OF_NO_THING), c.quantity_sorted))
    lines = of_days(func.aggregate_strings(type_coerce(c.quantity, Text), LINE))
    return [
        *(
            case((is_comparable, column)).label(name)
            for name, column in zip(QUANTITY_COLUMNS, columns, strict=True)
        ),
        case((~agrees(c.quantity_figures), lines)).label("amounts"),
        of_days(func.max(figure)).is_not(None).label("specifies"),
    ]


def readiness_columns(readiness: CTE, quantity: CTE) -> tuple[ColumnElement[Any], ...]:
    """How ready a pledge is, and the step that says so: an amount says that it is specified.

    Args:
        readiness: The latest step that states the readiness, as `latest_on_axis` has it.
        quantity: The latest that states the quantity.
    """
    level, step = readiness.c.readiness, readiness.c.readiness_step
    is_specified = and_(quantity.c.specifies, or_(level.is_(None), level == Readiness.UNSPECIFIED))
    word = case((is_specified, Readiness.SPECIFIED.value), else_=level)
    return (
        type_coerce(word, term_column(Readiness)).label("readiness"),
        case((is_specified, quantity.c.quantity_step), else_=step).label("readiness_step"),
    )
