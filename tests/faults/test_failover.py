"""What was answered as saved is on the standby, whenever the primary is lost."""

import pytest

from tests.faults.failover import fail_over

pytestmark = [pytest.mark.slow, pytest.mark.covered]

EDITS = 10


def test_a_promoted_standby_has_every_acknowledged_edit_and_the_program_goes_on():
    result = fail_over(EDITS)

    assert result.before >= EDITS
    assert len(result.titles) >= result.before + EDITS
    assert result.statuses <= {503}
    assert result.report.lost_count == 0
    assert result.report.fault == ""
