import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.refusals import Refused
from app.spine.revision import Intent
from tests import factory
from tests.spine import toy_edits
from tests.spine.toys import Tag


def test_what_is_pointed_at_can_not_go_and_the_refusal_names_what_points(engine: Engine):
    doll = toy_edits.toy(engine, "doll")
    toy_edits.toy(engine, "bear", friend_id=doll.id)
    toy_edits.toy(engine, "cat", friend_id=doll.id)

    with pytest.raises(Refused) as raised:
        toy_edits.retract_toy(engine, doll)

    assert str(raised.value) == (
        "toy 1 “A doll” can't go: toy 2 “A bear”, toy 3 “A cat” still points there."
    )
    assert toy_edits.newest_number(engine) == 3


def test_what_points_at_it_may_go_with_it(engine: Engine, session: Session):
    bear, doll = toy_edits.add_friends(engine)

    with recording(engine, SYSTEM_ACCOUNT, Intent.RETRACTS) as edit:
        edit.retract(bear.id, 1)
        edit.retract(doll.id, 1)

    assert toy_edits.facts_of(session, bear) is None
    assert toy_edits.facts_of(session, doll) is None


def test_what_stops_pointing_lets_it_go(engine: Engine, session: Session):
    doll = toy_edits.toy(engine, "doll")
    bear = toy_edits.toy(engine, "bear", friend_id=doll.id)

    with recording(engine, SYSTEM_ACCOUNT, Intent.RETRACTS) as edit:
        edit.revise(bear.id, 2, {bear.id: {"friend_id": None}})
        edit.retract(doll.id, 2)

    assert toy_edits.facts_of(session, doll) is None


def test_a_part_does_not_go_while_a_part_of_it_stays(engine: Engine):
    toy = toy_edits.toy(engine)
    tag = toy_edits.tag(engine, toy)
    toy_edits.tag(engine, tag)

    with (
        pytest.raises(Refused, match="tag 2 can't go: tag 3 still points there"),
        recording(engine, SYSTEM_ACCOUNT, Intent.RETRACTS) as edit,
    ):
        edit.set_facts(tag, None)


def test_nothing_is_part_of_a_thing_that_is_gone(engine: Engine):
    toy = toy_edits.toy(engine)
    toy_edits.retract_toy(engine, toy)

    with pytest.raises(Refused, match="The parent of tag 2 is not in the register"):
        toy_edits.tag(engine, toy)


def test_a_part_does_not_come_back_alone(engine: Engine):
    toy = toy_edits.toy(engine)
    tag = toy_edits.tag(engine, toy)
    toy_edits.retract_toy(engine, toy)

    with pytest.raises(Refused, match="The parent of tag 2 is not in the register"):
        factory.restore(engine, tag.id)


@pytest.mark.parametrize("friend_id", [2, 99], ids=["of another kind", "never was"])
def test_a_fact_points_at_something_of_its_kind(engine: Engine, friend_id: int):
    toy_edits.tag(engine, toy_edits.toy(engine))

    with pytest.raises(Refused, match="The friend of toy 3 “A doll” is not in the register"):
        toy_edits.toy(engine, "doll", friend_id=friend_id)
    assert toy_edits.newest_number(engine) == 2


def test_a_fact_points_at_nothing_that_is_gone(engine: Engine):
    doll, bear = toy_edits.toy(engine, "doll"), toy_edits.toy(engine, "bear")
    toy_edits.retract_toy(engine, doll)

    with pytest.raises(Refused, match="The friend of toy 2 “A bear” is not in the register"):
        toy_edits.revise_toy(engine, bear, friend_id=doll.id)


def test_two_do_not_share_a_natural_key(engine: Engine):
    toy_edits.toy(engine, "bear")

    with pytest.raises(Refused, match="There is one already: toy 1 “A bear”"):
        toy_edits.toy(engine, "bear")


def test_two_of_one_edit_do_not_share_a_natural_key(engine: Engine):
    bear, doll = toy_edits.toy(engine, "bear"), toy_edits.toy(engine, "doll")

    with pytest.raises(Refused, match="There is one already: toy 1 “A bear”"):
        toy_edits.revise_together(engine, {bear.id: {"code": "cat"}, doll.id: {"code": "cat"}})


def test_a_natural_key_is_free_again_after_a_retraction(engine: Engine, session: Session):
    toy_edits.retract_toy(engine, toy_edits.toy(engine, "bear"))

    assert toy_edits.facts_of(session, toy_edits.toy(engine, "bear"))["code"] == "bear"


def test_a_kind_without_a_natural_key_has_no_namesakes(engine: Engine, session: Session):
    toy = toy_edits.toy(engine)

    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        first, second = (edit.add(Tag, {"text": "Seen."}, under=toy) for _ in range(2))

    assert toy_edits.facts_of(session, first) == toy_edits.facts_of(session, second)
