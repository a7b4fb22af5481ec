"""Taking turns to write: one writes, at most eight wait, in the order they came."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Condition
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from app.spine.refusals import Busy

PATIENCE = 5  # seconds to wait for the turn
seats = BoundedSemaphore(1 + 8)  # one writes, at most eight wait
queue: deque[object] = deque()  # those in their seats, in the order they came
moved = Condition()


@contextmanager
def turn(engine: Engine, *, unhurried: bool = False) -> Iterator[Session]:
    """A session that writes, alone: committed at the end, rolled back after an error.

    Args:
        engine: Where the register is.
        unhurried: Whether a statement may take longer than a form is worth.

    Raises:
        Busy: When eight wait already, or one holds the lock for too long.
    """
    with (
        seated(),
        Session(engine, expire_on_commit=False, autoflush=False) as session,
        session.begin(),
    ):
        try:
            session.connection()
        except OperationalError as error:
            if locked(error.orig):
                raise Busy from None
            raise
        if unhurried and engine.dialect.name == "postgresql":
            session.connection().exec_driver_sql("SET LOCAL statement_timeout = 0")
        yield session


@contextmanager
def seated() -> Iterator[None]:
    """The turn to write among the threads of this process; other processes meet at the database.

    Raises:
        Busy: When eight wait already, or one holds the turn for too long.
    """
    if not seats.acquire(blocking=False):
        raise Busy
    place = object()
    # SQLite lets those who wait try again at random, and a lock wakes anyone: some would starve.
    with moved:
        queue.append(place)
    try:
        with moved:
            if not moved.wait_for(lambda: queue[0] is place, PATIENCE):
                raise Busy
        yield
    finally:
        with moved:
            queue.remove(place)
            moved.notify_all()
        seats.release()


def locked(error: Any) -> bool:  # noqa: ANN401
    """Whether a database says that somebody else holds the lock."""
    return getattr(error, "sqlstate", None) == "55P03" or "is locked" in str(error)
