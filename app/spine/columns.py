"""One typed way to name a column whose name, or whose table, is only known at run time.

Where both are known, `col(Actor.name)` of SQLModel says it, and the type checker knows its values.
"""

from typing import Any, TypeVar

from sqlalchemy import Table, inspect
from sqlalchemy.orm import InstrumentedAttribute, aliased
from sqlmodel import SQLModel

T = TypeVar("T", bound=SQLModel)


def column(table: type[SQLModel], name: str) -> InstrumentedAttribute[Any]:
    """The column `name` of a table, or of an alias of one.

    Raises:
        AttributeError: When the table has no such column.
    """
    attribute: InstrumentedAttribute[Any] = getattr(table, name)
    return attribute


def table_of(model: type[SQLModel]) -> Table:
    """The table behind a class, for statements that many rows go through at once.

    They escape the session's moment, and the guard of what versions may be changed.
    """
    return SQLModel.metadata.tables[str(model.__tablename__)]


def shared_alias(table: type[T]) -> type[T]:
    """An alias of a table that a module makes once and threads share.

    Its columns are made here. Left to its first use, two threads can each make their own, and a
    statement of the one then names columns that the alias no longer has.
    """
    alias = aliased(table)
    len(inspect(alias).selectable.c)
    return alias
