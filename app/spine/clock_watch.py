"""Whether this machine's clock can be believed: against the boot clock, the record, the build."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache

from sqlalchemy import Engine
from sqlmodel import Session

from app.settings import ROOT
from app.spine import lookups
from app.spine.clock import system_clock
from app.spine.refusals import ClockDoubt
from app.spine.revision import Revision

TOLERANCE = timedelta(minutes=1)  # by which two machines, or two clocks of one, may differ
UNLIKELY_AGE, DOUBTFUL_AGE = timedelta(days=2 * 365), timedelta(days=30)
MICROSECOND = timedelta(microseconds=1)
# Runs while the machine sleeps, and nobody can set it; where a system has none, the next best.
BOOT_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


def boot_clock() -> float:
    """Seconds since the machine was started."""
    return time.clock_gettime(BOOT_CLOCK)


@cache
def built_at() -> datetime:
    """When this program was built: the age of its newest file."""
    return datetime.fromtimestamp(max(f.stat().st_mtime for f in ROOT.glob("app/**/*.py")), UTC)


class ClockWatch:
    """A wall clock, held against a boot clock since both were first read.

    Args:
        wall: The instant it is, UTC.
        boot: Seconds that nobody can set.
        build: When the program was built; None for this program.
    """

    def __init__(
        self,
        wall: Callable[[], datetime] = system_clock,
        boot: Callable[[], float] = boot_clock,
        build: datetime | None = None,
    ) -> None:
        self.wall, self.boot, self.build = wall, boot, build
        self.start = wall() - timedelta(seconds=boot())

    def drift(self) -> timedelta:
        """By how much the wall clock was set since then; negative for back."""
        return self.wall() - timedelta(seconds=self.boot()) - self.start

    def age(self, last: Revision | None) -> timedelta:
        """How long, by the wall clock, nothing was recorded or built."""
        build = self.build or built_at()
        return self.wall() - (max(last.made_at, build) if last else build)


SYSTEM_WATCH = ClockWatch()


def clock_of(engine: Engine) -> ClockWatch:
    """What the writers of a register go by: its engine's own `clock`, or this machine's."""
    watch: ClockWatch = engine.get_execution_options().get("clock", SYSTEM_WATCH)
    return watch


def check_drift(engine: Engine) -> None:
    """Make sure that nobody has set the clock since the program was started.

    Raises:
        ClockDoubt: When it is off by more than a minute.
    """
    if abs(clock_of(engine).drift()) > TOLERANCE:
        raise ClockDoubt(
            "This machine’s clock was set while the program was running, so nothing is saved: it "
            "would bear a wrong date. Whoever runs it sets the clock right, or, if it is right "
            "now, starts the program again. Keep this page: nothing that you typed is lost."
        )


def next_instant(session: Session, watch: ClockWatch, last: Revision | None) -> datetime:
    """The instant that the revision after `last` bears.

    While the clock is behind an accepted revision, it is that revision's and a microsecond.

    Raises:
        ClockDoubt: When the clock can't be right, and nobody has accepted the last revision.
    """
    now = watch.wall().astimezone(UTC)
    if sentence := doubt(session, watch, last):
        raise ClockDoubt(sentence)
    return now if last is None or last.made_at <= now else last.made_at + MICROSECOND


def doubt(session: Session, watch: ClockWatch, last: Revision | None) -> str:
    """Why nothing may be recorded after `last` by this clock; "" when it may."""
    now, number = watch.wall().astimezone(UTC), last.number if last else 0
    if last and last.made_at - now > TOLERANCE:
        cause = (
            f"r{number} was recorded on {last.made_at:%Y-%m-%d %H:%M} UTC, which this machine’s "
            f"clock has yet to reach ({now:%Y-%m-%d %H:%M})."
        )
    elif watch.age(last) > UNLIKELY_AGE:
        cause = (
            f"This machine’s clock says {now:%Y-%m-%d %H:%M} UTC, over two years after the last "
            f"revision (r{number}) and after this program was made."
        )
    else:
        return ""
    remedy = f"Set this machine’s clock; if it is right, run: commitments clock accept r{number}"
    return "" if is_accepted(session, last) else f"{cause} Nothing is recorded. {remedy}"


def is_accepted(session: Session, last: Revision | None) -> bool:
    """Whether the last revision was accepted, or follows an accepted one by microseconds alone."""
    number = lookups.accepted_revision(session)
    if number is None or last is None:
        return number == (last.number if last else 0)
    accepted = session.get(Revision, number)
    gap = (last.number - number) * MICROSECOND
    return accepted is not None and last.made_at - accepted.made_at == gap


def clock_state(session: Session, engine: Engine) -> str:
    """What `/readyz` says of the clock: "refused", "doubtful" or "" for right."""
    watch, last = clock_of(engine), lookups.last_revision(session)
    if abs(watch.drift()) > TOLERANCE or doubt(session, watch, last):
        return "refused"
    is_ahead = last is not None and last.made_at - watch.wall() > TOLERANCE
    return "doubtful" if is_ahead or watch.age(last) > DOUBTFUL_AGE else ""
