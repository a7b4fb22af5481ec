"""No server shows less than what was acknowledged before it was asked."""

import pytest
from sqlalchemy import Engine

from tests.faults.stale_reads import count_stale_reads

pytestmark = pytest.mark.slow

EDITS = 30  # each is read through two servers


def test_two_servers_show_each_edit_as_soon_as_it_is_acknowledged(url: str, engine: Engine):
    assert count_stale_reads(url, engine, EDITS) == 0
