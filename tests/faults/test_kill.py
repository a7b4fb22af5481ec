"""What a process was told is committed is there, however it ends."""

import pytest

from tests.faults import primary_kills, server_kills
from tests.faults.form_streams import FaultReport
from tests.faults.writer_kills import KillReport, kill_writer

pytestmark = pytest.mark.slow

KILLS = 5
RESTARTS = 2  # a database that recovers takes its time


def test_what_was_acknowledged_survives_the_death_of_its_writer(url: str):
    toll = sum((kill_writer(url) for _ in range(KILLS)), KillReport())

    assert toll.kill_count == KILLS
    assert toll.acknowledged_count >= KILLS
    assert toll.lost_count == 0
    assert toll.fault == ""


def test_what_was_answered_as_saved_survives_the_death_of_the_server(url: str):
    with server_kills.serve_register(url) as live:
        toll = sum((live() for _ in range(KILLS)), KillReport())

    assert toll.kill_count == KILLS
    assert toll.acknowledged_count >= KILLS
    assert toll.lost_count == 0
    assert toll.fault == ""


def test_what_was_answered_as_saved_survives_the_death_of_postgresql():
    with primary_kills.serve_register() as live:
        toll = sum((live() for _ in range(RESTARTS)), FaultReport())

    assert toll.fault_count == RESTARTS
    assert toll.returned_count >= RESTARTS
    assert (toll.unfilled_count, toll.lost_count) == (0, 0)
    assert toll.fault == ""
