"""No server shows less than what was acknowledged before it was asked."""

from urllib.request import urlopen

import pytest
from sqlalchemy import Engine, text

from tests import factory
from tests.cli.command import COMMAND, environment
from tests.faults.stale_reads import count_stale_reads, serve_twice
from tests.processes import PATIENCE, run_to_end

pytestmark = pytest.mark.slow

EDITS = 30  # each is read through two servers


def test_two_servers_show_each_edit_as_soon_as_it_is_acknowledged(url: str, engine: Engine):
    assert count_stale_reads(url, engine, EDITS) == 0


def read_pages(sites: list[str]) -> list[bytes]:
    """What each of these servers shows of the pledges, now and at r1."""
    addresses = [f"{site}/pledges{query}" for site in sites for query in ("", "?as_of=r1")]
    pages = []
    for address in addresses:
        with urlopen(address, timeout=PATIENCE) as answer:
            pages.append(answer.read())
    return pages


@pytest.mark.sqlite
def test_two_servers_show_tables_that_another_process_made_again(url: str, engine: Engine):
    factory.record_estonia(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE pledge SET title = 'Damaged'"))
    with serve_twice(url) as sites:
        before = read_pages(sites)

        run_to_end(*COMMAND, "rebuild", check=True, env=environment(url))

        after = read_pages(sites)

    assert [b"Damaged" in page for page in before] == [True] * 4
    assert [b"Damaged" in page for page in after] == [False] * 4
