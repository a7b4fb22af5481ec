"""The engine, and how a transaction begins on it."""

from sqlite3 import Connection as SqliteConnection

from sqlalchemy import URL, Connection, Engine, event
from sqlmodel import create_engine

# A request reads on one connection and, while it writes, holds a second one. With one for each
# of Starlette's 40 threads, and one for each of the 9 that may write or wait, no reader waits.
POOL_SIZE = 40 + 9

# What opens a transaction, by database and by whether it may write. A reader can't write, and
# sees one moment throughout. Writers queue up here and hold their place until they commit, so
# that revision numbers have no gaps and become visible in their order. A commit is on the disk
# before it is acknowledged: synchronous=FULL (below), synchronous_commit.
BEGIN_STATEMENTS = {
    ("sqlite", False): ["PRAGMA query_only=1", "BEGIN"],
    ("sqlite", True): ["PRAGMA query_only=0", "BEGIN IMMEDIATE"],
    ("postgresql", False): [
        "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",
        "SET LOCAL statement_timeout = '10s'",
    ],
    ("postgresql", True): [
        "SET TRANSACTION ISOLATION LEVEL READ COMMITTED",  # sees what was committed while it waited
        "SET LOCAL synchronous_commit = on",
        "SET LOCAL lock_timeout = '5s'",
        "SET LOCAL statement_timeout = '10s'",
        "SELECT pg_advisory_xact_lock(1)",
    ],
}


def build_engine(url: str | URL) -> Engine:
    """An engine for `url`, whose transactions may write and run one at a time."""
    engine = create_engine(url, pool_size=POOL_SIZE, max_overflow=0)
    event.listen(engine, "begin", begin_transaction)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", prepare_sqlite)
    return engine


def read_only_engine(engine: Engine) -> Engine:
    """The same engine for reading: its transactions neither write nor wait."""
    return engine.execution_options(reading=True)


def begin_transaction(connection: Connection) -> None:
    """Open a transaction the way its database and purpose ask for."""
    writes = not connection.get_execution_options().get("reading", False)
    for statement in BEGIN_STATEMENTS[connection.dialect.name, writes]:
        connection.exec_driver_sql(statement)


def prepare_sqlite(connection: SqliteConnection, _record: object) -> None:
    """Make SQLite enforce foreign keys, wait for its turn, and keep what it has committed."""
    connection.isolation_level = None  # The driver must not send a BEGIN of its own.
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA busy_timeout=5000")
