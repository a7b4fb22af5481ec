"""What stands in the way of undoing: nothing may be left loose, and no two share a key."""

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from app.spine.history import made, whole
from app.spine.moment import at
from app.spine.recording import SYSTEM, recording
from app.spine.refusals import Refused
from app.spine.revision import Intent
from app.spine.undo import plan
from app.spine.versioned import Entity
from tests.spine import play
from tests.spine.toys import Toy


def blocked(engine: Engine, number: int) -> dict[int, str]:
    """Why what a revision did can't be undone, by entity."""
    with at(engine) as session:
        told = plan(session, made(session, number)).blocked
    return {change.entity_id: reason for change, reason in told}


def test_what_others_hang_on_is_in_the_way_and_so_is_all_it_hangs_on(engine: Engine):
    bear, doll = play.mutual(engine)
    play.tag(engine, doll)

    assert blocked(engine, 1) == {
        bear.id: "toy 2 “A doll” points there.",
        doll.id: "tag 3 points there.",
    }
    with pytest.raises(Refused, match="Nothing is left"):
        play.undone(engine, 1)


def test_what_hung_on_something_gone_is_in_the_way(engine: Engine):
    toy = play.toy(engine)
    tag = play.tag(engine, toy)
    play.retracted(engine, tag)
    play.retracted(engine, toy)

    assert blocked(engine, 3) == {tag.id: "Its parent is not in the register."}


def test_what_pointed_at_something_gone_is_in_the_way(engine: Engine):
    friend = play.toy(engine, "doll")
    toy = play.toy(engine, "bear", friend_id=friend.id)
    play.revised(engine, toy, friend_id=None)
    play.retracted(engine, friend)

    assert blocked(engine, 3) == {toy.id: "Its friend is not in the register."}


def test_a_natural_key_that_was_given_again_is_in_the_way(engine: Engine):
    toy = play.toy(engine)
    play.retracted(engine, toy)
    play.toy(engine, "bear", name="Another")

    assert blocked(engine, 2) == {toy.id: "There is one already: toy 2 “Another”."}


def test_natural_keys_that_were_swapped_are_swapped_back(engine: Engine, session: Session):
    bear, doll = play.toy(engine, "bear"), play.toy(engine, "doll")
    play.together(engine, {bear.id: {"code": "doll"}, doll.id: {"code": "bear"}})

    play.undone(engine, 3)

    assert play.facts(session, bear)["code"] == "bear"
    assert play.facts(session, doll)["code"] == "doll"


def test_half_of_a_swap_is_not_swapped_back(engine: Engine):
    bear, doll = play.toy(engine, "bear"), play.toy(engine, "doll")
    play.together(engine, {bear.id: {"code": "doll"}, doll.id: {"code": "bear"}})
    play.revised(engine, doll, code="cat")
    play.toy(engine, "bear", name="Another")

    assert blocked(engine, 3) == {bear.id: "There is one already: toy 3 “Another”."}


def test_a_natural_key_that_another_part_of_the_edit_has_taken_is_in_the_way(engine: Engine):
    bear, doll = play.toy(engine, "bear"), play.toy(engine, "doll")
    play.together(engine, {bear.id: {"colour": "red"}, doll.id: {"code": "cat"}})
    play.revised(engine, bear, code="doll")

    assert blocked(engine, 3) == {doll.id: "There is one already: toy 1 “A bear”."}


@pytest.fixture
def recoloured(engine: Engine) -> Entity:
    """r1 and r2: a doll, and a bear who is its friend. r3 makes the bear red and adds a cat."""
    doll = play.toy(engine, "doll")
    bear = play.toy(engine, "bear", friend_id=doll.id)
    with recording(engine, SYSTEM, Intent.UPDATES) as edit:
        edit.revise(bear.id, 2, {bear.id: {"colour": "red"}})
        edit.add(Toy, {"code": "cat", "name": "A cat"})
    return bear


def test_who_came_to_point_at_an_addition_keeps_it_and_loses_the_rest(
    engine: Engine, session: Session, recoloured: Entity
):
    play.revised(engine, recoloured, friend_id=3)

    assert blocked(engine, 3) == {3: "toy 2 “A bear” points there."}
    play.undone(engine, 3)

    said = play.facts(session, recoloured)
    assert (said["colour"], said["friend_id"]) == (None, 3)


def test_who_no_longer_points_at_what_is_gone_is_free(engine: Engine, recoloured: Entity):
    play.revised(engine, recoloured, friend_id=None)
    with at(engine) as session:
        doll = session.get(Entity, 1)
    play.retracted(engine, doll)

    assert blocked(engine, 3) == {}


def test_who_no_longer_has_the_natural_key_is_free(engine: Engine, recoloured: Entity):
    play.revised(engine, recoloured, code="ted")
    play.toy(engine, "bear")

    assert blocked(engine, 3) == {}


def test_overwriting_leaves_nothing_loose(engine: Engine):
    toy = play.toy(engine)
    play.revised(engine, toy, name="Ted")
    play.tag(engine, toy)

    with pytest.raises(Refused, match="toy 1 “Ted” can't go: tag 2 still points there"):
        play.undone(engine, 1, overwrite=True, base=3)

    assert play.now(engine) == 3


@pytest.mark.parametrize("many", [2, 150])
def test_what_undoing_would_do_takes_four_statements_however_much_it_is(
    engine: Engine, session: Session, statements: list[str], many: int
):
    friend = play.toy(engine, "doll")
    with recording(engine, SYSTEM, Intent.RECORDS) as edit:
        toys = [edit.add(Toy, {"code": str(n), "friend_id": friend.id}) for n in range(many)]
    with recording(engine, SYSTEM, Intent.RETRACTS) as edit:
        for toy in toys:
            edit.retract(toy.id, 2)
    play.toy(engine, "0", name="Another")
    changes = whole(session, 3)
    statements.clear()

    told = plan(session, changes)

    assert len(statements) == 4
    assert [reason for _, reason in told.blocked] == [
        f"There is one already: toy {many + 2} “Another”."
    ]
    assert len(told.undone) == many - 1
