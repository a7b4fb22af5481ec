"""What many tests begin with: recorded once on each of a worker's databases, then copied."""

import shutil
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine, inspect

from app.spine.derived_table import derived_tables, table_name
from app.spine.versioned import kinds


def fill_database(engine: Engine, name: str, make: Callable[[Engine], object]) -> None:
    """Bring what `make` records into an empty database of this worker.

    Args:
        engine: Of the database.
        name: What is kept is told apart by it: one word.
        make: Called once for each database.
    """
    if engine.dialect.name == "sqlite":
        fill_file(engine, name, make)
    else:
        fill_server(engine, name, make)


def fill_file(engine: Engine, name: str, make: Callable[[Engine], object]) -> None:
    """Copy the file that was kept, or keep one."""
    file = Path(str(engine.url.database))
    snapshot = file.with_suffix(f".{name}")
    exists = snapshot.exists()
    if not exists:
        make(engine)
    engine.dispose()  # the last one to leave a file writes all into it
    shutil.copy(*((snapshot, file) if exists else (file, snapshot)))


def fill_server(engine: Engine, name: str, make: Callable[[Engine], object]) -> None:
    """Copy the tables that were kept, or keep them in a schema of their own."""
    kind_tables = (kind.noun() for kind in kinds())
    tables = ("revision", "entity", "line", *kind_tables, *map(table_name, derived_tables()))
    if name in inspect(engine).get_schema_names():
        copies = [f'INSERT INTO "{table}" SELECT * FROM {name}."{table}"' for table in tables]
    else:
        make(engine)
        copies = [f'CREATE TABLE {name}."{table}" AS TABLE "{table}"' for table in tables]
        copies.insert(0, f"CREATE SCHEMA {name}")
    with engine.begin() as connection:
        connection.exec_driver_sql("; ".join(copies))
