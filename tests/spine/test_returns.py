from sqlalchemy import Engine
from sqlmodel import Session

from app.spine.moment import at
from app.spine.returns import Return, restoring, reverting
from tests.spine import play


def test_what_never_was_is_not_brought_back(session: Session):
    assert restoring(session, 99) == Return([], [], 0, there=False)


def test_what_is_there_is_not_brought_back(engine: Engine, session: Session):
    toy = play.toy(engine)
    play.revised(engine, toy, name="Ted")

    assert restoring(session, toy.id) == Return([], [], 2, there=True)


def test_only_what_went_with_it_comes_back(engine: Engine, session: Session):
    toy = play.toy(engine)
    lost, kept = play.tag(engine, toy), play.tag(engine, toy)
    play.retracted(engine, lost)
    play.retracted(engine, toy)

    found = restoring(session, toy.id)

    assert [change.entity_id for change in found.changes] == [toy.id, kept.id]
    assert (found.ended, found.touched, found.numbers) == (5, 5, (1, 2, 3, 4))


def test_going_back_is_told_as_of_a_moment_too(engine: Engine):
    toy = play.toy(engine)
    play.revised(engine, toy, name="Ted")
    play.retracted(engine, toy)

    with at(engine, 2) as session:
        [change] = reverting(session, toy.id, 1).changes

    assert change.fields == {"name": ("Ted", "A bear")}
