"""Kill a PostgreSQL primary under eight editors and promote its standby: all is kept."""

import sys

from app.spine.versioned import kinds
from tests.faults.failover import fail_over

EDITS = 200  # acknowledged before the kill, and as many after the promotion


def run() -> None:
    """Print what was lost, which is to be nothing."""
    assert kinds()  # the toys' tables are made beside ours
    result = fail_over(EDITS)
    print(
        f"  {result.before} acknowledged edits before, {len(result.titles) - result.before} after "
        f"without a restart; lost {result.report.lost_count}, "
        f"{result.report.fault or 'verify passed'}; edits went on after {result.pause:.1f} s"
    )
    if result.report.lost_count or result.report.fault:
        sys.exit("What was promised was not kept.")
