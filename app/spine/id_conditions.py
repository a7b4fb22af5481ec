"""Conditions on ids: the same words of SQL, however many ids there are."""

import json
from collections.abc import Collection

from sqlalchemy import ColumnElement, Integer, SQLColumnExpression, String, literal
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
