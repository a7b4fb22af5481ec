"""Whether the register can be served and saved to, asked now and then."""

from contextlib import suppress
from threading import Lock
from time import monotonic
from typing import NamedTuple

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from app.db import check_file
from app.spine.clock_watch import clock_state
from app.spine.database_faults import DAMAGED, find_fault
from app.spine.moment import reading_session
from app.spine.refusals import EarlierRegister, NewerRegister, WriteQueueFull
from app.spine.schema import current_migration, newest_migration
from app.spine.write_probe import find_failing_part
from app.sqlite_file import EmptiedFile, ReplacedFile

INTERVAL = 10.0  # seconds between two looks of one process
NEVER = float("-inf")
PARTS: dict[type[Exception], str] = {  # what is not ready where this is raised
    ReplacedFile: "file",
    EmptiedFile: DAMAGED.part,
    EarlierRegister: "migrations",
    NewerRegister: "migrations",
}


class ReadyState(NamedTuple):
    """The part that is not ready, such as "file", and the one to look at; None for neither."""

    failing: str | None = None
    warning: str | None = None


class ReadinessProbe:
    """What a register was when last looked at: once in `interval` seconds, by one who asks.

    Who asks meanwhile is told what was true before: a database that hangs holds one thread.
    """

    def __init__(self, interval: float = INTERVAL) -> None:
        self.interval = interval
        self.lock = Lock()
        self.found_at = NEVER
        self.last = ReadyState()
        self.writing_part: str | None = None

    def readiness(self, engine: Engine) -> ReadyState:
        """What is true, or was an interval ago at most; for the first look everybody waits."""
        if self.is_due() and self.lock.acquire(blocking=self.found_at == NEVER):
            try:
                if self.is_due():  # nobody looked while this one waited
                    self.last = self.look(engine)
                    self.found_at = monotonic()
            finally:
                self.lock.release()
        return self.last

    def is_due(self) -> bool:
        """Whether it is time to look again."""
        return monotonic() - self.found_at >= self.interval

    def look(self, engine: Engine) -> ReadyState:
        """What is true now; while others write, of writing what was true before."""
        state = find_readiness(engine)
        if state.failing is None:
            with suppress(WriteQueueFull):
                self.writing_part = find_failing_part(engine)
            if self.writing_part:
                return ReadyState(self.writing_part)
        return state


def find_readiness(engine: Engine) -> ReadyState:
    """Whether a register can be read by this program, at an instant that can be right."""
    try:
        check_file(engine)
        if current_migration(engine) != newest_migration():
            return ReadyState("migrations")
        with reading_session(engine) as session:
            state = clock_state(session, engine)
    except tuple(PARTS) as failure:
        return ReadyState(PARTS[type(failure)])
    except SQLAlchemyError as error:
        fault = find_fault(error)
        return ReadyState(fault.part if fault else "database")
    if state == "refused":
        return ReadyState("clock")
    return ReadyState(warning="clock" if state else None)
