"""Fifty readers of pages that nobody has read before, for a minute, and an editor who saves."""

import sys

from tests.faults.crowd import crowd_server, measure_crowd

SECONDS = 60
WARM_UP = 15


def run() -> None:
    """Print how fifty readers fare beside four; exit where one pays for the others."""
    with crowd_server() as server:
        measure_crowd(server, 4, WARM_UP)
        few = measure_crowd(server, 4, WARM_UP)
        memory_before = server.memory
        many = measure_crowd(server, 50, SECONDS)
        growth = server.memory / memory_before
    pages = many.pages_per_second / few.pages_per_second
    print(f"  pages a second with 50 readers, with 4 as 1: {pages:.2f} (wanted: 0.9 or more)")
    print(f"  answers to 50 readers: {dict(many.statuses)}; to 4: {dict(few.statuses)}")
    saves = f"{many.save_statuses[303]} of {len(many.save_seconds)}"
    print(f"  saves: {saves}, p99 {many.slowest_save:.2f} s (wanted: 1 or less)")
    print(f"  memory at the end, at the start as 1: {growth:.2f} (wanted: 1.3 or less)")
    if pages < 0.9 or many.slowest_save > 1 or growth > 1.3 or set(many.save_statuses) != {303}:
        sys.exit("A crowd is felt.")
