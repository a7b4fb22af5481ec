"""Sign in and save while 24 clients of one address flood the server with names for 30 seconds."""

import sys
import tempfile
from pathlib import Path

from tests.databases import WORKER, migrate, postgres_server
from tests.faults.sign_in_flood import PEOPLE, Tally, measure_flood

CLIENTS, SECONDS = 24, 30
LABELS = {
    "quiet": "right sign-ins from another address",
    "known": "right sign-ins from that address in a known browser",
    "saves": "saves",
}


def run() -> None:
    """Print how many came through on each database, which is to be all."""
    server = postgres_server()
    with tempfile.TemporaryDirectory() as folder:
        file = f"sqlite:///{Path(folder) / 'register.db'}"
        migrate(file)
        results = [print_tallies("SQLite", file)]
        results.append(print_tallies("PostgreSQL", server.get_uri(WORKER, "psycopg")))
    server.cleanup()
    if not all(results):
        sys.exit("Somebody was kept out.")


def print_tallies(database: str, url: str) -> bool:
    """Print a line for each kind of people; whether all of them came through."""
    tallies = measure_flood(url, CLIENTS, SECONDS)
    for name, tally in tallies.items():
        print(f"  {database}: {format_tally(tally)} {LABELS[name]}")
    return all(tally.statuses[303] == PEOPLE for tally in tallies.values())


def format_tally(tally: Tally) -> str:
    """How many came through, and how long they waited."""
    slow = f"p50 {tally.percentile(0.5):.2f} s, p99 {tally.percentile(0.99):.2f} s"
    return f"{tally.statuses[303]} of {PEOPLE} ({slow})"
