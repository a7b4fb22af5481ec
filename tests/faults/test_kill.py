"""What a process was told is committed is there, however it ends."""

import pytest

from tests.faults import posting
from tests.faults.killing import Toll, lives

pytestmark = [pytest.mark.slow, pytest.mark.covered]

KILLS = 5


def test_what_was_acknowledged_survives_the_death_of_its_writer(url: str):
    toll = sum((lives(url) for _ in range(KILLS)), Toll())

    assert toll.kills == KILLS
    assert toll.acknowledged >= KILLS
    assert toll.lost == 0
    assert toll.fault == ""


def test_what_was_answered_as_saved_survives_the_death_of_the_server(url: str):
    with posting.serving(url) as live:
        toll = sum((live() for _ in range(KILLS)), Toll())

    assert toll.kills == KILLS
    assert toll.acknowledged >= KILLS
    assert toll.lost == 0
    assert toll.fault == ""
