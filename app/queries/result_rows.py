"""One typed way to read a SELECT of several columns that SQLModel’s own `select` cannot say."""

from typing import TypeVarTuple

from sqlalchemy import Result
from sqlalchemy.sql.selectable import TypedReturnsRows
from sqlmodel import Session

Columns = TypeVarTuple("Columns")


def fetch_rows(session: Session, statement: TypedReturnsRows[*Columns]) -> Result[*Columns]:
    """The rows of a statement of SQLAlchemy, at the moment of the session.

    Each is a tuple, also of one column, where `session.exec` gives the bare value for a `select`
    of SQLModel. That has no type for five columns, for a UNION or for columns of a subquery.
    """
    rows: Result[*Columns] = session.exec(statement)  # type: ignore[call-overload]
    return rows
