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


Answer = NewestRevision | None  # None where it could not be read


class RevisionWatch:
    """Asks a register for its newest revision, on a connection of its own.

    On SQLite that takes some microseconds of the thread that asks, and never waits for a writer.
    On PostgreSQL one thread asks. On both, all who came before a question began share its answer.

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
        self.next_answer: Future[Answer] | None = None
        self.shared: tuple[asyncio.AbstractEventLoop, Answer] | None = None
        self.waiting: tuple[Future[Answer], asyncio.Future[Answer]] | None = None
        self.thread = ThreadPoolExecutor(1, "newest-revision")
        event.listen(engine, "engine_disposed", self.close)

    async def ask(self) -> Answer:
        """The state of the register at some instant after this call; None if it can't be read."""
        loop = asyncio.get_running_loop()
        if not self.is_sqlite:
            return await asyncio.shield(self.shared_answer(loop))
        shared = self.shared
        if shared is None or shared[0] is not loop:
            shared = self.shared = loop, self.read()
            loop.call_soon(self.forget_shared)  # before it begins with what comes from now on
        return shared[1]

    def forget_shared(self) -> None:
        """Ask SQLite again for whoever comes from now on."""
        self.shared = None

    def shared_answer(self, loop: asyncio.AbstractEventLoop) -> "asyncio.Future[Answer]":
        """The answer to the next question that begins, for all of a loop who wait for it."""
        question = self.join_question()
        waiting = self.waiting
        if waiting is None or waiting[0] is not question or waiting[1].get_loop() is not loop:
            answer: asyncio.Future[Answer] = loop.create_future()
            waiting = self.waiting = question, answer
            patience = loop.call_later(self.patience, settle, answer, None)
            answer.add_done_callback(lambda _: patience.cancel())
            question.add_done_callback(lambda told: tell_loop(loop, answer, told.result()))
        return waiting[1]

    def join_question(self) -> "Future[Answer]":
        """The answer to the next question that begins."""
        with self.queue_lock:
            if self.next_answer is None:
                self.next_answer = self.thread.submit(self.begin_question)
            return self.next_answer

    def begin_question(self) -> Answer:
        """The answer; whoever comes from now on waits for the next one."""
        with self.queue_lock:
            self.next_answer = None
        return self.read()

    def read(self) -> Answer:
        """The state of the register now; None if it can't be read."""
        with self.lock:
            try:
                return self.read_state()
            except FAILURES:
                self.close_connection()
                return None

    def read_state(self) -> Answer:
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


def tell_loop(
    loop: asyncio.AbstractEventLoop, answer: "asyncio.Future[Answer]", told: Answer
) -> None:
    """Let all of a loop who wait be told, from another thread; unless it is over."""
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(settle, answer, told)


def settle(answer: "asyncio.Future[Answer]", told: Answer) -> None:
    """Tell whoever waits; of two answers the first counts."""
    if not answer.done():
        answer.set_result(told)
