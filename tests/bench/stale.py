"""2,000 edits, each read through two servers of one register, on both databases: none may lag."""

import sys

from app.db import build_engine
from tests.databases import both_databases
from tests.faults.stale_reads import count_stale_reads

EDITS = 2_000


def run() -> None:
    """Print how many reads lagged; exit if one did."""
    counts = {}
    with both_databases() as urls:
        for name, url in urls.items():
            engine = build_engine(url)
            counts[name] = count_stale_reads(url, engine, EDITS)
            engine.dispose()
            print(f"  {name}: {counts[name]} of {2 * EDITS:,} reads showed less than was saved")
    if any(counts.values()):
        sys.exit("A reader was shown what was true no more.")
