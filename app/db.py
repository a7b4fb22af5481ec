"""The engine, and how a transaction begins on it."""

import sqlite3
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, ExceptionContext, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from sqlmodel import create_engine

# A request reads on one connection and, while it writes, holds a second one. With one for each
# of Starlette's 40 threads, and one for each of the 9 that may write or wait, no reader waits.
POOL_SIZE = 40 + 9
# With fewer, readers wait for one another. Nine writers may each wait for their second connection,
# all with one in hand: the tenth lets them go on.
LEAST_POOL_SIZE = 9 + 1

# What libpq is told, where the address does not say otherwise. A host that is gone is noticed in
# 15 to 25 seconds; without, only after the hours that TCP takes.
CONNECTION_LIMITS = {
    "connect_timeout": "5",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "15000",
}
STATEMENT_LIMITS = "-c statement_timeout=10s -c idle_in_transaction_session_timeout=60s"
READ_ONLY_STATE = "25006"  # what a server answers to a writer when it is no primary (any more)

# What opens a transaction, by database and by what it is for: to read; to write; to write, beside
# those who take turns, what is in no revision; or to note what may be lost. A reader can't write,
# and sees one moment throughout. Writers queue up here and hold their place until they commit, so
# that revision numbers have no gaps and become visible in their order. A commit is on the disk
# before it is acknowledged: synchronous=FULL (below), synchronous_commit.
BEGIN_STATEMENTS = {
    ("sqlite", "read"): ["PRAGMA query_only=1", "PRAGMA busy_timeout=5000", "BEGIN"],
    ("sqlite", "write"): ["PRAGMA query_only=0", "PRAGMA busy_timeout=5000", "BEGIN IMMEDIATE"],
    ("sqlite", "beside"): ["PRAGMA query_only=0", "PRAGMA busy_timeout=5000", "BEGIN IMMEDIATE"],
    ("sqlite", "note"): ["PRAGMA query_only=0", "PRAGMA busy_timeout=100", "BEGIN IMMEDIATE"],
    ("postgresql", "read"): [
        "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",
        "SET LOCAL statement_timeout = '10s'",
    ],
    ("postgresql", "write"): [
        "SET TRANSACTION ISOLATION LEVEL READ COMMITTED",  # sees what was committed while it waited
        "SET LOCAL synchronous_commit = on",
        "SET LOCAL lock_timeout = '5s'",
        "SET LOCAL statement_timeout = '10s'",
        "SELECT pg_advisory_xact_lock(1)",
    ],
    ("postgresql", "beside"): [  # asks for no turn: what it writes is in no revision
        "SET TRANSACTION ISOLATION LEVEL READ COMMITTED",
        "SET LOCAL synchronous_commit = on",
        "SET LOCAL lock_timeout = '5s'",
        "SET LOCAL statement_timeout = '10s'",
    ],
    ("postgresql", "note"): [
        "SET TRANSACTION ISOLATION LEVEL READ COMMITTED",
        "SET LOCAL synchronous_commit = off",
        "SET LOCAL lock_timeout = '100ms'",
        "SET LOCAL statement_timeout = '1s'",
    ],
}


class ReplacedFile(sqlite3.OperationalError):
    """The path of a SQLite file leads to another file than the one that was opened, or to none."""

    def __init__(self) -> None:
        super().__init__("The register's file was moved, removed or replaced.")


