"""What the command does about a clock that was wrong."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from app.models import Source
from tests import factory
from tests.cli.command import Run, command_output


@pytest.fixture
def future(engine: Engine):
    """r1, recorded by a clock that was 400 days ahead; the next register has accepted nothing."""
    made_at = datetime.now(UTC) + timedelta(days=400)
    factory.record_estonia(engine, made_at=made_at)
    yield made_at
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE register SET accepted = NULL")


def test_a_register_of_the_future_is_not_served(run: Run, future: datetime):
    text = command_output(run("serve"), 1)

    assert f"r1 was recorded on {future:%Y-%m-%d}" in text
    assert "commitments clock accept r1" in text


def test_accepting_says_what_as_of_will_show_and_lets_others_record(
    run: Run, future: datetime, engine: Engine
):
    text = command_output(run("clock", "accept", "r1"))
    factory.record(engine, Source)

    assert f"as_of={future:%Y-%m-%d} shows all of them together" in text
    assert "plus a microsecond each until the clock has caught up" in text


def test_a_clock_that_is_right_may_be_accepted(run: Run, engine: Engine):
    factory.record_estonia(engine)

    assert "the clock is taken to be right" in command_output(run("clock", "accept", "1"))


@pytest.mark.usefixtures("future")
def test_only_the_last_revision_is_accepted(run: Run):
    assert "The last revision is r1." in command_output(run("clock", "accept", "r7"), 1)
    assert "like r12" in command_output(run("clock", "accept", "now"), 2)
