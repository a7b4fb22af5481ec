"""Writing what is no edit: beside the queue of those who save, and never waiting long."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from app.db import side_engine
from app.spine.refusals import WriteQueueFull
from app.spine.write_queue import is_lock_error, refuse_other_file


@contextmanager
def side_session(engine: Engine, *, patient: bool = True) -> Iterator[Session]:
    """A session for a few small rows that no revision holds, committed at the end.

    It takes no turn to write; SQLite makes it wait for the file all the same. On PostgreSQL it runs
    beside edits: lock the rows that must not change meanwhile.

    Args:
        engine: Where the register is.
        patient: Whether to wait five seconds where somebody holds a lock, and not a tenth of one.

    Raises:
        WriteQueueFull: When somebody holds the lock for too long.
        RegisterReplaced: When the register's file is no longer where it was opened.
    """
    own_engine = side_engine(engine, patient=patient)
    with (
        refuse_other_file(),
        Session(own_engine, expire_on_commit=False, autoflush=False) as session,
    ):
        try:
            with session.begin():
                session.connection()
                yield session
        except OperationalError as error:
            if is_lock_error(error.orig):
                raise WriteQueueFull from None
            raise
