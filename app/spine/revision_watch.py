"""Which revision is the newest: asked before each answer that was rendered earlier."""

import asyncio
import sqlite3
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from threading import Lock
from typing import NamedTuple

import psycopg
from sqlalchemy import Engine, event

from app.db import PlainConnection, file_identity, open_plain_connection

NEWEST = (
    "SELECT number, digest, (SELECT generation FROM register) FROM revision "
    "ORDER BY number DESC LIMIT 1"
)
# What ties another newest revision to the one before: its digest, if it is still there, and how
# many later revisions change what is shown of the past (a redaction, a handle).
SUCCESSION = (
    "SELECT (SELECT digest FROM revision WHERE number = ?), "
    "(SELECT count(*) FROM revision WHERE number > ? AND intent = 'redacts') "
    "+ (SELECT count(*) FROM account_state WHERE since > ?)"
)
PATIENCE = 2.0  # seconds; then who asks is told by the rest of the program what fails
FAILURES = (sqlite3.Error, psycopg.Error, OSError)


class NewestRevision(NamedTuple):
    """What the newest revision was when somebody asked.

    Attributes:
        number: Its number; 0 for none.
        digest: Its digest; "" for none.
        generation: How often the tables were made again.
        epoch: How often what is shown of past revisions may have changed: by a redaction, a
            handle that was erased or renamed, tables that were made again, or another register
            at the same address.
        change: How often any of this changed; a later state has a higher one.
    """

    number: int
    digest: str
    generation: int
    epoch: int
    change: int


class RevisionWatch:
    """Asks a register for its newest revision, on a connection of its own.

    On SQLite that takes some microseconds of the thread that asks, and never waits for a writer.
    On PostgreSQL one thread asks, and all who came before a question began share its answer.

    Attributes:
        patience: The seconds to wait for PostgreSQL.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.is_sqlite = engine.dialect.name == "sqlite"
        self.succession = SUCCESSION if self.is_sqlite else SUCCESSION.replace("?", "%s")
        self.patience = PATIENCE
        self.lock = Lock()
        self.connection: PlainConnection | None = None
        self.identity: tuple[int, int] | None = None
        self.state = NewestRevision(0, "", 0, 0, 0)
        self.queue_lock = Lock()
        self.next_answer: Future[NewestRevision | None] | None = None
        self.thread = ThreadPoolExecutor(1, "newest-revision")
        event.listen(engine, "engine_disposed", self.close)

    async def ask(self) -> NewestRevision | None:
        """The state of the register at some instant after this call; None if it can't be read."""
        if self.is_sqlite:
            return self.read()
        answer = asyncio.wrap_future(self.join_question())
        await asyncio.wait([answer], timeout=self.patience)
        return answer.result() if answer.done() else None

    def join_question(self) -> "Future[NewestRevision | None]":
        """The answer to the next question that begins."""
        with self.queue_lock:
            if self.next_answer is None:
                self.next_answer = self.thread.submit(self.begin_question)
            return self.next_answer

    def begin_question(self) -> NewestRevision | None:
        """The answer; whoever comes from now on waits for the next one."""
        with self.queue_lock:
            self.next_answer = None
        return self.read()

    def read(self) -> NewestRevision | None:
        """The state of the register now; None if it can't be read."""
        with self.lock:
            try:
                return self.read_state()
            except FAILURES:
                self.close_connection()
                return None

    def read_state(self) -> NewestRevision | None:
        """The same, of the file that the rest of the program reads."""
        if self.is_sqlite:
            identity, known_identity = file_identity(self.engine)
            if identity != self.identity:
                self.close_connection()
                self.identity = identity
            if identity is None or known_identity not in (None, identity):
                return None
        is_new = self.connection is None
        connection = self.connection = self.connection or open_plain_connection(self.engine)
        row = connection.execute(NEWEST).fetchone()
        newest = (int(str(row[0])), str(row[1]), int(str(row[2] or 0))) if row else (0, "", 0)
        if is_new or newest != self.state[:3]:
            is_other = is_new or not self.is_successor(connection, newest[2])
            epoch, change = self.state.epoch + is_other, self.state.change + 1
            self.state = NewestRevision(*newest, epoch, change)
        return self.state

    def is_successor(self, connection: PlainConnection, generation: int) -> bool:
        """Whether the register goes on from the state before, and shows the same past."""
        if generation != self.state.generation and self.state.number:
            return False
        number = self.state.number
        row = connection.execute(self.succession, (number, number, number)).fetchone()
        return row is not None and (row[0] or "", row[1]) == (self.state.digest, 0)

    def close_connection(self) -> None:
        """Ask on another connection next time, of which nothing is taken to be known."""
        if self.connection is not None:
            with suppress(*FAILURES):
                self.connection.close()
        self.connection = None

    def close(self, _engine: object = None) -> None:
        """Give the connection up."""
        with self.lock:
            self.close_connection()
            self.identity = None
