"""One typed way to name a column whose name, or whose table, is only known at run time.

Where both are known, `col(Actor.name)` of SQLModel says it, and the type checker knows its values.
"""

from typing import Any

from sqlalchemy import Table
from sqlalchemy.orm import InstrumentedAttribute
from sqlmodel import SQLModel


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
