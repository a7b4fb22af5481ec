"""What is different between two revisions: stances, and what is no pledge."""

from typing import Any

import pytest
from sqlalchemy import Engine

from app.models import (
    Actor,
    Assessment,
    Check,
    Condition,
    Event,
    Link,
    Stance,
)
from tests import factory
from tests.queries.test_differences import on, outcome_lines, revise_row


def test_a_later_stance_is_a_move(engine: Engine):
    actor = factory.record(engine, Actor)
    says = {"actor_id": actor.id, "proposition": "own money"}
    factory.record(engine, Stance, **says, position="opposes", at=on("2026-01-01"))
    factory.record(engine, Stance, **says, position="undecided", at=on("2026-02-01"), gist="Hm.")
    factory.record(engine, Stance, **says, position="supports", at=on("2026-03-01"), gist="Yes.")

    assert outcome_lines(engine, 2) == [
        "Hm.: moved from opposes to undecided on “own money” (r3)",
        "Yes.: moved from undecided to supports on “own money” (r4)",
    ]


@pytest.mark.parametrize(
    "facts",
    [
        {"at": None},
        {"at": on("2025-12-01")},
        {"proposition": "own troops in Ukraine"},
        {"position": "opposes"},
    ],
    ids=["undated", "earlier", "on something else", "the same again"],
)
def test_a_stance_that_moves_nothing_is_new(engine: Engine, facts: dict[str, Any]):
    actor = factory.record(engine, Actor)
    says = {"actor_id": actor.id, "proposition": "own money", "position": "opposes"}
    factory.record(engine, Stance, **says, at=on("2026-01-01"))
    fresh = {"position": "supports", "at": on("2026-03-01"), "gist": "Yes."}
    factory.record(engine, Stance, **says | fresh | facts)

    [line] = outcome_lines(engine, 2)

    assert line.startswith("Yes.: new: ")


def test_where_nothing_was_before_two_stances_are_both_new(engine: Engine):
    actor = factory.record(engine, Actor)
    says = {"actor_id": actor.id, "proposition": "own money"}
    factory.record(engine, Stance, **says, position="opposes", at=on("2026-01-01"))
    factory.record(engine, Stance, **says, position="supports", at=on("2026-02-01"), gist="Yes.")

    assert [line for line in outcome_lines(engine, 1) if "moved" in line] == []


def test_a_link_that_came_is_told_with_both_its_ends(engine: Engine):
    actor = factory.record(engine, Actor, name="Estonia")
    one = factory.record(engine, Stance, actor_id=actor.id, gist="Yes.")
    other = factory.record(engine, Event, title="A fair")
    factory.record(engine, Link, from_id=one.id, to_id=other.id, kind="unclear")
    part = factory.record(engine, Condition, one)
    factory.record(engine, Link, from_id=actor.id, to_id=part.id, kind="unclear")

    assert outcome_lines(engine, 3)[-2:] == [
        "unclear: new: “Yes.” (Estonia) and “A fair” (r4)",
        "unclear: new: “Estonia” and a part of a thing (r6)",
    ]


def test_things_that_are_no_pledges_come_change_and_go(engine: Engine):
    actor = factory.record(engine, Actor)
    event = factory.record(engine, Event)
    assessment = factory.record(engine, Assessment, about_actor_id=actor.id)
    factory.retract(engine, event)
    revise_row(engine, "updates", assessment, assessment.id, author="An analyst")
    factory.record(engine, Check, actor_id=actor.id)

    assert outcome_lines(engine, 3) == [
        "They expect that few will go.: changed (r5)",
        "own money: new (r6)",
        "A meeting of ministers: retracted: meeting (r4)",
    ]
