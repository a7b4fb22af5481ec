"""Kill editors and servers 200 times on each database, and PostgreSQL 200 times: all is kept."""

import sys
from collections.abc import Callable
from functools import partial
from time import monotonic

from app.spine.versioned import kinds
from tests.conftest import add_toy_tables
from tests.databases import both_databases
from tests.faults import primary_kills, server_kills, writer_kills
from tests.faults.form_streams import FaultReport
from tests.faults.writer_kills import KillReport

KILLS, SECONDS = 100, 1800  # so many of each kind on each database, and no longer than this


def run() -> None:
    """Print what was lost, which is to be nothing."""
    assert kinds()  # the toys' tables are made beside ours
    with both_databases() as urls:
        for database, url in urls.items():
            tell(database, add_toy_tables(url))
    with primary_kills.serve_register() as live:
        tally_primary(live)


def tell(database: str, url: str) -> None:
    """Kill again and again, and print a line for each way to edit."""
    tally(f"{database}, edits", partial(writer_kills.kill_writer, url))
    with server_kills.serve_register(url) as live:
        tally(f"{database}, forms", live)


def tally_primary(live: Callable[[], FaultReport]) -> None:
    """Print what became of forms while PostgreSQL was killed under a server that goes on."""
    began, toll = monotonic(), FaultReport()
    while toll.fault_count < 2 * KILLS and monotonic() - began < SECONDS:
        toll += live()
    verdict = toll.fault or "verify passed"
    print(
        f"  PostgreSQL killed: {toll.fault_count} kills, {toll.saved_count} forms saved at once, "
        f"{toll.returned_count} came back filled and were saved then, {toll.unfilled_count} "
        f"unfilled, lost {toll.lost_count}, {verdict} ({monotonic() - began:.0f} s)"
    )
    if toll.unfilled_count or toll.lost_count or toll.fault or toll.fault_count < 2 * KILLS:
        sys.exit("What was promised was not kept, or there was no time to see it.")


def tally(told: str, lives: Callable[[], KillReport]) -> None:
    """Print what became of what was promised."""
    began, toll = monotonic(), KillReport()
    while toll.kill_count < KILLS and monotonic() - began < SECONDS:
        toll += lives()
    verdict = toll.fault or "verify passed"
    print(
        f"  {told}: {toll.kill_count} kills, {toll.acknowledged_count} acknowledged edits, "
        f"lost {toll.lost_count}, {verdict} ({monotonic() - began:.0f} s)"
    )
    if toll.lost_count or toll.fault or toll.kill_count < KILLS:
        sys.exit("What was promised was not kept, or there was no time to see it.")
