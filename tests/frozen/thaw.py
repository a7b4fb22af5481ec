"""Put a frozen register into an empty database, as its own migration left it.

`python -m tests.frozen.thaw FOLDER URL`
"""

import json
import sys
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from alembic import command
from sqlalchemy import Boolean, Date, DateTime, Engine, MetaData, Table, Uuid

from app.db import build_engine
from app.spine.schema import alembic_config, migration_transaction


def thaw(folder: Path, engine: Engine) -> None:
    """Make the tables of the frozen migration, and write the frozen rows into them."""
    frozen = json.loads((folder / "tables.json").read_text())
    settings = alembic_config()
    with migration_transaction(engine) as settings.attributes["connection"]:
        command.upgrade(settings, frozen["migration"])
    metadata = MetaData()
    metadata.reflect(engine)
    with engine.begin() as connection:
        for name, rows in frozen["tables"].items():
            table = metadata.tables[name]
            connection.execute(table.delete())  # the migration itself writes some
            for row in rows:
                connection.execute(table.insert(), typed_row(table, row))


def typed_row(table: Table, row: dict[str, object]) -> dict[str, object]:
    """A row with the types that the columns of this database take."""
    return {name: typed_value(table.columns[name].type, value) for name, value in row.items()}


def typed_value(column_type: object, value: object) -> object:
    """A value of SQLite’s as one of Python’s, for a column of a type."""
    match column_type:
        case Boolean():
            return bool(value)
        case DateTime():
            return datetime.fromisoformat(str(value))
        case Date():
            return date.fromisoformat(str(value))
        case Uuid():
            return UUID(str(value))
    return value


if __name__ == "__main__":
    thaw(Path(sys.argv[1]), build_engine(sys.argv[2]))
