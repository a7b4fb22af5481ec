"""What stands in the way of undoing: nothing may be left loose, and no two share a key."""

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from app.spine.history import load_all_changes, load_changes
from app.spine.moment import reading_session
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.refusals import Refused
from app.spine.revision import Intent
from app.spine.undo import plan_undo
from app.spine.versioned import Entity
from tests.spine import toy_edits
from tests.spine.toys import Toy


def undo_obstacles(engine: Engine, number: int) -> dict[int, str]:
    """Why what a revision did can't be undone, by entity."""
    with reading_session(engine) as session:
        told = plan_undo(session, load_changes(session, number)).blocked
    return {change.entity_id: reason for change, reason in told}


def test_what_others_hang_on_is_in_the_way_and_so_is_all_it_hangs_on(engine: Engine):
    bear, doll = toy_edits.add_friends(engine)
    toy_edits.tag(engine, doll)

    assert undo_obstacles(engine, 1) == {
        bear.id: "toy 2 “A doll” points there.",
        doll.id: "tag 3 points there.",
    }
    with pytest.raises(Refused, match="Nothing is left"):
        toy_edits.undo_revision(engine, 1)


def test_what_hung_on_something_gone_is_in_the_way(engine: Engine):
    toy = toy_edits.toy(engine)
    tag = toy_edits.tag(engine, toy)
    toy_edits.retract_toy(engine, tag)
    toy_edits.retract_toy(engine, toy)

    assert undo_obstacles(engine, 3) == {tag.id: "Its parent is not in the register."}


def test_what_pointed_at_something_gone_is_in_the_way(engine: Engine):
    friend = toy_edits.toy(engine, "doll")
    toy = toy_edits.toy(engine, "bear", friend_id=friend.id)
    toy_edits.revise_toy(engine, toy, friend_id=None)
    toy_edits.retract_toy(engine, friend)

    assert undo_obstacles(engine, 3) == {toy.id: "Its friend is not in the register."}


def test_a_natural_key_that_was_given_again_is_in_the_way(engine: Engine):
    toy = toy_edits.toy(engine)
    toy_edits.retract_toy(engine, toy)
    toy_edits.toy(engine, "bear", name="Another")

    assert undo_obstacles(engine, 2) == {toy.id: "There is one already: toy 2 “Another”."}


def test_natural_keys_that_were_swapped_are_swapped_back(engine: Engine, session: Session):
    bear, doll = toy_edits.toy(engine, "bear"), toy_edits.toy(engine, "doll")
    toy_edits.revise_together(engine, {bear.id: {"code": "doll"}, doll.id: {"code": "bear"}})

    toy_edits.undo_revision(engine, 3)

    assert toy_edits.facts_of(session, bear)["code"] == "bear"
    assert toy_edits.facts_of(session, doll)["code"] == "doll"


def test_half_of_a_swap_is_not_swapped_back(engine: Engine):
    bear, doll = toy_edits.toy(engine, "bear"), toy_edits.toy(engine, "doll")
    toy_edits.revise_together(engine, {bear.id: {"code": "doll"}, doll.id: {"code": "bear"}})
    toy_edits.revise_toy(engine, doll, code="cat")
    toy_edits.toy(engine, "bear", name="Another")

    assert undo_obstacles(engine, 3) == {bear.id: "There is one already: toy 3 “Another”."}


def test_a_natural_key_that_another_part_of_the_edit_has_taken_is_in_the_way(engine: Engine):
    bear, doll = toy_edits.toy(engine, "bear"), toy_edits.toy(engine, "doll")
    toy_edits.revise_together(engine, {bear.id: {"colour": "red"}, doll.id: {"code": "cat"}})
    toy_edits.revise_toy(engine, bear, code="doll")

    assert undo_obstacles(engine, 3) == {doll.id: "There is one already: toy 1 “A bear”."}


@pytest.fixture
def recoloured(engine: Engine) -> Entity:
    """r1 and r2: a doll, and a bear who is its friend. r3 makes the bear red and adds a cat."""
    doll = toy_edits.toy(engine, "doll")
    bear = toy_edits.toy(engine, "bear", friend_id=doll.id)
    with recording(engine, SYSTEM_ACCOUNT, Intent.UPDATES) as edit:
        edit.revise(bear.id, 2, {bear.id: {"colour": "red"}})
        edit.add(Toy, {"code": "cat", "name": "A cat"})
    return bear


def test_who_came_to_point_at_an_addition_keeps_it_and_loses_the_rest(
    engine: Engine, session: Session, recoloured: Entity
):
    toy_edits.revise_toy(engine, recoloured, friend_id=3)

    assert undo_obstacles(engine, 3) == {3: "toy 2 “A bear” points there."}
    toy_edits.undo_revision(engine, 3)

    said = toy_edits.facts_of(session, recoloured)
    assert (said["colour"], said["friend_id"]) == (None, 3)


def test_who_no_longer_points_at_what_is_gone_is_free(engine: Engine, recoloured: Entity):
    toy_edits.revise_toy(engine, recoloured, friend_id=None)
    with reading_session(engine) as session:
        doll = session.get(Entity, 1)
    toy_edits.retract_toy(engine, doll)

    assert undo_obstacles(engine, 3) == {}


def test_who_no_longer_has_the_natural_key_is_free(engine: Engine, recoloured: Entity):
    toy_edits.revise_toy(engine, recoloured, code="ted")
    toy_edits.toy(engine, "bear")

    assert undo_obstacles(engine, 3) == {}


def test_what_was_changed_since_is_kept_with_what_hangs_on_it(engine: Engine):
    toy = toy_edits.toy(engine)
    toy_edits.revise_toy(engine, toy, name="Ted")
    toy_edits.tag(engine, toy)

    assert undo_obstacles(engine, 1) == {}
    with pytest.raises(Refused, match="Nothing is left"):
        toy_edits.undo_revision(engine, 1)
    assert toy_edits.newest_number(engine) == 3


@pytest.mark.parametrize("many", [2, 150])
def test_what_undoing_would_do_takes_four_statements_however_much_it_is(
    engine: Engine, session: Session, statements: list[str], many: int
):
    friend = toy_edits.toy(engine, "doll")
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        toys = [edit.add(Toy, {"code": str(n), "friend_id": friend.id}) for n in range(many)]
    with recording(engine, SYSTEM_ACCOUNT, Intent.RETRACTS) as edit:
        for toy in toys:
            edit.retract(toy.id, 2)
    toy_edits.toy(engine, "0", name="Another")
    changes = load_all_changes(session, 3)
    statements.clear()

    told = plan_undo(session, changes)

    assert len(statements) == 4
    assert [reason for _, reason in told.blocked] == [
        f"There is one already: toy {many + 2} “Another”."
    ]
    assert len(told.undone) == many - 1


def test_what_evidence_rests_on_since_is_in_the_way(engine: Engine):
    toy, photo = toy_edits.toy(engine), toy_edits.photo(engine)
    toy_edits.tag(engine, toy, photo_id=photo.id)

    assert undo_obstacles(engine, 2) == {photo.id: "tag 3 points there."}
