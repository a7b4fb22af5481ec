"""Sign in and save while 24 clients of one address flood the server with names for 30 seconds."""

import sys

from tests.databases import both_databases
from tests.faults.sign_in_flood import PEOPLE, Tally, measure_flood

CLIENTS, SECONDS = 24, 30
LABELS = {
    "quiet": "right sign-ins from another address",
    "known": "right sign-ins from that address in a known browser",
    "saves": "saves",
}


def run() -> None:
    """Print how many came through on each database, which is to be all."""
    with both_databases() as urls:
        results = [print_tallies(*each) for each in urls.items()]
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
