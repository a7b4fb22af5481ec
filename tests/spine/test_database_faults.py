"""What fails in a database, by the codes that it gives."""

import psycopg
import pytest
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app.spine import database_faults as faults
from app.spine.database_faults import DatabaseFault, find_fault


@pytest.mark.parametrize(
    ("state", "fault"),
    [
        ("53100", faults.FULL),
        ("53300", faults.CROWDED),
        ("53200", faults.SLOW),
        ("25006", faults.READ_ONLY),
        ("40P01", faults.LOCKED),
        ("55P03", faults.LOCKED),
        ("57014", faults.SLOW),
        ("57P01", faults.CUT),
        ("57P03", faults.UNREACHABLE),
        ("58030", faults.DISK),
        ("XX001", faults.DAMAGED),
        ("23505", None),
    ],
)
def test_a_state_tells_what_fails(state: str, fault: DatabaseFault | None):
    error = psycopg.errors.lookup(state)("at /secret/path")

    assert find_fault(OperationalError("SELECT 1", {}, error)) is fault


def test_a_connection_is_cut_where_the_driver_says_so():
    error = DBAPIError("SELECT 1", {}, psycopg.InterfaceError(), connection_invalidated=True)

    assert find_fault(error) is faults.CUT


def test_a_database_that_gives_no_code_can_not_be_reached():
    assert find_fault(OperationalError("", {}, psycopg.OperationalError())) is faults.UNREACHABLE
    assert find_fault(PoolTimeout()) is faults.CROWDED


def test_other_errors_are_mistakes_of_ours():
    assert find_fault(DBAPIError("SELECT 1", {}, psycopg.InterfaceError())) is None
    assert find_fault(SQLAlchemyError()) is None
    assert find_fault(ZeroDivisionError()) is None
