"""Which migration a database is at, and bringing it to the newest."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from app.db import reading
from app.settings import ROOT
from app.spine.refusals import Newer


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
    with engine.begin() as found.attributes["connection"]:
        command.upgrade(found, "head")
    return True


def failing(engine: Engine) -> str | None:
    """The part that is not ready: "database" or "migrations"; None when all is well."""
    try:
        return None if stamp(engine) == head() else "migrations"
    except Newer:
        return "migrations"
    except SQLAlchemyError:
        return "database"
