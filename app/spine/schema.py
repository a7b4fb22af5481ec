"""Which migration a database is at, and bringing it to the newest."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import SQLAlchemyError

from app.db import ReplacedFile, build_engine, check_file, read_only_engine
from app.settings import ROOT
from app.spine.clock_watch import clock_state
from app.spine.database_faults import find_fault
from app.spine.moment import reading_session
from app.spine.refusals import EarlierRegister, NewerRegister, Refused

# The migrations of the builds before the second edition. None was released, and none leads on.
EARLIER_MIGRATIONS = {
    "d2b3d60c2e68",  # created the tables
    "e9795bcaad40",  # created the rest
    "832e294d5977",  # let accounts sign in
    "5c0f7be1a9d4",  # folded texts
    "b7d41c90e2aa",  # accepted a clock
}


def alembic_config() -> Config:
    """Where the migrations are."""
    settings = Config(ROOT / "alembic.ini")
    settings.set_main_option("script_location", str(ROOT / "migrations"))
    return settings


def newest_migration() -> str | None:
    """The newest migration that this program has."""
    return ScriptDirectory.from_config(alembic_config()).get_current_head()


def current_migration(engine: Engine) -> str | None:
    """The migration that a database is at; None when it has none of our tables.

    Raises:
        EarlierRegister: When it is of a build before the second edition.
        NewerRegister: When it is any other that this program does not have.
    """
    with read_only_engine(engine).connect() as connection:
        migration = MigrationContext.configure(connection).get_current_revision()
    if migration in EARLIER_MIGRATIONS:
        raise EarlierRegister
    scripts = ScriptDirectory.from_config(alembic_config()).walk_revisions()
    if migration is not None and migration not in {script.revision for script in scripts}:
        raise NewerRegister
    return migration


def migrate(engine: Engine) -> bool:
    """Bring a database to the newest migration; whether there was anything to do.

    Raises:
        EarlierRegister: When it is of a build before the second edition.
        NewerRegister: When it is further than this program.
    """
    if current_migration(engine) == newest_migration():
        return False
    settings = alembic_config()
    with migration_transaction(engine) as settings.attributes["connection"]:
        command.upgrade(settings, "head")
    return True


@contextmanager
def migration_transaction(engine: Engine) -> Iterator[Connection]:
    """A transaction that may change tables which others point at.

    SQLite changes a table by making it again, for which foreign keys must rest; they are looked
    over before the end.

    Raises:
        Refused: When a row would point at nothing.
    """
    own_engine = build_engine(engine.url)
    if is_sqlite := engine.dialect.name == "sqlite":
        event.listen(own_engine, "connect", lambda raw, _: raw.execute("PRAGMA foreign_keys=OFF"))
    try:
        with own_engine.begin() as connection:
            yield connection
            if is_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise Refused("A row would point at nothing: the migration was taken back.")
    finally:
        own_engine.dispose()


def clock_warning(engine: Engine) -> str | None:
    """What an operator should look at though the register can be served: "clock"; None for nothing.

    Raises:
        SQLAlchemyError: When the database does not answer.
    """
    with reading_session(engine) as session:
        return "clock" if clock_state(session, engine) else None


def failing_part(engine: Engine) -> str | None:
    """The part that is not ready, such as "file" or "migrations"; None when all is well."""
    try:
        check_file(engine)
        if current_migration(engine) != newest_migration():
            return "migrations"
        with reading_session(engine) as session:
            return "clock" if clock_state(session, engine) == "refused" else None
    except ReplacedFile:
        return "file"
    except (EarlierRegister, NewerRegister):
        return "migrations"
    except SQLAlchemyError as error:
        fault = find_fault(error)
        return fault.part if fault else "database"
