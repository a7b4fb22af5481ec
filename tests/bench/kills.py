"""Kill a process that edits, and a server of forms, fifty times on each database: all is kept."""

import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic

from app.spine.versioned import kinds
from tests.conftest import toyed
from tests.databases import WORKER, migrate, postgres_server
from tests.faults import killing, posting
from tests.faults.killing import Toll

KILLS, SECONDS = 50, 300  # so many on each database, and no longer than this


def run() -> None:
    """Print what was lost, which is to be nothing."""
    assert kinds()  # the toys' tables are made beside ours
    server = postgres_server()
    with tempfile.TemporaryDirectory() as folder:
        file = f"sqlite:///{Path(folder) / 'register.db'}"
        migrate(file)
        tell("SQLite", toyed(file))
        tell("PostgreSQL", toyed(server.get_uri(WORKER, "psycopg")))
    server.cleanup()


def tell(database: str, url: str) -> None:
    """Kill again and again, and print a line for each way to edit."""
    tally(f"{database}, edits", partial(killing.lives, url))
    with posting.serving(url) as live:
        tally(f"{database}, forms", live)


def tally(told: str, lives: Callable[[], Toll]) -> None:
    """Print what became of what was promised."""
    began, toll = monotonic(), Toll()
    while toll.kills < KILLS and monotonic() - began < SECONDS:
        toll += lives()
    verdict = toll.fault or "verify passed"
    print(
        f"  {told}: {toll.kills} kills, {toll.acknowledged} acknowledged edits, "
        f"lost {toll.lost}, {verdict} ({monotonic() - began:.0f} s)"
    )
    if toll.lost or toll.fault or toll.kills < KILLS:
        sys.exit("What was promised was not kept, or there was no time to see it.")
