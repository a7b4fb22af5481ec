"""A list of references is one fact, and each of its ids is seen to."""

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from app.spine.history import load_changes
from app.spine.id_conditions import listed_ids, lists_any, lists_id
from app.spine.merge import EditConflict
from app.spine.moment import reading_session
from app.spine.rebuild import rebuild_tables
from app.spine.refusals import Refused
from app.spine.revision import Line
from app.spine.verify import verify
from app.spine.versioned import Entity
from tests.spine import toy_edits
from tests.spine.toys import Toy


def record_seen(engine: Engine) -> list[Entity]:
    """r1 to r3: toys 1 and 2, and toy 3, a cat that was seen with both."""
    doll, bear = toy_edits.toy(engine, "doll"), toy_edits.toy(engine, "bear")
    return [doll, bear, toy_edits.toy(engine, "cat", seen_with=[bear.id, doll.id])]


def test_a_list_of_ids_comes_back_in_its_order(engine: Engine, session: Session):
    record_seen(engine)

    assert [toy.seen_with for toy in session.exec(select(Toy).order_by(Toy.entity_id))] == [
        [],
        [],
        [2, 1],
    ]


def test_what_a_list_names_can_not_go(engine: Engine):
    doll, *_ = record_seen(engine)

    with pytest.raises(Refused, match="toy 1 “A doll” can't go: toy 3 “A cat” still points there"):
        toy_edits.retract_toy(engine, doll)


@pytest.mark.parametrize("others", [[1, 99], [2]], ids=["never was", "of another kind"])
def test_each_of_a_list_is_there_and_of_the_kind(engine: Engine, others: list[int]):
    toy_edits.tag(engine, toy_edits.toy(engine))

    with pytest.raises(Refused, match="The seen with of toy 3 “A cat” is not in the register"):
        toy_edits.toy(engine, "cat", seen_with=others)


def test_the_record_names_what_a_list_names_by_its_uids(engine: Engine, session: Session):
    doll, bear, _ = record_seen(engine)

    [text] = session.exec(select(Line.text).where(Line.revision == 3, Line.position == 1))

    assert f'"seen_with":["{bear.uid}","{doll.uid}"]' in text


def test_a_list_is_one_fact_that_merges_whole_or_not_at_all(engine: Engine):
    *_, cat = record_seen(engine)
    toy_edits.revise_toy(engine, cat, seen_with=[1])

    with pytest.raises(EditConflict) as raised:
        toy_edits.revise_toy(engine, cat, seen_with=[2], base=3)

    assert raised.value.conflicts[cat.id].names == ["seen_with"]


def test_what_became_of_a_list_is_told_and_taken_back(engine: Engine, session: Session):
    *_, cat = record_seen(engine)
    toy_edits.revise_toy(engine, cat, seen_with=[1])

    with reading_session(engine) as earlier:
        [change] = load_changes(earlier, 4)
    toy_edits.undo_revision(engine, 4)

    assert change.fact_changes == {"seen_with": ([2, 1], [1])}
    assert toy_edits.facts_of(session, cat)["seen_with"] == [2, 1]


def test_rebuilding_makes_lists_again_and_verifying_checks_them(engine: Engine, session: Session):
    record_seen(engine)

    rebuild_tables(engine)

    assert session.exec(select(Toy.seen_with).where(Toy.entity_id == 3)).one() == [2, 1]
    assert verify(session) is None


def test_a_column_says_which_ids_are_listed(engine: Engine, session: Session):
    record_seen(engine)
    column = col(Toy.seen_with)

    having_two = session.exec(select(Toy.entity_id).where(lists_id(column, 2))).all()
    having_many = session.exec(select(Toy.entity_id).where(lists_any(column, range(200)))).all()
    own = aliased(Toy)
    named = select(own.entity_id).where(col(own.entity_id).bool_op("IN")(listed_ids(column)))

    assert (having_two, having_many) == ([3], [3])
    assert session.exec(named.where(Toy.entity_id == 3).order_by(col(own.entity_id))).all() == [
        1,
        2,
    ]
