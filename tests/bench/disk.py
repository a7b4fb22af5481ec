"""Fill the disk fifty times while forms are sent: each is saved, or comes back filled."""

import sys
from time import monotonic

from tests.faults.disk_fills import serve_on_small_disk
from tests.faults.form_streams import FaultReport

FILLS, SECONDS = 50, 600  # so often, and no longer than this


def run() -> None:
    """Print what was lost, which is to be nothing."""
    began, report = monotonic(), FaultReport()
    with serve_on_small_disk() as fill:
        while report.fault_count < FILLS and monotonic() - began < SECONDS:
            report += fill()
    print(
        f"  SQLite, forms: {report.fault_count} times full, {report.saved_count} saved at once, "
        f"{report.returned_count} came back filled, {report.unfilled_count} did not, "
        f"lost {report.lost_count}, {report.fault or 'verify passed'} "
        f"({monotonic() - began:.0f} s)"
    )
    if report.unfilled_count or report.lost_count or report.fault or report.fault_count < FILLS:
        sys.exit("What was promised was not kept, or there was no time to see it.")
