"""What was changed behind the register's back is named: the revision, and which check failed."""

import pytest
from sqlalchemy import Boolean, Column, Date, Engine, Integer, Text

from app.spine.versioned import kinds
from tests.spine.full_register import REVISED_FACTS
from tests.spine.tampering import copy_row_sql, find_fault, tamper_with, verify_connection

KINDS = [kind.noun() for kind in kinds()]
COLUMNS = [
    column
    for kind in kinds()
    for column in kind.__table__.columns
    if column.name not in ("entity_id", "since", "until")
]
# In r1 the first entities, one of each, are those that r2 retracts, the next those it revises.
REVISED = f"since = 1 AND entity_id > {len(REVISED_FACTS)}"
RETRACTED = f"since = 1 AND entity_id <= {len(REVISED_FACTS)}"


def other_value_sql(column: Column) -> str:
    """SQL for another value of a column that is nowhere empty."""
    if column.name == "parent_id":
        return "COALESCE(parent_id, 0) + 1"
    if column.nullable:
        return "NULL"
    if isinstance(column.type, Boolean):
        return f'NOT "{column.name}"'
    if isinstance(column.type, Integer):
        return f'"{column.name}" + 1'
    if isinstance(column.type, Date):
        return "'1999-01-01'"
    stored = isinstance(getattr(column.type, "impl", None), Text)
    return "'[\"x\"]'" if stored else f"\"{column.name}\" || 'x'"


def test_what_was_only_edited_verifies(whole_register: Engine):
    with tamper_with(whole_register) as connection:
        assert verify_connection(connection) is None


@pytest.mark.parametrize("column", COLUMNS, ids=str)
@pytest.mark.covered
@pytest.mark.sqlite
def test_a_changed_value_is_named(whole_register: Engine, column: Column):
    changed = f'SET "{column.name}" = {other_value_sql(column)} WHERE {REVISED}'

    assert find_fault(whole_register, f'UPDATE "{column.table.name}" {changed}') == (1, "rows")


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("actor", "kind"),
        ("circumstance", "state"),
        ("event", "place"),
        ("pledge", "place"),
        ("step", "at"),
        ("toy", "price"),
        ("toy", "colour"),
    ],
)
def test_a_value_that_can_not_be_read_is_named(whole_register: Engine, table: str, column: str):
    change = f"UPDATE {table} SET \"{column}\" = 'nonsense' WHERE since = 2"

    assert find_fault(whole_register, change) == (2, "rows")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("where", "fault"),
    [
        (REVISED, (1, "rows")),
        (RETRACTED, (1, "rows")),
        ("since = 2", (2, "rows")),
    ],
)
@pytest.mark.covered
@pytest.mark.sqlite
def test_a_deleted_row_is_named(whole_register: Engine, kind: str, where: str, fault):
    assert find_fault(whole_register, f'DELETE FROM "{kind}" WHERE {where}') == fault


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("where", "columns", "fault"),
    [
        (RETRACTED, {"since": "3", "until": "NULL"}, (3, "rows")),
        (REVISED, {"since": "3", "until": "NULL"}, (3, "versions")),
        (REVISED, {"since": "9", "until": "NULL"}, (4, "rows")),
        (REVISED, {"since": "-1", "until": "0"}, (4, "rows")),
    ],
    ids=["of what is gone", "of what is there", "yet to come", "before the first revision"],
)
@pytest.mark.sqlite
def test_an_added_row_is_named(whole_register: Engine, kind: str, where: str, columns, fault):
    assert find_fault(whole_register, copy_row_sql(kind, where, **columns)) == fault


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("until", "where", "fault"),
    [
        ("NULL", RETRACTED, (2, "rows")),
        ("NULL", REVISED, (2, "versions")),
        ("3", REVISED, (2, "versions")),
        ("3", "since = 2", (3, "rows")),
        ("9", "since = 2", (4, "rows")),
    ],
    ids=["reopened", "open beside its successor", "ends too late", "ended", "ends in the future"],
)
@pytest.mark.covered
@pytest.mark.sqlite
def test_another_end_of_a_version_is_named(whole_register: Engine, kind: str, until, where, fault):
    assert find_fault(whole_register, f'UPDATE "{kind}" SET until = {until} WHERE {where}') == fault


@pytest.mark.parametrize(
    ("tampering", "fault"),
    [
        ("UPDATE entity SET uid = '00000000000000000000000000000001' WHERE id = 3", (1, "rows")),
        ("UPDATE entity SET kind = 'actor' WHERE id = 3", (1, "rows")),
        ("UPDATE entity SET parent_id = 1 WHERE id = 3", (1, "rows")),
        ("UPDATE entity SET root_id = 1 WHERE id = 3", (1, "rows")),
        ("DELETE FROM entity WHERE id = 39", (3, "rows")),
        (
            "INSERT INTO entity (id, uid, kind, root_id) "
            "VALUES (99, '00000000000000000000000000000001', 'toy', 99)",
            (4, "rows"),
        ),
    ],
)
def test_an_entity_that_is_not_as_recorded_is_named(whole_register: Engine, tampering: str, fault):
    assert find_fault(whole_register, tampering) == fault
