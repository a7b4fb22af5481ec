"""The engine, and how a transaction begins on it."""

import sqlite3
from collections.abc import Mapping
from pathlib import Path

import psycopg
from psycopg.abc import RV, PQGen
from psycopg.pq import TransactionStatus
from sqlalchemy import URL, Connection, Engine, ExceptionContext, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from sqlmodel import create_engine

from app.settings import POOL_SIZE
from app.sqlite_file import SqliteFile

POOL_PATIENCE = 10  # seconds to wait for a connection where all are in use

# What libpq is told, where the address does not say otherwise. A host that is gone is noticed in
# 15 to 25 seconds; without, only after the hours that TCP takes.
CONNECTION_LIMITS = {
    "connect_timeout": "5",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "15000",
}
ANSWER_PATIENCE = 12  # seconds; some more than the server allows a statement
STATEMENT_LIMITS = "-c statement_timeout=10s -c idle_in_transaction_session_timeout=60s"
SQLITE_READ_ONLY = 8  # of sqlite.org/rescode.html, without its refinements
READ_ONLY_STATE = "25006"  # what a server answers to a writer when it is no primary (any more)

WRITE_STATEMENTS = [
    "SET TRANSACTION ISOLATION LEVEL READ COMMITTED",  # sees what was committed while it waited
    "SET LOCAL synchronous_commit = on",
    "SET LOCAL lock_timeout = '5s'",
    "SET LOCAL statement_timeout = '10s'",
]
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
    ("postgresql", "write"): [*WRITE_STATEMENTS, "SELECT pg_advisory_xact_lock(1)"],
    ("postgresql", "beside"): WRITE_STATEMENTS,  # asks for no turn: it is in no revision
    ("postgresql", "note"): [
        "SET TRANSACTION ISOLATION LEVEL READ COMMITTED",
        "SET LOCAL synchronous_commit = off",
        "SET LOCAL lock_timeout = '100ms'",
        "SET LOCAL statement_timeout = '1s'",
    ],
}


class BoundedConnection(psycopg.Connection[tuple[object, ...]]):
    """A connection to PostgreSQL that is closed when the server does not answer.

    Keepalives notice a host that is gone; the kernel answers them for a server that is stopped.

    Attributes:
        patience: The seconds to wait for an answer; None for as long as it takes.
    """

    patience: float | None = ANSWER_PATIENCE

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        """What the server answers.

        Raises:
            psycopg.OperationalError: When it does not, among others.
        """
        try:
            return super().wait(gen, interval, self.patience if timeout is None else timeout)
        except psycopg.OperationalError as error:
            if self.pgconn.transaction_status == TransactionStatus.ACTIVE:  # still no answer
                self.pgconn.finish()
                raise psycopg.OperationalError("PostgreSQL does not answer.") from error
            raise


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
        pool_timeout=POOL_PATIENCE,
        pool_pre_ping=is_postgres,
        query_cache_size=100,  # statements kept put together; that of a list takes a megabyte
        hide_parameters=True,  # an error is printed without what somebody typed
        connect_args=postgres_arguments(address.query) if is_postgres else {},
    )
    event.listen(engine, "begin", begin_transaction)
    event.listen(engine, "handle_error", leave_read_only)
    if is_postgres:
        event.listen(engine, "do_connect", lambda *told: BoundedConnection.connect(**told[-1]))
        event.listen(engine, "checkin", restore_patience)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", prepare_sqlite)
        watch_file(engine, SqliteFile(Path(str(address.database))))
    return engine


def postgres_arguments(query: Mapping[str, object]) -> dict[str, str]:
    """What a connection is told besides its address, by libpq's names; the address goes before."""
    limits = {name: value for name, value in CONNECTION_LIMITS.items() if name not in query}
    return limits | {"options": f"{STATEMENT_LIMITS} {query.get('options', '')}".strip()}


def leave_read_only(context: ExceptionContext) -> None:
    """Give up all connections when one says that nothing can be written: the next may write.

    A server may be no primary any more. SQLite opens a file that it may not write for reading
    alone, without a word, and goes on so after that has changed.
    """
    state = getattr(context.original_exception, "sqlstate", None)
    code = getattr(context.original_exception, "sqlite_errorcode", 0) & 0xFF
    is_read_only = state == READ_ONLY_STATE or code == SQLITE_READ_ONLY
    if is_read_only and context.connection and not is_reading(context.connection):
        context.is_disconnect = True
        cause = context.original_exception
        raise OperationalError(context.statement, None, cause, connection_invalidated=True)


def watch_file(engine: Engine, file: SqliteFile) -> None:
    """Let nobody write, and nobody connect, once another file stands at the path of this one."""
    engine.update_execution_options(file=file)
    event.listen(engine, "do_connect", lambda *_: file.check())  # SQLite would make an empty one
    event.listen(engine, "connect", file.note_identity)
    event.listen(engine, "checkout", file.leave_readers)
    event.listen(engine, "checkin", file.close_reader)

    def check_writer(connection: Connection) -> None:
        if not is_reading(connection):
            file.check_writer()

    event.listen(engine, "begin", check_writer)
    event.listen(engine, "commit", check_writer)
    event.listen(engine, "engine_disposed", file.forget_identity)


PlainConnection = sqlite3.Connection | BoundedConnection


def open_plain_connection(engine: Engine) -> PlainConnection:
    """A connection beside the pool, for reading alone: each statement sees what is committed.

    On SQLite it waits for nobody, and makes no file.
    """
    _, address_arguments = engine.dialect.create_connect_args(engine.url)
    if engine.dialect.name == "sqlite":
        address = Path(str(engine.url.database)).absolute().as_uri() + "?mode=rw"
        connection = sqlite3.connect(
            address, timeout=0, isolation_level=None, check_same_thread=False, uri=True
        )
        connection.execute("PRAGMA query_only=1")
        return connection
    arguments = {**address_arguments, **postgres_arguments(engine.url.query)}
    return BoundedConnection.connect(**arguments, autocommit=True)


def file_identity(engine: Engine) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """The device and inode at the path of SQLite's file, and those of the file that is open."""
    file: SqliteFile = engine.get_execution_options()["file"]
    return file.identity_on_disk(), file.identity


def check_file(engine: Engine) -> None:
    """Raise ReplacedFile or EmptiedFile when the file of an engine is gone, or what it held."""
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


def lift_limits(connection: Connection) -> None:
    """Let each statement of a transaction take as long as it needs; SQLite has no limits."""
    driver = connection.connection.driver_connection
    if isinstance(driver, BoundedConnection):
        for name in ("statement_timeout", "idle_in_transaction_session_timeout"):
            connection.exec_driver_sql(f"SET LOCAL {name} = 0")
        driver.patience = None


def restore_patience(driver: object, _record: object) -> None:
    """After a connection was given back: whoever is next waits as long as others."""
    if isinstance(driver, BoundedConnection):  # none is left of a closed one
        driver.patience = ANSWER_PATIENCE


def prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    """Make SQLite enforce foreign keys, wait for its turn, and keep what it has committed."""
    connection.isolation_level = None  # The driver must not send a BEGIN of its own.
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA busy_timeout=5000")
