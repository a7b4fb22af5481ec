import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from app.spine.history import load_changes
from app.spine.moment import reading_session
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.refusals import Refused
from app.spine.revision import Intent, Revision
from app.spine.undo import Plan, plan_undo
from tests.spine import toy_edits
from tests.spine.toys import Tag, Toy


def undo_plan(engine: Engine, number: int) -> Plan:
    """What undoing a revision would do now."""
    with reading_session(engine) as session:
        return plan_undo(session, load_changes(session, number))


def later_changes(engine: Engine, number: int) -> list[tuple[int, int]]:
    """What was changed again after a revision, each with the number of the one that did."""
    return [(change.entity_id, later) for change, later in undo_plan(engine, number).since]


def names(engine: Engine) -> list[str]:
    with reading_session(engine) as session:
        return list(session.exec(select(Toy.name).order_by(Toy.entity_id)))


def test_undoing_brings_back_what_a_revision_changed(engine: Engine, session: Session):
    toy_edits.revise_toy(engine, toy_edits.toy(engine), name="Ted")

    toy_edits.undo_revision(engine, 2)

    assert names(engine) == ["A bear"]
    assert session.get(Revision, 3).undoes == 2


def test_undoing_keeps_later_changes_of_other_facts(engine: Engine, session: Session):
    toy = toy_edits.toy(engine)
    toy_edits.revise_toy(engine, toy, name="Ted")
    toy_edits.revise_toy(engine, toy, colour="red")

    toy_edits.undo_revision(engine, 2)

    said = toy_edits.facts_of(session, toy)
    assert (said["name"], said["colour"]) == ("A bear", "red")


def test_undoing_an_addition_takes_it_away_with_what_was_added_to_it(
    engine: Engine, session: Session
):
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        toy = edit.add(Toy, {"code": "bear"})
        tag = edit.add(Tag, {"text": "Seen."}, under=toy)

    toy_edits.undo_revision(engine, 1)

    assert toy_edits.facts_of(session, toy) is None
    assert toy_edits.facts_of(session, tag) is None


def test_undoing_a_retraction_brings_a_thing_back_with_its_parts(engine: Engine, session: Session):
    toy = toy_edits.toy(engine)
    tag = toy_edits.tag(engine, toy)
    toy_edits.retract_toy(engine, toy)

    toy_edits.undo_revision(engine, 3)

    assert toy_edits.facts_of(session, toy)["code"] == "bear"
    assert toy_edits.facts_of(session, tag)["text"] == "Seen."


@pytest.fixture
def two_of_three(engine: Engine) -> None:
    """r1 to r3: three toys. r4 names them all Ted, r5 renames the first again."""
    toys = [toy_edits.toy(engine, code) for code in ("bear", "cat", "doll")]
    toy_edits.revise_together(engine, {toy.id: {"name": "Ted"} for toy in toys})
    toy_edits.revise_toy(engine, toys[0], name="Edward")


@pytest.mark.usefixtures("two_of_three")
def test_what_was_changed_since_is_kept_and_the_rest_undone(engine: Engine):
    told = undo_plan(engine, 4)

    toy_edits.undo_revision(engine, 4)

    assert [(c.entity_id, facts["name"]) for c, facts in told.undone] == [
        (2, "A cat"),
        (3, "A doll"),
    ]
    assert [(change.entity_id, number) for change, number in told.since] == [(1, 5)]
    assert names(engine) == ["Edward", "A cat", "A doll"]


def test_what_was_retracted_since_is_kept_so(engine: Engine):
    toy = toy_edits.toy(engine)
    toy_edits.revise_toy(engine, toy, name="Ted")
    toy_edits.retract_toy(engine, toy)

    assert later_changes(engine, 2) == [(1, 3)]


def test_what_would_break_a_rule_beside_a_later_edit_is_kept(engine: Engine):
    toy = toy_edits.toy(engine, name=None)
    toy_edits.revise_toy(engine, toy, name="Ted")
    toy_edits.revise_toy(engine, toy, price="5000")

    assert later_changes(engine, 2) == [(1, 3)]


def test_an_undo_can_be_undone(engine: Engine):
    toy_edits.revise_toy(engine, toy_edits.toy(engine), name="Ted")
    toy_edits.undo_revision(engine, 2)

    toy_edits.undo_revision(engine, 3)

    assert names(engine) == ["Ted"]


def test_undoing_twice_is_refused(engine: Engine):
    toy_edits.revise_toy(engine, toy_edits.toy(engine), name="Ted")
    toy_edits.undo_revision(engine, 2)

    told = undo_plan(engine, 2)
    assert (told.undone, told.since, told.blocked) == ([], [], [])
    with pytest.raises(Refused, match="Nothing is left"):
        toy_edits.undo_revision(engine, 2)
    assert toy_edits.newest_number(engine) == 3


def test_what_points_at_each_other_goes_and_comes_back_together(engine: Engine, session: Session):
    bear, doll = toy_edits.add_friends(engine)

    toy_edits.undo_revision(engine, 1)
    assert names(engine) == []
    toy_edits.undo_revision(engine, 2)

    assert toy_edits.facts_of(session, bear)["friend_id"] == doll.id
    assert toy_edits.facts_of(session, doll)["friend_id"] == bear.id


def test_a_figure_whose_evidence_was_changed_since_is_kept(engine: Engine, session: Session):
    toy = toy_edits.toy(engine, price="100")
    tag = toy_edits.tag(engine, toy, fact="price")
    toy_edits.revise_toy(engine, toy, price="200")
    toy_edits.revise_toy(engine, tag, text="It says 200.")

    planned = plan_undo(session, load_changes(session, 3))

    assert [(change.entity_id, number) for change, number in planned.since] == [(toy.id, 4)]
    assert planned.undone == []


def test_a_figure_is_undone_whatever_else_was_said_of_it_since(engine: Engine, session: Session):
    toy = toy_edits.toy(engine, price="100")
    toy_edits.revise_toy(engine, toy, price="200")
    toy_edits.tag(engine, toy, fact="colour")
    toy_edits.toy(engine, "doll", friend_id=toy.id)

    toy_edits.undo_revision(engine, 2)

    assert toy_edits.facts_of(session, toy)["price"] == 100


def test_a_figure_whose_evidence_rests_on_what_changed_since_is_kept(engine: Engine):
    toy, photo = toy_edits.toy(engine), toy_edits.photo(engine)
    toy_edits.tag(engine, toy, photo_id=photo.id)
    toy_edits.revise_toy(engine, toy, price="20")
    toy_edits.revise_toy(engine, photo, text="A doll.")

    assert later_changes(engine, 4) == [(toy.id, 5)]
    assert not undo_plan(engine, 4).undone


def test_a_change_of_what_evidence_rests_on_since_is_kept(engine: Engine):
    toy, photo = toy_edits.toy(engine), toy_edits.photo(engine)
    toy_edits.revise_toy(engine, photo, text="A doll.")
    toy_edits.tag(engine, toy, photo_id=photo.id)

    assert later_changes(engine, 3) == [(photo.id, 4)]
    assert not undo_plan(engine, 3).undone
