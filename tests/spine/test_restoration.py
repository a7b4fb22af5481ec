from sqlalchemy import Engine
from sqlmodel import Session

from app.spine.moment import reading_session
from app.spine.restoration import Restoration, plan_restoration, plan_reversion
from tests.spine import toy_edits


def test_what_never_was_is_not_brought_back(session: Session):
    assert plan_restoration(session, 99) == Restoration([], [], 0, is_present_after=False)


def test_what_is_there_is_not_brought_back(engine: Engine, session: Session):
    toy = toy_edits.toy(engine)
    toy_edits.revise_toy(engine, toy, name="Ted")

    assert plan_restoration(session, toy.id) == Restoration([], [], 2, is_present_after=True)


def test_only_what_went_with_it_comes_back(engine: Engine, session: Session):
    toy = toy_edits.toy(engine)
    lost, kept = toy_edits.tag(engine, toy), toy_edits.tag(engine, toy)
    toy_edits.retract_toy(engine, lost)
    toy_edits.retract_toy(engine, toy)

    found = plan_restoration(session, toy.id)

    assert [change.entity_id for change in found.changes] == [toy.id, kept.id]
    assert (found.retracted_in, found.newest_revision, found.present_in) == (5, 5, (1, 2, 3, 4))


def test_going_back_is_told_as_of_a_moment_too(engine: Engine):
    toy = toy_edits.toy(engine)
    toy_edits.revise_toy(engine, toy, name="Ted")
    toy_edits.retract_toy(engine, toy)

    with reading_session(engine, 2) as session:
        [change] = plan_reversion(session, toy.id, 1).changes

    assert change.fact_changes == {"name": ("Ted", "A bear")}