class SqliteFile:
    """The file that an engine has open; what stands at its path later may be another one.

    Attributes:
        path: Where it was opened.
        identity: Its device and inode; None while no connection was made.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self.identity: tuple[int, int] | None = None

    def check(self) -> None:
        """Raise ReplacedFile when the path leads no longer to the file that is open."""
        if self.identity is not None and self.identity != self.identity_on_disk():
            raise ReplacedFile

    def identity_on_disk(self) -> tuple[int, int] | None:
        """The device and inode at the path; None where there is nothing."""
        try:
            status = self.path.stat()
        except OSError:
            return None
        return status.st_dev, status.st_ino

    def note_identity(self, _connection: object, _record: object) -> None:
        """After the first connection: this is the file."""
        self.identity = self.identity or self.identity_on_disk()
        self.check()

    def check_writer(self, connection: Connection) -> None:
        """Before a transaction that writes is begun or committed.

        Raises:
            OperationalError: When the path leads no longer to the file that is open.
        """
        if not is_reading(connection):
            try:
                self.check()
            except ReplacedFile as error:
                raise OperationalError(None, None, error) from None

    def forget_identity(self, _engine: object) -> None:
        """After the last connection was closed: whatever is there next is the file."""
        self.identity = None


def build_engine(url: str | URL, pool_size: int = POOL_SIZE) -> Engine:
    """An engine for `url`, whose transactions may write and run one at a time.

    A connection is tried before it is used: one that was cut meanwhile is made again.
    """
    address = make_url(url)
    is_postgres = address.get_backend_name() == "postgresql"
    engine = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        pool_pre_ping=is_postgres,
        connect_args=postgres_arguments(address.query) if is_postgres else {},
    )
    event.listen(engine, "begin", begin_transaction)
    if is_postgres:
        event.listen(engine, "handle_error", leave_standby)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", prepare_sqlite)
        if address.database:
            watch_file(engine, SqliteFile(Path(address.database)))
    return engine


def postgres_arguments(query: Mapping[str, object]) -> dict[str, str]:
    """What a connection is told besides its address, by libpq's names; the address goes before."""
    limits = {name: value for name, value in CONNECTION_LIMITS.items() if name not in query}
    return limits | {"options": f"{STATEMENT_LIMITS} {query.get('options', '')}".strip()}


def leave_standby(context: ExceptionContext) -> None:
    """Give up the connections to a server that says it is no primary: the next may be to one."""
    state = getattr(context.original_exception, "sqlstate", None)
    if state == READ_ONLY_STATE and context.connection and not is_reading(context.connection):
        context.is_disconnect = True


def divide_connections(total: int, workers: int) -> int:
    """How many connections each of the workers may hold of a total, 10 to 49."""
    return max(LEAST_POOL_SIZE, min(POOL_SIZE, total // workers))


def watch_file(engine: Engine, file: SqliteFile) -> None:
    """Let nobody write, and nobody connect, once another file stands at the path of this one."""
    engine.update_execution_options(file=file)
    event.listen(engine, "do_connect", lambda *_: file.check())  # SQLite would make an empty one
    event.listen(engine, "connect", file.note_identity)
    event.listen(engine, "begin", file.check_writer)
    event.listen(engine, "commit", file.check_writer)
    event.listen(engine, "engine_disposed", file.forget_identity)


def check_file(engine: Engine) -> None:
    """Raise ReplacedFile when the file of an engine is no longer at its path."""
    if file := engine.get_execution_options().get("file"):
        file.check()


def read_only_engine(engine: Engine) -> Engine:
    """The same engine for reading: its transactions neither write nor wait."""
    return engine.execution_options(purpose="read")


def side_engine(engine: Engine, *, patient: bool) -> Engine:
    """The same engine for a few rows beside the edits: its transactions take no turn."""
    return engine.execution_options(purpose="beside" if patient else "note")


def purpose_of(connection: Connection) -> str:
    """What the transactions of a connection are for: "read", "write", "beside" or "note"."""
    purpose: str = connection.get_execution_options().get("purpose", "write")
    return purpose


def is_reading(connection: Connection) -> bool:
    """Whether a connection is for reading alone."""
    return purpose_of(connection) == "read"


def begin_transaction(connection: Connection) -> None:
    """Open a transaction the way its database and purpose ask for."""
    for statement in BEGIN_STATEMENTS[connection.dialect.name, purpose_of(connection)]:
        connection.exec_driver_sql(statement)


def prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    """Make SQLite enforce foreign keys, wait for its turn, and keep what it has committed."""
    connection.isolation_level = None  # The driver must not send a BEGIN of its own.
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA busy_timeout=5000")
