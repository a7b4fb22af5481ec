"""Conditions on ids: the same words of SQL, however many ids there are."""

import json
from collections.abc import Collection

from sqlalchemy import (
    ColumnElement,
    Integer,
    SQLColumnExpression,
    String,
    Text,
    cast,
    false,
    func,
    literal,
    or_,
    type_coerce,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

MAX_NAMED_IDS = 100  # ids that a statement names one by one, for each kind and column


class NumberList(FunctionElement[int]):
    """The numbers of a JSON list, which travels as one parameter, as rows."""

    type = Integer()
    inherit_cache = True


@compiles(NumberList, "sqlite")
def compile_for_sqlite(element: NumberList, compiler: SQLCompiler, **options: object) -> str:
    """The numbers as SQLite reads them."""
    text = compiler.process(element.clauses, **options)
    return f"(SELECT value FROM json_each({text}))"  # noqa: S608  (a parameter)


@compiles(NumberList, "postgresql")
def compile_for_postgresql(element: NumberList, compiler: SQLCompiler, **options: object) -> str:
    """The numbers as PostgreSQL reads them."""
    text = compiler.process(element.clauses, **options)
    return f"(SELECT unnest(CAST(translate({text}, '[]', '{{}}') AS integer[])))"


def match_ids(
    id_column: SQLColumnExpression[int] | SQLColumnExpression[int | None], ids: Collection[int]
) -> ColumnElement[bool]:
    """The condition that a column is one of `ids`, however many: databases take few parameters."""
    if len(ids) <= MAX_NAMED_IDS:
        return id_column.in_(ids)
    numbers = NumberList(literal(json.dumps(sorted(ids)), String()))
    # As an operator, not a function: SQLite would be asked whether it equals 1, without an index.
    return id_column.bool_op("IN")(numbers)


def lists_id(
    list_column: SQLColumnExpression[list[int]], entity_id: SQLColumnExpression[int] | int
) -> ColumnElement[bool]:
    """The condition that an id, or that of another column, is in an `IdListColumn`."""
    number = str(entity_id) if isinstance(entity_id, int) else cast(entity_id, String)
    return type_coerce(list_column, Text).contains(literal(",") + number + literal(","))


def lists_any(
    list_column: SQLColumnExpression[list[int]], ids: Collection[int]
) -> ColumnElement[bool]:
    """The condition that one of `ids` is in an `IdListColumn`; of many, that it is not empty."""
    if len(ids) > MAX_NAMED_IDS:
        return type_coerce(list_column, Text) != ""
    return or_(false(), *(lists_id(list_column, entity_id) for entity_id in ids))


def listed_ids(list_column: SQLColumnExpression[list[int]]) -> NumberList:
    """The ids in an `IdListColumn`, as rows, for an IN."""
    text = type_coerce(list_column, Text)
    return NumberList(literal("[") + func.trim(text, ",") + literal("]"))
