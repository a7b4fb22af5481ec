"""What is different between two revisions: stances, and what is no pledge."""

from typing import Any

import pytest
from sqlalchemy import Engine

from app.models import (
    Actor,
    Assessment,
    Check,
    Event,
    Stance,
)
from tests import build
from tests.queries.test_differences import edited, on, told


def test_a_later_stance_is_a_move(engine: Engine):
    actor = build.recorded(engine, Actor)
    says = {"actor_id": actor.id, "proposition": "own money"}
    build.recorded(engine, Stance, **says, position="opposes", at=on("2026-01-01"))
    build.recorded(engine, Stance, **says, position="undecided", at=on("2026-02-01"), gist="Hm.")
    build.recorded(engine, Stance, **says, position="supports", at=on("2026-03-01"), gist="Yes.")

    assert told(engine, 2) == [
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
    actor = build.recorded(engine, Actor)
    says = {"actor_id": actor.id, "proposition": "own money", "position": "opposes"}
    build.recorded(engine, Stance, **says, at=on("2026-01-01"))
    fresh = {"position": "supports", "at": on("2026-03-01"), "gist": "Yes."}
    build.recorded(engine, Stance, **says | fresh | facts)

    [line] = told(engine, 2)

    assert line.startswith("Yes.: new: ")


def test_things_that_are_no_pledges_come_change_and_go(engine: Engine):
    actor = build.recorded(engine, Actor)
    gone = build.recorded(engine, Event)
    changed = build.recorded(engine, Assessment, about_actor_id=actor.id)
    build.retracted(engine, gone)
    edited(engine, "updates", changed, changed.id, author="An analyst")
    build.recorded(engine, Check, actor_id=actor.id)

    assert told(engine, 3) == [
        "They expect that few will go.: changed (r5)",
        "own money: new (r6)",
        "A meeting of ministers: retracted: meeting (r4)",
    ]
