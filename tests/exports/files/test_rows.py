"""A row can be read by itself: whose it is, what it is a part of, why a cell is blank."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.exports.files.edition import Edition
from app.exports.files.rows import fetch_rows
from app.exports.files.table import TableRow
from app.models import Actor, Attendance, Check, Condition, Event, Membership, Stance
from app.spine.edit import Entity
from app.spine.moment import reading_session
from tests import factory
from tests.downloads import csv_rows

ROLE = {"gate": None, "kind": "role", "words": "no fighting"}


@pytest.fixture
def register(engine: Engine) -> Engine:
    """r1: Estonia is 1, the source 2, a pledge 3 with its parts."""
    factory.record_estonia(engine)
    return engine


def read_part(engine: Engine, table: str, part: Entity) -> TableRow:
    """A part of a thing as files without structure tell it."""
    number = factory.newest_number(engine)
    with reading_session(engine, number) as session:
        edition = Edition(number, "digest", factory.TODAY, "http://here")
        [row] = fetch_rows(session, edition, table, [part.id], flat=True)
    return row


@pytest.mark.both
def test_pledges_and_stances_tell_their_conditions_in_words(client: TestClient, register: Engine):
    stance = factory.record(register, Stance, actor_id=1)
    factory.record(register, Condition, stance, **ROLE)

    [pledge] = csv_rows(client, "/pledges.csv")
    [stance_row] = csv_rows(client, "/stances.csv")

    assert pledge["computed_conditions"] == "deployment: parliamentary approval: if they agree"
    assert stance_row["computed_conditions"] == "limit: role: no fighting"
    assert stance_row["computed_is_own"] == "false"


@pytest.mark.both
def test_a_condition_tells_what_it_is_a_condition_of(register: Engine):
    stance = factory.record(register, Stance, actor_id=1, gist="Keen on it.")
    condition = factory.record(register, Condition, stance)

    computed = read_part(register, "conditions", condition).computed

    assert computed == {"part_of": "stance", "thing": "Keen on it.", "actor": "Estonia",
                    "actor_code": "ee"}  # fmt: skip


@pytest.mark.both
def test_who_was_there_and_who_belongs_to_it_are_named(register: Engine):
    summit = factory.record(register, Event, title="A summit")
    attendance = factory.record(register, Attendance, summit, actor_id=1)
    group = factory.record(register, Actor, code="nordic", name="The Nordics", kind="group")
    membership = factory.record(register, Membership, group, member_id=1)

    of_summit = read_part(register, "attendances", attendance).computed
    of_group = read_part(register, "memberships", membership).computed

    assert of_summit == {"part_of": "event", "thing": "A summit", "who": "Estonia"}
    assert (of_group["thing"], of_group["member"]) == ("The Nordics", "Estonia")


@pytest.mark.both
@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({}, "it is of the owner"),
        ({"kind": "ceasefire"}, "it is of the world"),
        (ROLE, "a limit is the owner’s"),
    ],
)
def test_a_condition_of_nobody_named_says_whose_it_is(
    register: Engine, facts: dict[str, Any], why: str
):
    stance = factory.record(register, Stance, actor_id=1)
    condition = factory.record(register, Condition, stance, **facts)

    row = read_part(register, "conditions", condition)

    assert f"actor_id: {why}; actor_uid: {why}" in " ".join(map(str, row.cells))


@pytest.mark.both
def test_a_date_without_a_first_day_is_no_missing_date(client: TestClient, register: Engine):
    factory.record(register, Stance, actor_id=1, at={"edtf": "[..2026-03]", "basis": "stated"})

    [row] = csv_rows(client, "/stances.csv")

    why = "computed_at_earliest: the date has no first day"
    assert why in row["blank_because"].split("; ")


@pytest.mark.both
def test_the_timeline_says_of_each_row_why_it_names_nobody(client: TestClient, register: Engine):
    factory.record(register, Check, actor_id=1)

    reasons = {row["kind"]: row["blank_because"] for row in csv_rows(client, "/timeline.csv")}

    assert "at_…: it is of one day" in reasons["check"]
    assert "computed_said_by: it is of no pledge" in reasons["check"]
    assert "computed_said_by: its owner, or nobody is cited" in reasons["step"]
