"""Fifty readers of pages that nobody has read before, for a minute, and an editor who saves."""

import sys

from tests.faults.crowd import crowd_server, measure_crowd

SECONDS = 60
SHORT = 20  # seconds of a warm-up, and of four readers before and after the fifty


def run() -> None:
    """Print how fifty readers fare beside four; exit where they pay for being many."""
    with crowd_server() as server:
        measure_crowd(server, 4, SHORT)
        before = measure_crowd(server, 4, SHORT)
        memory_before = server.memory
        many = measure_crowd(server, 50, SECONDS)
        growth = server.memory / memory_before
        after = measure_crowd(server, 4, SHORT)
    pages = 2 * many.pages_per_second / (before.pages_per_second + after.pages_per_second)
    work = 2 * many.cpu_per_page / (before.cpu_per_page + after.cpu_per_page)
    saves = f"{many.save_statuses[303]} of {len(many.save_seconds)}"
    print(f"  pages a second with 50 readers, with 4 as 1: {pages:.2f} (wanted: 0.9 or more)")
    print(f"  work of the server for each page, with 4 as 1: {work:.2f}")
    print(f"  answers to 50 readers: {dict(many.statuses)}")
    slow = f"p99 {many.slowest_save:.2f} s (wanted: 1 or less), with 4 {before.slowest_save:.2f} s"
    print(f"  saves: {saves}, {slow}")
    print(f"  memory at the end, at the start as 1: {growth:.2f} (wanted: 1.3 or less)")
    if pages < 0.9 or many.slowest_save > 1 or growth > 1.3 or set(many.save_statuses) != {303}:
        sys.exit("A crowd is felt.")
