"""SQLite keeps a fraction where a revision's number belongs: it is of no revision."""

import pytest
from sqlalchemy import Engine

from tests.spine.tampering import find_fault

FORGED = (
    "INSERT INTO line (revision, position, text, sha256) "
    "SELECT 1.5, 0, text, sha256 FROM line WHERE revision = 1 AND position = 0"
)


@pytest.mark.parametrize("whole_register", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE actor SET until = 2.5 WHERE until IS NULL AND since = 2", "rows"),
        ("UPDATE toy SET since = since + 0.5 WHERE until IS NULL", "rows"),
        (FORGED, "chain"),
    ],
)
def test_what_stands_between_two_revisions_is_named(
    whole_register: Engine, statement: str, what: str
):
    fault = find_fault(whole_register, "PRAGMA foreign_keys=OFF", statement)

    assert fault is not None
    assert fault[1] == what
