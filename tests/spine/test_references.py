import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from app.spine.recording import SYSTEM, recording
from app.spine.refusals import Refused
from app.spine.revision import Intent
from tests.spine import play
from tests.spine.toys import Tag


def test_what_is_pointed_at_can_not_go_and_the_refusal_names_what_points(engine: Engine):
    doll = play.toy(engine, "doll")
    play.toy(engine, "bear", friend_id=doll.id)
    play.toy(engine, "cat", friend_id=doll.id)

    with pytest.raises(Refused) as raised:
        play.retracted(engine, doll)

    assert str(raised.value) == (
        "toy 1 “A doll” can't go: toy 2 “A bear”, toy 3 “A cat” still points there."
    )
    assert play.now(engine) == 3


def test_what_points_at_it_may_go_with_it(engine: Engine, session: Session):
    bear, doll = play.mutual(engine)

    with recording(engine, SYSTEM, Intent.RETRACTS) as edit:
        edit.retract(bear.id, 1)
        edit.retract(doll.id, 1)

    assert play.facts(session, bear) is None
    assert play.facts(session, doll) is None


def test_what_stops_pointing_lets_it_go(engine: Engine, session: Session):
    doll = play.toy(engine, "doll")
    bear = play.toy(engine, "bear", friend_id=doll.id)

    with recording(engine, SYSTEM, Intent.RETRACTS) as edit:
        edit.revise(bear.id, 2, {bear.id: {"friend_id": None}})
        edit.retract(doll.id, 2)

    assert play.facts(session, doll) is None


def test_a_part_does_not_go_while_a_part_of_it_stays(engine: Engine):
    toy = play.toy(engine)
    tag = play.tag(engine, toy)
    play.tag(engine, tag)

    with (
        pytest.raises(Refused, match="tag 2 can't go: tag 3 still points there"),
        recording(engine, SYSTEM, Intent.RETRACTS) as edit,
    ):
        edit.bring(tag, None)


def test_nothing_is_part_of_a_thing_that_is_gone(engine: Engine):
    toy = play.toy(engine)
    play.retracted(engine, toy)

    with pytest.raises(Refused, match="The parent of tag 2 is not in the register"):
        play.tag(engine, toy)


def test_a_part_does_not_come_back_alone(engine: Engine):
    toy = play.toy(engine)
    tag = play.tag(engine, toy)
    play.retracted(engine, toy)

    with (
        pytest.raises(Refused, match="The parent of tag 2 is not in the register"),
        recording(engine, SYSTEM, Intent.RESTORES) as edit,
    ):
        edit.restore(tag.id)


@pytest.mark.parametrize("friend_id", [2, 99], ids=["of another kind", "never was"])
def test_a_fact_points_at_something_of_its_kind(engine: Engine, friend_id: int):
    play.tag(engine, play.toy(engine))

    with pytest.raises(Refused, match="The friend of toy 3 “A doll” is not in the register"):
        play.toy(engine, "doll", friend_id=friend_id)
    assert play.now(engine) == 2


def test_a_fact_points_at_nothing_that_is_gone(engine: Engine):
    doll, bear = play.toy(engine, "doll"), play.toy(engine, "bear")
    play.retracted(engine, doll)

    with pytest.raises(Refused, match="The friend of toy 2 “A bear” is not in the register"):
        play.revised(engine, bear, friend_id=doll.id)


def test_two_do_not_share_a_natural_key(engine: Engine):
    play.toy(engine, "bear")

    with pytest.raises(Refused, match="There is one already: toy 1 “A bear”"):
        play.toy(engine, "bear")


def test_two_of_one_edit_do_not_share_a_natural_key(engine: Engine):
    bear, doll = play.toy(engine, "bear"), play.toy(engine, "doll")

    with pytest.raises(Refused, match="There is one already: toy 1 “A bear”"):
        play.together(engine, {bear.id: {"code": "cat"}, doll.id: {"code": "cat"}})


def test_a_natural_key_is_free_again_after_a_retraction(engine: Engine, session: Session):
    play.retracted(engine, play.toy(engine, "bear"))

    assert play.facts(session, play.toy(engine, "bear"))["code"] == "bear"


def test_a_kind_without_a_natural_key_has_no_namesakes(engine: Engine, session: Session):
    toy = play.toy(engine)

    with recording(engine, SYSTEM, Intent.RECORDS) as edit:
        first, second = (edit.add(Tag, {"text": "Seen."}, under=toy) for _ in range(2))

    assert play.facts(session, first) == play.facts(session, second)
