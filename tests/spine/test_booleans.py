"""Yes and no are words in the record, and yes and no again in the tables."""

import json

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from app.models import Actor, Check
from app.spine.history import load_changes
from app.spine.rebuild import rebuild_tables
from app.spine.revision import Line
from app.spine.verify import verify
from app.spine.versioned import Entity
from tests import factory


def record_check(engine: Engine, found: bool) -> Entity:
    """r1: an actor; r2: a check of it."""
    return factory.record(engine, Check, actor_id=factory.record(engine, Actor).id, found=found)


@pytest.mark.parametrize(("found", "word"), [(True, "true"), (False, "false")])
def test_yes_and_no_are_recorded_as_words(engine: Engine, session: Session, found: bool, word: str):
    record_check(engine, found)

    text = session.exec(select(Line.text).where(Line.revision == 2, Line.position == 1)).one()
    assert json.loads(text)["facts"]["found"] == word


@pytest.mark.parametrize("found", [True, False])
def test_yes_and_no_are_read_from_the_record(engine: Engine, session: Session, found: bool):
    record_check(engine, found)

    rebuild_tables(engine)

    assert session.exec(select(Check.found)).one() is found
    assert verify(session) is None


def test_a_no_that_becomes_a_yes_is_a_change(engine: Engine, session: Session):
    factory.revise(engine, record_check(engine, False), found=True)

    [change] = load_changes(session, 3)

    assert change.fact_changes == {"found": (False, True)}
