"""Yes and no are words in the record, and yes and no again in the tables."""

import json

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from app.spine.history import load_changes
from app.spine.rebuild import rebuild_tables
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.revision import Intent, Line
from app.spine.verify import verify
from app.spine.versioned import Entity
from tests.spine.toys import Tag, Toy


def record_tag(engine: Engine, loud: bool) -> Entity:
    """r1: a toy with a tag."""
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        return edit.add(Tag, {"text": "Old.", "loud": loud}, under=edit.add(Toy, {"code": "bear"}))


@pytest.mark.parametrize(("loud", "word"), [(True, "true"), (False, "false")])
def test_yes_and_no_are_recorded_as_words(engine: Engine, session: Session, loud: bool, word: str):
    record_tag(engine, loud)

    text = session.exec(select(Line.text).where(Line.revision == 1, Line.position == 2)).one()
    assert json.loads(text)["facts"]["loud"] == word


@pytest.mark.parametrize("loud", [True, False])
def test_yes_and_no_are_read_from_the_record(engine: Engine, session: Session, loud: bool):
    record_tag(engine, loud)

    rebuild_tables(engine)

    assert session.exec(select(Tag.loud)).one() is loud
    assert verify(session) is None


def test_a_no_that_becomes_a_yes_is_a_change(engine: Engine, session: Session):
    tag = record_tag(engine, loud=False)
    with recording(engine, SYSTEM_ACCOUNT, Intent.UPDATES) as edit:
        edit.revise(tag.root_id, edit.previous, {tag.id: {"loud": True}})

    [change] = load_changes(session, 2)

    assert change.fact_changes == {"loud": (False, True)}
