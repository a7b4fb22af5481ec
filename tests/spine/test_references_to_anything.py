"""A reference that may lead to any kind is held as every other one is: by links, here."""

import json

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from app.models import Link
from app.models.vocabulary import LinkKind
from app.spine.history import load_changes
from app.spine.moment import reading_session
from app.spine.rebuild import rebuild_tables
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.refusals import Refused
from app.spine.revision import Intent, Line
from app.spine.undo import plan_undo
from app.spine.verify import verify
from app.spine.versioned import Entity, kinds
from tests import factory
from tests.spine import full_register, toy_edits


def record_link(engine: Engine, from_id: int, to_id: int) -> Entity:
    return factory.record(engine, Link, from_id=from_id, to_id=to_id, kind=LinkKind.REPEATS)


@pytest.fixture
def two(engine: Engine) -> list[Entity]:
    """r1 and r2: a bear, and a doll. r3: toy 1's tag, with id 3."""
    bear, doll = toy_edits.toy(engine, "bear"), toy_edits.toy(engine, "doll")
    return [bear, doll, toy_edits.tag(engine, bear)]


def test_it_leads_to_a_thing_of_any_kind_and_to_a_part(engine: Engine, session: Session):
    full_register.build_register(engine)
    some = [
        session.exec(select(kind.entity_id).order_by(col(kind.since))).first() for kind in kinds()
    ]

    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        for each, other in zip(some, reversed(some), strict=True):
            factory.add(edit, Link, from_id=each, to_id=other if other != each else 35)

    with reading_session(engine) as later:
        assert len(later.exec(select(Link).where(Link.since == 4)).all()) == len(kinds())
        assert verify(later) is None


@pytest.mark.parametrize("fact", ["from_id", "to_id"])
def test_it_does_not_lead_to_what_never_was(engine: Engine, two: list[Entity], fact: str):
    ends = {"from_id": two[0].id, "to_id": two[1].id} | {fact: 99}

    with pytest.raises(
        Refused, match=f"The {fact[:-3]} of link 4 “repeats” is not in the register"
    ):
        record_link(engine, **ends)

    assert factory.newest_number(engine) == 3


def test_it_does_not_lead_to_what_is_gone(engine: Engine, two: list[Entity]):
    toy_edits.retract_toy(engine, two[1])

    with pytest.raises(Refused, match="The to of link 4 “repeats” is not in the register"):
        record_link(engine, two[0].id, two[1].id)


def test_what_it_leads_to_can_not_go_and_the_refusal_names_both(engine: Engine, two: list[Entity]):
    record_link(engine, two[0].id, two[1].id)

    with pytest.raises(Refused) as raised:
        toy_edits.retract_toy(engine, two[1])

    assert str(raised.value) == "toy 2 “A doll” can't go: link 4 “repeats” still points there."
    assert factory.newest_number(engine) == 4


def test_a_thing_can_not_go_while_it_leads_to_a_part_of_it(engine: Engine, two: list[Entity]):
    record_link(engine, two[1].id, two[2].id)

    with pytest.raises(Refused, match="tag 3 can't go: link 4 “repeats” still points there"):
        toy_edits.retract_toy(engine, two[0])


def test_what_it_leads_to_may_go_with_it(engine: Engine, session: Session, two: list[Entity]):
    link = record_link(engine, two[0].id, two[1].id)

    with recording(engine, SYSTEM_ACCOUNT, Intent.RETRACTS) as edit:
        edit.retract(two[1].id, 4)
        edit.retract(link.id, 4)

    assert toy_edits.facts_of(session, two[1]) is None


def test_what_it_came_to_lead_to_is_not_undone(engine: Engine, session: Session, two: list[Entity]):
    record_link(engine, two[0].id, two[1].id)

    blocked = plan_undo(session, load_changes(session, 2)).blocked

    assert [(change.entity_id, reason) for change, reason in blocked] == [
        (2, "link 4 “repeats” points there.")
    ]
    with pytest.raises(Refused, match="Nothing is left"):
        toy_edits.undo_revision(engine, 2)


def test_it_does_not_come_back_without_what_it_led_to(engine: Engine, two: list[Entity]):
    link = record_link(engine, two[0].id, two[1].id)
    factory.retract(engine, link)
    toy_edits.retract_toy(engine, two[1])

    with pytest.raises(Refused, match="The to of link 4 “repeats” is not in the register"):
        factory.restore(engine, link.id)


def test_the_record_names_what_it_leads_to_by_uid(
    engine: Engine, session: Session, two: list[Entity]
):
    record_link(engine, two[1].id, two[2].id)

    rebuild_tables(engine)

    text = session.exec(select(Line.text).where(Line.revision == 4, Line.position == 1)).one()
    ends = {"from_id": str(two[1].uid), "to_id": str(two[2].uid)}
    assert json.loads(text)["facts"] == ends | {"kind": "repeats"}
    assert session.exec(select(Link.from_id, Link.to_id)).one() == (2, 3)
