"""Which migration a database is at, and bringing it to the newest."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import SQLAlchemyError

from app.db import build_engine, reading
from app.settings import ROOT
from app.spine.refusals import Newer, Refused


def config() -> Config:
    """Where the migrations are."""
    found = Config(ROOT / "alembic.ini")
    found.set_main_option("script_location", str(ROOT / "migrations"))
    return found


def head() -> str | None:
    """The newest migration that this program has."""
    return ScriptDirectory.from_config(config()).get_current_head()


def stamp(engine: Engine) -> str | None:
    """The migration that a database is at; None when it has none of our tables.

    Raises:
        Newer: When it is one that this program does not have.
    """
    with reading(engine).connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    scripts = ScriptDirectory.from_config(config()).walk_revisions()
    if found is not None and found not in {script.revision for script in scripts}:
        raise Newer
    return found


def migrate(engine: Engine) -> bool:
    """Bring a database to the newest migration; whether there was anything to do.

    Raises:
        Newer: When it is further than this program.
    """
    if stamp(engine) == head():
        return False
    found = config()
    with altering(engine) as found.attributes["connection"]:
        command.upgrade(found, "head")
    return True


@contextmanager
def altering(engine: Engine) -> Iterator[Connection]:
    """A transaction that may change tables which others point at.

    SQLite changes a table by making it again, for which foreign keys must rest; they are looked
    over before the end.

    Raises:
        Refused: When a row would point at nothing.
    """
    apart = build_engine(engine.url)
    if is_sqlite := engine.dialect.name == "sqlite":
        event.listen(apart, "connect", lambda raw, _: raw.execute("PRAGMA foreign_keys=OFF"))
    try:
        with apart.begin() as connection:
            yield connection
            if is_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise Refused("A row would point at nothing: the migration was taken back.")
    finally:
        apart.dispose()


def failing(engine: Engine) -> str | None:
    """The part that is not ready: "database" or "migrations"; None when all is well."""
    try:
        return None if stamp(engine) == head() else "migrations"
    except Newer:
        return "migrations"
    except SQLAlchemyError:
        return "database"
