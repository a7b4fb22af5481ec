"""The tries to sign in as rows: what a process that starts, and those beside it, learn of them.

Nobody waits for them: they are read and written once a second at most, without a turn to write, and
what can't be written now is written later.
"""

from contextlib import suppress
from datetime import datetime, timedelta
from threading import Lock
from time import monotonic

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from app.edits.sign_in_attempts import AttemptLog, SignInTry
from app.edits.sign_in_limits import CLOCK_SLACK, FAILURES_COUNT_FOR
from app.models import SignInAttempt
from app.queries import accounts
from app.spine.moment import reading_session
from app.spine.refusals import WritingClosed
from app.spine.side_session import side_session

LATE = timedelta(minutes=1)  # how long after it was judged a try may be written
MAX_ROWS = 200  # written at once: the file is held for some milliseconds


class AttemptRows:
    """Keeps the log of one process and the table alike.

    Args:
        log: What is counted in this process.
        interval: The seconds from one look to the next.
    """

    def __init__(self, log: AttemptLog, interval: float = 1) -> None:
        self.log = log
        self.interval = interval
        self.lock = Lock()
        self.read_at = self.wrote_at = -interval
        self.newest: datetime | None = None  # the moment of the last look
        self.ids: set[int] = set()  # those of the rows that are counted and may be read again

    def read(self, engine: Engine, now: datetime) -> None:
        """Count what was written since the last look; the first time, what is of the last day."""
        if not self.lock.acquire(blocking=self.newest is None):
            return
        try:
            if monotonic() - self.read_at >= self.interval:
                self.read_at = monotonic()
                since = min(self.newest, now) - LATE if self.newest else now - FAILURES_COUNT_FOR
                with reading_session(engine) as session:
                    self.count(accounts.attempts_since(session, since))
                self.newest = now
        finally:
            self.lock.release()

    def count(self, rows: list[SignInAttempt]) -> None:
        """Count rows that are not counted yet."""
        with self.log.lock:
            for row in rows:
                if row.id not in self.ids:
                    attempt = SignInTry(row.name, row.address, row.tried_at, row.succeeded)
                    self.log.add(attempt)
                    self.log.settle(attempt)
        self.ids = {row.id for row in rows if row.id is not None}

    def write(self, engine: Engine, now: datetime) -> None:
        """Write down what was judged, and forget what counts no longer; later if not now."""
        if not self.lock.acquire(blocking=False):
            return
        try:
            if monotonic() - self.wrote_at >= self.interval:
                self.wrote_at = monotonic()
                attempts = list(self.log.unsaved)[:MAX_ROWS]
                with suppress(SQLAlchemyError, WritingClosed):
                    with side_session(engine, patient=False) as session:
                        ids = write_rows(session, attempts, now)
                    self.ids |= ids
                    for _ in attempts:
                        self.log.unsaved.popleft()
        finally:
            self.lock.release()


def write_rows(session: Session, attempts: list[SignInTry], now: datetime) -> set[int]:
    """Add rows, and delete those that are too old or that a wrong clock dated; the new ids."""
    for old in accounts.expired_attempts(session, now - FAILURES_COUNT_FOR, now + CLOCK_SLACK):
        session.delete(old)
    rows = [
        SignInAttempt(
            name=each.name,
            address=each.source,
            tried_at=each.tried_at,
            succeeded=each.succeeded,
        )
        for each in attempts
    ]
    session.add_all(rows)
    session.flush()
    return {row.id for row in rows if row.id is not None}
