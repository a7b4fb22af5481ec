"""A clock that was set while the program ran, or that is far from what was recorded."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from app.spine import lookups
from app.spine.clock_watch import ClockWatch
from app.spine.readiness import find_readiness
from app.spine.refusals import ClockDoubt
from app.spine.revision import Revision
from app.spine.write_probe import find_failing_part
from app.spine.write_queue import writing_session
from tests.spine import toy_edits
from tests.spine.toy_edits import day

MINUTE, DAYS, BUILD = timedelta(minutes=1), timedelta(days=1), day(1)
SetClock = Callable[..., Engine]


@pytest.fixture
def at_clock(engine: Engine) -> SetClock:
    """The engine of a program built and started at an instant; its clock was set by so much."""

    def set_clock(start: datetime, by: timedelta = timedelta(), build: datetime = BUILD) -> Engine:
        hands = {"wall": start}
        watch = ClockWatch(lambda: hands["wall"], lambda: 0.0, build)
        hands["wall"] += by
        return engine.execution_options(clock=watch)

    return set_clock


def instants(session: Session) -> list[datetime]:
    return list(session.exec(select(Revision.made_at).order_by(Revision.number)).all())


@pytest.mark.parametrize("by", [61 * MINUTE / 60, -61 * MINUTE / 60, 400 * DAYS])
def test_nothing_is_written_by_a_clock_that_was_set(at_clock: SetClock, by: timedelta):
    engine = at_clock(day(2), by)

    with pytest.raises(ClockDoubt, match="clock was set while the program was running"):
        toy_edits.toy(engine)

    assert find_readiness(engine).failing == find_failing_part(engine) == "clock"


def test_a_clock_that_is_mended_a_little_is_believed(at_clock: SetClock, session: Session):
    engine = at_clock(day(2), MINUTE)

    toy_edits.toy(engine)

    assert instants(session) == [day(2) + MINUTE]
    assert find_readiness(engine).failing is None


@pytest.mark.parametrize("recorded", [True, False])
def test_two_years_after_the_last_revision_and_the_build_no_clock_is_believed(
    at_clock: SetClock, recorded: bool
):
    if recorded:
        toy_edits.toy(at_clock(day(1)))
    engine = at_clock(day(2) + 730 * DAYS)

    with pytest.raises(ClockDoubt, match="over two years after the last revision"):
        toy_edits.toy(engine, "doll")

    assert find_readiness(engine).failing == "clock"


def test_a_newer_program_believes_the_clock_on_an_old_register(
    at_clock: SetClock, session: Session
):
    toy_edits.toy(at_clock(day(1)))
    later = day(2) + 730 * DAYS

    toy_edits.toy(at_clock(later, build=later - DAYS), "doll")

    assert instants(session) == [day(1), later]


@pytest.mark.parametrize(("days", "warning"), [(30, None), (31, "clock")])
def test_thirty_days_after_the_last_revision_there_is_a_warning(
    at_clock: SetClock, days: int, warning: str | None
):
    toy_edits.toy(at_clock(day(1)))
    engine = at_clock(day(1) + days * DAYS)

    assert find_readiness(engine).failing is None
    assert find_readiness(engine).warning == warning


def test_after_a_revision_of_the_future_nothing_is_recorded(at_clock: SetClock):
    toy_edits.toy(at_clock(day(1) + 400 * DAYS))
    engine = at_clock(day(2))

    with pytest.raises(ClockDoubt, match="run: commitments clock accept r1"):
        toy_edits.toy(engine, "doll")

    assert find_readiness(engine).failing == "clock"


def test_once_accepted_revisions_follow_by_a_microsecond_until_the_clock_catches_up(
    at_clock: SetClock, session: Session
):
    future = day(1) + 400 * DAYS
    toy_edits.toy(at_clock(future))
    with writing_session(at_clock(day(2))) as writing:
        lookups.register(writing).accepted = 1

    for number in range(2, 5):
        toy_edits.toy(at_clock(day(number)), f"toy-{number}")
    assert find_readiness(at_clock(day(4))).warning == "clock"
    toy_edits.toy(at_clock(future + DAYS), "doll")

    followers = [future + timedelta(microseconds=number) for number in range(4)]
    assert instants(session) == [*followers, future + DAYS]


def test_what_was_accepted_covers_no_later_revision_of_the_future(at_clock: SetClock):
    toy_edits.toy(at_clock(day(1)))
    with writing_session(at_clock(day(2))) as writing:
        lookups.register(writing).accepted = 1
    toy_edits.toy(at_clock(day(1) + 400 * DAYS), "doll")

    with pytest.raises(ClockDoubt, match="accept r2"):
        toy_edits.toy(at_clock(day(2)), "bear of another day")


@pytest.fixture(autouse=True)
def accept_nothing(engine: Engine):
    """The register of the next test has accepted nothing."""
    yield
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE register SET accepted = NULL")
