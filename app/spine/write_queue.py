"""Taking turns to write: one writes, at most eight wait, in the order they came."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Condition

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from app.db import lift_limits
from app.spine.clock_watch import check_drift
from app.spine.refusals import RegisterLocked, RegisterReplaced, WriteQueueFull
from app.sqlite_file import ReplacedFile

TURN_TIMEOUT = 5  # seconds to wait for the turn
seats = BoundedSemaphore(1 + 8)  # one writes, at most eight wait
queue: deque[object] = deque()  # those in their seats, in the order they came
queue_condition = Condition()


@contextmanager
def writing_session(engine: Engine, *, without_timeout: bool = False) -> Iterator[Session]:
    """A session that writes, alone: committed at the end, rolled back after an error.

    Args:
        engine: Where the register is.
        without_timeout: Whether a statement may take longer than a form is worth.

    Raises:
        WriteQueueFull: When eight wait already, or one holds the lock for too long.
        RegisterReplaced: When the register's file is no longer where it was opened.
        ClockDoubt: When somebody has set this machine's clock since the program was started.
    """
    check_drift(engine)
    with (
        hold_seat(),
        refuse_other_file(),
        Session(engine, expire_on_commit=False, autoflush=False) as session,
        session.begin(),
    ):
        try:
            session.connection()
        except OperationalError as error:
            if is_lock_error(error.orig):
                raise RegisterLocked from None
            raise
        if without_timeout:
            lift_limits(session.connection())
        yield session


@contextmanager
def refuse_other_file() -> Iterator[None]:
    """Nothing is written to a file that nobody would find, or that is another register.

    Raises:
        RegisterReplaced: When the register's file is no longer where it was opened.
    """
    try:
        yield
    except OperationalError as error:
        if isinstance(error.orig, ReplacedFile):
            raise RegisterReplaced from None
        raise


@contextmanager
def hold_seat() -> Iterator[None]:
    """The turn to write among the threads of this process; other processes meet at the database.

    Raises:
        WriteQueueFull: When eight wait already, or one holds the turn for too long.
    """
    if not seats.acquire(blocking=False):
        raise WriteQueueFull
    ticket = object()
    # SQLite lets those who wait try again at random, and a lock wakes anyone: some would starve.
    with queue_condition:
        queue.append(ticket)
    try:
        with queue_condition:
            if not queue_condition.wait_for(lambda: queue[0] is ticket, TURN_TIMEOUT):
                raise WriteQueueFull
        yield
    finally:
        with queue_condition:
            queue.remove(ticket)
            queue_condition.notify_all()
        seats.release()


def is_lock_error(error: BaseException | None) -> bool:
    """Whether a database says that somebody else holds the lock."""
    return getattr(error, "sqlstate", None) == "55P03" or "is locked" in str(error)
