"""Which migration a database is at, and bringing it to the newest."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, event

from app.db import build_engine, read_only_engine
from app.settings import ROOT
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


@cache
def newest_migration() -> str | None:
    """The newest migration that this program has."""
    return ScriptDirectory.from_config(alembic_config()).get_current_head()


@cache
def known_migrations() -> frozenset[str]:
    """All migrations that this program has; they are files, so it reads them once."""
    scripts = ScriptDirectory.from_config(alembic_config()).walk_revisions()
    return frozenset(script.revision for script in scripts)


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
    if migration is not None and migration not in known_migrations():
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
