"""Kill a process that edits, and a server of forms, fifty times on each database: all is kept."""

import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic

from app.spine.versioned import kinds
from tests.conftest import add_toy_tables
from tests.databases import WORKER, migrate, postgres_server
from tests.faults import server_kills, writer_kills
from tests.faults.writer_kills import KillReport

KILLS, SECONDS = 50, 300  # so many on each database, and no longer than this


def run() -> None:
    """Print what was lost, which is to be nothing."""
    assert kinds()  # the toys' tables are made beside ours
    server = postgres_server()
    with tempfile.TemporaryDirectory() as folder:
        file = f"sqlite:///{Path(folder) / 'register.db'}"
        migrate(file)
        tell("SQLite", add_toy_tables(file))
        tell("PostgreSQL", add_toy_tables(server.get_uri(WORKER, "psycopg")))
    server.cleanup()


def tell(database: str, url: str) -> None:
    """Kill again and again, and print a line for each way to edit."""
    tally(f"{database}, edits", partial(writer_kills.kill_writer, url))
    with server_kills.serve_register(url) as live:
        tally(f"{database}, forms", live)


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
