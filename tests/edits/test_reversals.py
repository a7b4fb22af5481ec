"""What taking back and bringing back asks of the database while others wait to write."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from sqlalchemy import Engine, event
from sqlmodel import select

from app.edits import reversals
from app.edits.edit_request import EditRequest
from app.edits.reversals import EarlyPlan, foresee_retraction, plan_of
from app.models import Actor, Citation, Event, Intent, Pledge, Step
from app.spine.early_rows import EarlyRows
from app.spine.moment import reading_session
from app.spine.recording import SYSTEM_ACCOUNT, SubmissionKey, recording
from app.spine.refusals import Refused
from app.spine.restoration import plan_restoration
from app.spine.versioned import Entity
from tests import factory

SIZES = [1, 20, 120]


@pytest.fixture
def held(engine: Engine) -> Iterator[list[str]]:
    """The statements that ran while the write lock was held last, the one that took it left out."""
    statements: list[str] = []
    is_held = False

    def note(_connection, _cursor, statement: str, *_) -> None:
        nonlocal is_held
        if "BEGIN IMMEDIATE" in statement or "pg_advisory_xact_lock" in statement:
            is_held = True
            statements.clear()
        elif is_held and "clock_timestamp" not in statement:  # PostgreSQL may have another clock
            statements.append(statement)

    def end(_connection) -> None:
        nonlocal is_held
        is_held = False

    event.listen(engine, "before_cursor_execute", note)
    event.listen(engine, "commit", end)
    yield statements
    event.remove(engine, "before_cursor_execute", note)
    event.remove(engine, "commit", end)


def edit_request(engine: Engine, base: int = 0) -> EditRequest:
    """The request of somebody who saw revision `base`, or the newest."""
    number = base or factory.newest_number(engine)
    return EditRequest(SYSTEM_ACCOUNT, "", SubmissionKey.of(f"form {number}"), number)


def rename(engine: Engine, pledges: list[Entity], title: str = "Renamed") -> None:
    """One revision that renames pledges."""
    with recording(engine, SYSTEM_ACCOUNT, Intent.UPDATES) as edit:
        for pledge in pledges:
            edit.revise(pledge.id, edit.previous, {pledge.id: {"title": title}})


def add_steps(engine: Engine, pledge: Entity, count: int) -> None:
    """One revision that adds steps to a pledge, each with a citation."""
    with recording(engine, SYSTEM_ACCOUNT, Intent.UPDATES) as edit:
        for _ in range(count):
            factory.add(edit, Citation, factory.add(edit, Step, pledge), source_id=2)


def retract_as_foreseen(engine: Engine, thing: Entity, rows: EarlyRows) -> None:
    """One revision that retracts a thing, of which something was read before."""
    with recording(engine, SYSTEM_ACCOUNT, Intent.RETRACTS) as edit:
        edit.foresee(rows)
        edit.retract(thing.id, 1)


def titles(engine: Engine) -> set[str]:
    """The titles that pledges have now."""
    with reading_session(engine) as session:
        rows = session.exec(select(Pledge))
        return {row.title for row in rows}


@pytest.mark.parametrize("rows", SIZES)
def test_undoing_holds_the_lock_for_as_many_statements_however_much_goes_back(
    engine: Engine, held: list[str], rows: int
):
    rename(engine, factory.record_estonia(engine, rows))

    reversals.undo(engine, edit_request(engine), 2)

    assert len(held) == 8
    assert titles(engine) == {f"Company {number}" for number in range(rows)}


@pytest.mark.parametrize("rows", SIZES)
def test_taking_away_what_was_added_holds_the_lock_for_as_many_statements(
    engine: Engine, held: list[str], rows: int
):
    [pledge] = factory.record_estonia(engine)
    add_steps(engine, pledge, rows)

    reversals.undo(engine, edit_request(engine), 2)

    # One of them asks what had been merged into what; 15 keep what follows from the versions.
    assert len(held) == 25


@pytest.mark.parametrize("rows", SIZES)
@pytest.mark.parametrize("verb", [reversals.retract, reversals.restore, reversals.revert])
def test_whatever_becomes_of_a_thing_its_parts_cost_no_statement(
    engine: Engine, held: list[str], rows: int, verb: Callable[..., int]
):
    [pledge] = factory.record_estonia(engine)
    add_steps(engine, pledge, rows)
    if verb is not reversals.retract:
        factory.retract(engine, pledge)

    verb(engine, edit_request(engine), pledge.id, *([1] if verb is reversals.revert else []))

    # What comes back stands in nothing else any more: one statement, however many come.
    assert len(held) == (27 if verb is reversals.retract else 28)


def test_of_what_somebody_saw_long_ago_only_what_evidence_rests_on_is_read_under_the_lock(
    engine: Engine, held: list[str]
):
    [pledge] = factory.record_estonia(engine)
    factory.record(engine, Event)

    reversals.retract(engine, edit_request(engine, 1), pledge.id)

    assert len(held) == 31


def test_what_was_changed_since_somebody_saw_it_is_not_retracted(engine: Engine):
    [pledge] = factory.record_estonia(engine)
    rename(engine, [pledge])

    with pytest.raises(Refused, match="up to r2"):
        reversals.retract(engine, edit_request(engine, 1), pledge.id)


def test_what_points_at_a_thing_is_known_before_the_lock(engine: Engine, held: list[str]):
    factory.record_estonia(engine)

    with pytest.raises(Refused, match="pledge 3 “Company 0” still points there"):
        reversals.retract(engine, edit_request(engine), 1)

    assert not [statement for statement in held if "UNION" in statement]


def test_what_came_to_point_at_a_thing_meanwhile_keeps_it(engine: Engine):
    actor = factory.record(engine, Actor)
    rows = foresee_retraction(engine, [actor.id], 1)
    factory.record(engine, Pledge, actor_id=actor.id)

    with pytest.raises(Refused, match="still points there"):
        retract_as_foreseen(engine, actor, rows)


def test_what_was_pointed_at_and_went_meanwhile_is_missed(engine: Engine):
    [pledge] = factory.record_estonia(engine)
    factory.retract(engine, pledge)
    plan = EarlyPlan(engine, partial(plan_restoration, entity_id=pledge.id))
    factory.revise_part(engine, 2, 9, on_behalf=[])
    factory.retract(engine, Entity(id=1))

    with (
        pytest.raises(Refused, match="of pledge 3 “Company 0” is not in the register"),
        recording(engine, SYSTEM_ACCOUNT, Intent.RESTORES) as edit,
    ):
        edit.set_all([(change.entity, change.after) for change in plan.at(edit).changes])


@pytest.mark.parametrize("entity_id", [3, 99])
def test_what_was_not_retracted_is_not_brought_back(engine: Engine, entity_id: int):
    factory.record_estonia(engine)

    with pytest.raises(Refused, match="was not retracted"):
        reversals.restore(engine, edit_request(engine), entity_id)


def test_a_plan_is_made_again_when_somebody_wrote_meanwhile(engine: Engine):
    first, second = factory.record_estonia(engine, 2)
    rename(engine, [first, second])
    plan = EarlyPlan(engine, partial(plan_of, number=2))
    rename(engine, [second], "Otherwise")

    with recording(engine, SYSTEM_ACCOUNT, Intent.UNDOES) as edit:
        ids = [change.entity_id for change in plan.at(edit).changes]

    assert [change.entity_id for change in plan.early.changes] == [first.id, second.id]
    assert ids == [first.id]
    assert not edit.rows
