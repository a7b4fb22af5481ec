"""What is different between two revisions: in which order, how much of it, at what cost."""

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from app.models import (
    Actor,
    Assessment,
    Attendance,
    Check,
    Circumstance,
    Event,
    Intent,
    Link,
    Membership,
    Passage,
    Source,
    Stance,
)
from app.queries import register_diff
from app.queries.differences import load_differences
from app.spine.recording import SYSTEM_ACCOUNT, recording
from tests import factory
from tests.queries.test_differences import differences_between, on, outcome_lines, revise_row

COUNT = 9  # statements, when all kinds differ


def test_countries_come_first_then_groups_then_what_is_nobody_s(engine: Engine):
    factory.record(engine, Source)
    factory.record(engine, Actor, code="nordic", name="Nordic countries", kind="group")
    factory.record(engine, Actor, code="se", name="Sweden")
    factory.record(engine, Actor)

    names = [actor.name if actor else "" for actor, _ in differences_between(engine, 0).by_actor]

    assert names == ["Estonia", "Sweden", "Nordic countries", ""]


@pytest.mark.slow
def test_the_end_is_the_moment_shown_and_nothing_after_it(engine: Engine):
    [pledge] = factory.record_estonia(engine)
    factory.revise(engine, pledge, title="Two companies")
    factory.retract(engine, pledge)

    assert outcome_lines(engine, 1, 2, as_of=2) == ["Two companies: changed (r2)"]
    assert outcome_lines(engine, 1, 2) == outcome_lines(engine, 1, 2, as_of=2)


def test_what_is_gone_from_both_is_still_named(engine: Engine):
    [pledge] = factory.record_estonia(engine)
    other = factory.record(engine, Passage, factory.entity(engine, 2), locator="p. 4")
    revise_row(engine, "updates", pledge, pledge.id + 1, passage_id=other.id)

    differences = differences_between(engine, 2)

    assert {differences.names[i].title for i in (9, other.id)} == {"¶3", "p. 4"}


def test_only_so_many_are_told_and_it_is_said_how_many_more(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(register_diff, "MAX_THINGS", 3)
    factory.record_estonia(engine, 5)

    differences = differences_between(engine, 0)

    assert (differences.count, differences.more) == (3, 4)


def test_a_thing_beyond_those_that_can_be_named_is_left_out(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(register_diff, "MAX_NAMES", 1)
    factory.record(engine, Source)
    factory.record(engine, Event)

    assert differences_between(engine, 0).count == 1


def everything(engine: Engine, count: int) -> None:
    """r1: pledges, each with its parts; r2 corrects each and adds as many of every other kind."""
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        actor, source = factory.add(edit, Actor), factory.add(edit, Source)
        group = factory.add(edit, Actor, code="nordic", name="Nordic countries", kind="group")
        passage = factory.add(edit, Passage, source, on_behalf=[actor.id])
        pledges = [
            factory.add_full_pledge(edit, actor, passage.id, number) for number in range(count)
        ]
    with recording(engine, SYSTEM_ACCOUNT, Intent.CORRECTS) as edit:
        for number, pledge in enumerate(pledges):
            edit.revise(pledge.id, edit.previous, {pledge.id: {"title": f"Corrected {number}"}})
            factory.add(edit, Stance, actor_id=actor.id, at=on("2026-03-01"))
            factory.add(edit, Assessment, about_actor_id=actor.id)
            factory.add(edit, Attendance, factory.add(edit, Event), actor_id=actor.id)
            factory.add(edit, Link, from_id=pledge.id, to_id=source.id)
            factory.add(edit, Check, actor_id=actor.id)
            factory.add(edit, Source, address=f"https://x.example/{number}")
        factory.add(edit, Membership, group, member_id=actor.id)
        factory.add(edit, Circumstance, state="met")
        edit.revise(source.id, edit.previous, {source.id: {"published": on("2026-04-01")}})


@pytest.mark.parametrize(("count", "cut"), [(1, False), (20, False), (300, True)])
@pytest.mark.covered
def test_few_statements_tell_however_much_is_different(
    engine: Engine, session: Session, statements: list[str], count: int, cut: bool
):
    everything(engine, count)
    statements.clear()

    differences = load_differences(session, 1, 2, factory.TODAY)

    assert len(statements) == COUNT - cut  # then nothing is looked for beside it
    assert differences.count + differences.more >= count * 6
    assert bool(differences.more) == cut


def test_a_revision_does_not_differ_from_itself(engine: Engine):
    factory.record_estonia(engine)

    assert (
        differences_between(engine, 1, 1).by_actor,
        differences_between(engine, 1, 1).words,
    ) == ([], [])


def test_each_word_is_counted_once_for_each_thing(engine: Engine):
    everything(engine, 2)

    words = dict(differences_between(engine).words)

    assert words == {"new": 13, "corrected": 3, "changed": 1}
