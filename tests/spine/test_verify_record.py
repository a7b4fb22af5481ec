"""A record that is sealed as it should be and yet tells what can't be: a bug in a writer."""

import json

import pytest
from sqlalchemy import Connection, Engine, text
from sqlmodel import Session

from app.spine import register_reader
from app.spine.record_check import record_faults
from app.spine.refusals import NewerRegister
from app.spine.versioned import Entity
from tests.spine.tampering import copy_row_sql, forge_revision, tamper_with, verify_connection

# In the whole register: what r2 retracted, what is there, and the toy of r3.
GONE_TOY, ACTOR, TOY, STANCE, DOLL = 8, 20, 27, 34, 39


def uid(connection: Connection, entity_id: int) -> str:
    with Session(connection) as session:
        return str(session.get(Entity, entity_id).uid)


def line(connection: Connection, entity_id: int, kind: str = "toy", **told: object) -> str:
    """A line for an entity, its facts or what else it says as `told`."""
    own = {"format": "1", "id": str(entity_id), "kind": kind, "uid": uid(connection, entity_id)}
    return json.dumps(own | told)


def named_fault(connection: Connection) -> tuple[int, str]:
    """What `verify` names."""
    fault = verify_connection(connection)
    return fault.number, str(fault.kind)


@pytest.mark.parametrize(
    ("entity_id", "kind"), [(ACTOR, "actor"), (TOY, "toy"), (STANCE, "stance")]
)
def test_what_is_gone_while_something_points_there_is_named(
    whole_register: Engine, entity_id: int, kind: str
):
    closed = f"UPDATE {kind} SET until = 4 WHERE until IS NULL AND entity_id = {entity_id}"

    with tamper_with(whole_register, closed) as connection:
        forge_revision(connection, line(connection, entity_id, kind, closed="yes"))
        assert named_fault(connection) == (4, "references")


@pytest.mark.parametrize("target", [GONE_TOY, ACTOR], ids=["gone", "of another kind"])
def test_what_points_at_nothing_of_its_kind_is_named(whole_register: Engine, target: int):
    opened = copy_row_sql("toy", "since = 3", since="4", friend_id=str(target))
    closed = "UPDATE toy SET until = 4 WHERE since = 3"

    with tamper_with(whole_register, opened, closed) as connection:
        facts = {"code": "doll", "tags": [], "friend_id": uid(connection, target)}
        forge_revision(connection, line(connection, DOLL, facts=facts))
        assert named_fault(connection) == (4, "references")


FACTS = [
    {"code": "x", "friend_id": "00000000-0000-0000-0000-000000000001"},
    {"code": "x", "colour": "green"},
    {"code": "x", "height": "12"},
    {},
    "x",
]


@pytest.mark.parametrize("facts", FACTS, ids=str)
def test_facts_that_make_no_sense_are_named(whole_register: Engine, facts: object):
    with tamper_with(whole_register) as connection:
        forge_revision(connection, line(connection, DOLL, facts=facts))
        assert named_fault(connection) == (4, "rows")


@pytest.mark.parametrize("nonsense", ["", "[]", "{}", '{"format":"1"}', '{"format":1,"uid":[]}'])
def test_a_line_that_makes_no_sense_is_named(whole_register: Engine, nonsense: str):
    with tamper_with(whole_register) as connection:
        forge_revision(connection, nonsense)
        assert named_fault(connection) == (4, "rows")


def test_closing_what_is_not_open_is_named(whole_register: Engine):
    with tamper_with(whole_register) as connection:
        forge_revision(connection, line(connection, GONE_TOY, closed="yes"))
        assert "It closes what is not open" in str(verify_connection(connection))


def test_a_record_of_a_newer_program_is_no_fault(whole_register: Engine):
    with tamper_with(whole_register) as connection:
        forge_revision(connection, line(connection, DOLL, format="2", closed="yes"))
        with pytest.raises(NewerRegister, match="newer version of the program"):
            verify_connection(connection)


@pytest.mark.parametrize("name", ["'x'", "'x', colour = 'nonsense'"], ids=["other", "unreadable"])
def test_each_revision_is_told_until_the_first_fault(whole_register: Engine, name: str):
    changed = f"UPDATE toy SET name = {name} WHERE since = 2"

    with tamper_with(whole_register, changed) as connection, Session(connection) as session:
        told = list(record_faults(session))

    assert told[0] is None
    assert [(fault.number, fault.kind) for fault in told[1:]] == [(2, "rows")]


@pytest.mark.parametrize(
    ("limit", "size"),
    [("MAX_REVISIONS", 1), ("MAX_REVISIONS", 2), ("MAX_LINES", 1), ("MAX_LINES", 9)],
)
def test_a_long_chain_is_verified_in_batches(
    whole_register: Engine, monkeypatch: pytest.MonkeyPatch, limit: str, size: int
):
    monkeypatch.setattr(register_reader, limit, size)

    with tamper_with(whole_register) as connection:
        assert verify_connection(connection) is None
        connection.execute(text("UPDATE toy SET name = 'x' WHERE since = 3"))
        assert named_fault(connection) == (3, "rows")
