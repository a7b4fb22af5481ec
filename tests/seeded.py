"""The seed in a database: worked in once, and copied whenever it is wanted again."""

import shutil
from pathlib import Path

from sqlalchemy import Engine, inspect

from app.edits.seeding import seed
from app.spine.versioned import kinds

TABLES = ("revision", "entity", "line", *(kind.noun() for kind in kinds()))


def seed_again(engine: Engine) -> None:
    """Bring the seed into an empty database of this worker."""
    if engine.dialect.name == "sqlite":
        into_file(engine)
    else:
        into_server(engine)


def into_file(engine: Engine) -> None:
    """Copy the file that was kept, or keep one."""
    file = Path(str(engine.url.database))
    kept = file.with_suffix(".seeded")
    known = kept.exists()
    if not known:
        seed(engine)
    engine.dispose()  # the last one to leave a file writes all into it
    shutil.copy(*((kept, file) if known else (file, kept)))


def into_server(engine: Engine) -> None:
    """Copy the tables that were kept, or keep them in a schema of their own."""
    if "kept" in inspect(engine).get_schema_names():
        copied = [f'INSERT INTO "{name}" SELECT * FROM kept."{name}"' for name in TABLES]
    else:
        seed(engine)
        copied = [f'CREATE TABLE kept."{name}" AS TABLE "{name}"' for name in TABLES]
        copied.insert(0, "CREATE SCHEMA kept")
    with engine.begin() as connection:
        connection.exec_driver_sql("; ".join(copied))
