"""What is merged into something else says so in the record; a table of it follows from that."""

import json

import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session, select

from app.spine import history
from app.spine.change import Change
from app.spine.moment import reading_session
from app.spine.rebuild import rebuild_tables
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.refusals import Refused
from app.spine.revision import Intent, Line
from app.spine.successor import (
    SuccessorRow,
    find_successor,
    load_successors,
    mergers_by_end,
    predecessor_ids,
)
from app.spine.value import canonical_json
from app.spine.verify import verify
from app.spine.versioned import Entity
from tests.spine import toy_edits
from tests.spine.tampering import forge_revision, verify_connection
from tests.spine.toys import Toy


def merge_toys(engine: Engine, duplicate: Entity, into: Entity) -> None:
    """Close a toy, as it stands in another one."""
    with recording(engine, SYSTEM_ACCOUNT, Intent.CORRECTS) as edit:
        facts = edit.facts_of([duplicate.id])[duplicate.id]
        edit.adopt([Change(Toy, duplicate, facts, None, into=into)])


@pytest.fixture
def toys(engine: Engine) -> tuple[Entity, Entity]:
    """A doll, merged into a bear by r3."""
    bear, doll = toy_edits.toy(engine), toy_edits.toy(engine, "doll")
    merge_toys(engine, doll, bear)
    return bear, doll


def rows(engine: Engine) -> list[SuccessorRow]:
    with reading_session(engine) as session:
        return sorted(load_successors(session))


def test_a_closing_line_says_into_what(toys, session: Session):
    line = json.loads(
        session.exec(select(Line.text).where(Line.revision == 3, Line.position == 1)).one()
    )

    assert (line["closed"], line["into"]) == ("yes", str(toys[0].uid))


def test_the_successor_is_known_from_the_merger_on(engine: Engine, toys):
    bear, doll = toys

    successors = {}
    for number in (2, 3):
        with reading_session(engine, number) as session:
            successors[number] = find_successor(session, doll.id)

    assert successors == {2: None, 3: bear.id}


def test_undoing_brings_it_back_and_ends_the_row(engine: Engine, session: Session, toys):
    toy_edits.undo_revision(engine, 3)

    assert toy_edits.facts_of(session, toys[1])["name"] == "A doll"
    assert find_successor(session, toys[1].id) is None
    assert rows(engine) == [SuccessorRow(toys[1].id, 3, 4, toys[0].id)]


def test_undoing_the_undoing_merges_again(engine: Engine, session: Session, toys):
    toy_edits.undo_revision(engine, 3)

    toy_edits.undo_revision(engine, 4)

    assert find_successor(session, toys[1].id) == toys[0].id
    assert mergers_by_end(session, {(toys[1].id, 5)}) == {(toys[1].id, 5): toys[0]}
    assert verify(session) is None


def test_what_is_undone_again_is_merged_into_nothing_that_is_gone(
    engine: Engine, session: Session, toys
):
    toy_edits.undo_revision(engine, 3)
    toy_edits.retract_toy(engine, toys[0])

    toy_edits.undo_revision(engine, 4)

    assert find_successor(session, toys[1].id) is None


@pytest.mark.usefixtures("toys")
def test_undoing_what_closes_something_else_merges_nothing(engine: Engine):
    toy_edits.toy(engine, "car")

    toy_edits.undo_revision(engine, 4)

    assert len(rows(engine)) == 1


@pytest.mark.usefixtures("toys")
def test_rebuilding_makes_the_same_rows(engine: Engine):
    toy_edits.undo_revision(engine, 3)
    toy_edits.undo_revision(engine, 4)
    before = rows(engine)

    rebuild_tables(engine)

    assert rows(engine) == before
    assert len(before) == 2


@pytest.mark.usefixtures("toys")
@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM successor",
        "UPDATE successor SET into_id = 2",
        "UPDATE successor SET until = 2",
    ],
)
def test_verify_finds_a_row_that_the_record_does_not_tell(engine: Engine, damage: str):
    with engine.begin() as connection:
        connection.execute(text(damage))

    with reading_session(engine) as session:
        fault = verify(session)

    assert str(fault).startswith("r3: rows")


@pytest.mark.usefixtures("toys")
def test_nothing_is_merged_into_what_is_gone(engine: Engine):
    car, doll = toy_edits.toy(engine, "car"), toy_edits.toy(engine, "doll")
    toy_edits.retract_toy(engine, doll)

    with pytest.raises(Refused, match="not in the register"):
        merge_toys(engine, car, doll)


def test_nothing_is_merged_into_another_kind(engine: Engine, toys):
    tag = toy_edits.tag(engine, toys[0])
    car = toy_edits.toy(engine, "car")

    with pytest.raises(Refused, match="not in the register"):
        merge_toys(engine, car, tag)


def test_the_log_and_the_history_tell_into_what(session: Session, toys):
    bear, doll = toys

    [logged] = history.load_changes(session, 3)
    by_revision = history.changes_of_things(session, [doll.id])

    assert logged.into == bear
    assert [change.into for changes in by_revision.values() for change in changes] == [None, bear]


def test_what_was_merged_into_a_thing_is_known_from_then_on(engine: Engine, toys):
    bear, doll = toys

    predecessors = {}
    for number in (2, None):
        with reading_session(engine, number) as session:
            predecessors[number] = predecessor_ids(session, [bear.id])

    assert predecessors == {2: [], None: [doll.id]}


def test_a_sealed_line_that_merges_into_what_is_gone_is_a_fault(engine: Engine):
    bear, doll = toy_edits.toy(engine), toy_edits.toy(engine, "doll")
    toy_edits.retract_toy(engine, bear)
    line = {"closed": "yes", "format": "1", "id": str(doll.id), "into": str(bear.uid)}
    sealed_line = canonical_json(line | {"kind": "toy", "uid": str(doll.uid)})
    ended = f"UPDATE toy SET until = 4 WHERE entity_id = {doll.id}"

    with engine.connect() as connection:
        forge_revision(connection, sealed_line)
        connection.execute(text(ended))
        fault = verify_connection(connection)

    assert fault is not None
    assert (fault.number, str(fault.kind)) == (4, "references")
