"""Who belongs here signs in and saves while somebody floods the server with names."""

import pytest

from tests.faults.sign_in_flood import PEOPLE, measure_flood

pytestmark = [pytest.mark.slow, pytest.mark.covered]


def test_a_flood_of_one_address_keeps_no_editor_out(url: str):
    tallies = measure_flood(url, clients=8, seconds=3)

    assert {name: dict(tally.statuses) for name, tally in tallies.items()} == {
        "quiet": {303: PEOPLE},
        "known": {303: PEOPLE},
        "saves": {303: PEOPLE},
    }
