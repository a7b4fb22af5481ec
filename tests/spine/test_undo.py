import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from app.spine.history import made
from app.spine.moment import at
from app.spine.recording import SYSTEM, recording
from app.spine.refusals import Refused
from app.spine.revision import Intent, Revision
from app.spine.undo import Plan, plan
from tests.spine import play
from tests.spine.toys import Tag, Toy


def planned(engine: Engine, number: int) -> Plan:
    """What undoing a revision would do now."""
    with at(engine) as session:
        return plan(session, made(session, number))


def since(engine: Engine, number: int) -> list[tuple[int, int]]:
    """What was changed again after a revision, each with the number of the one that did."""
    return [(change.entity_id, later) for change, later in planned(engine, number).since]


def names(engine: Engine) -> list[str]:
    with at(engine) as session:
        return list(session.exec(select(Toy.name).order_by(Toy.entity_id)))


def test_undoing_brings_back_what_a_revision_changed(engine: Engine, session: Session):
    play.revised(engine, play.toy(engine), name="Ted")

    play.undone(engine, 2)

    assert names(engine) == ["A bear"]
    assert session.get(Revision, 3).undoes == 2


def test_undoing_keeps_later_changes_of_other_facts(engine: Engine, session: Session):
    toy = play.toy(engine)
    play.revised(engine, toy, name="Ted")
    play.revised(engine, toy, colour="red")

    play.undone(engine, 2)

    said = play.facts(session, toy)
    assert (said["name"], said["colour"]) == ("A bear", "red")


def test_undoing_an_addition_takes_it_away_with_what_was_added_to_it(
    engine: Engine, session: Session
):
    with recording(engine, SYSTEM, Intent.RECORDS) as edit:
        toy = edit.add(Toy, {"code": "bear"})
        tag = edit.add(Tag, {"text": "Seen."}, under=toy)

    play.undone(engine, 1)

    assert play.facts(session, toy) is None
    assert play.facts(session, tag) is None


def test_undoing_a_retraction_brings_a_thing_back_with_its_parts(engine: Engine, session: Session):
    toy = play.toy(engine)
    tag = play.tag(engine, toy)
    play.retracted(engine, toy)

    play.undone(engine, 3)

    assert play.facts(session, toy)["code"] == "bear"
    assert play.facts(session, tag)["text"] == "Seen."


@pytest.fixture
def two_of_three(engine: Engine) -> None:
    """r1 to r3: three toys. r4 names them all Ted, r5 renames the first again."""
    toys = [play.toy(engine, code) for code in ("bear", "cat", "doll")]
    play.together(engine, {toy.id: {"name": "Ted"} for toy in toys})
    play.revised(engine, toys[0], name="Edward")


@pytest.mark.usefixtures("two_of_three")
def test_what_was_changed_since_is_kept_and_the_rest_undone(engine: Engine):
    told = planned(engine, 4)

    play.undone(engine, 4)

    assert [(c.entity_id, facts["name"]) for c, facts in told.undone] == [
        (2, "A cat"),
        (3, "A doll"),
    ]
    assert [(change.entity_id, number) for change, number in told.since] == [(1, 5)]
    assert names(engine) == ["Edward", "A cat", "A doll"]


@pytest.mark.usefixtures("two_of_three")
def test_all_of_it_is_undone_for_who_has_seen_what_that_overwrites(engine: Engine):
    with pytest.raises(Refused, match="r5 has changed some of it"):
        play.undone(engine, 4, overwrite=True, base=4)
    assert names(engine) == ["Edward", "Ted", "Ted"]

    play.undone(engine, 4, overwrite=True, base=5)

    assert names(engine) == ["A bear", "A cat", "A doll"]


def test_what_was_retracted_since_is_kept_so(engine: Engine):
    toy = play.toy(engine)
    play.revised(engine, toy, name="Ted")
    play.retracted(engine, toy)

    assert since(engine, 2) == [(1, 3)]


def test_what_would_break_a_rule_beside_a_later_edit_is_kept(engine: Engine):
    toy = play.toy(engine, name=None)
    play.revised(engine, toy, name="Ted")
    play.revised(engine, toy, price="5000")

    assert since(engine, 2) == [(1, 3)]


def test_an_undo_can_be_undone(engine: Engine):
    play.revised(engine, play.toy(engine), name="Ted")
    play.undone(engine, 2)

    play.undone(engine, 3)

    assert names(engine) == ["Ted"]


def test_undoing_twice_is_refused(engine: Engine):
    play.revised(engine, play.toy(engine), name="Ted")
    play.undone(engine, 2)

    told = planned(engine, 2)
    assert (told.undone, told.since, told.blocked) == ([], [], [])
    with pytest.raises(Refused, match="Nothing is left"):
        play.undone(engine, 2)
    assert play.now(engine) == 3


def test_what_points_at_each_other_goes_and_comes_back_together(engine: Engine, session: Session):
    bear, doll = play.mutual(engine)

    play.undone(engine, 1)
    assert names(engine) == []
    play.undone(engine, 2)

    assert play.facts(session, bear)["friend_id"] == doll.id
    assert play.facts(session, doll)["friend_id"] == bear.id


def test_a_figure_whose_evidence_was_changed_since_is_kept(engine: Engine, session: Session):
    toy = play.toy(engine, price="100")
    tag = play.tag(engine, toy, fact="price")
    play.revised(engine, toy, price="200")
    play.revised(engine, tag, text="It says 200.")

    planned = plan(session, made(session, 3))

    assert [(change.entity_id, number) for change, number in planned.since] == [(toy.id, 4)]
    assert planned.undone == []


def test_a_figure_is_undone_whatever_else_was_said_of_it_since(engine: Engine, session: Session):
    toy = play.toy(engine, price="100")
    play.revised(engine, toy, price="200")
    play.tag(engine, toy, fact="colour")
    play.toy(engine, "doll", friend_id=toy.id)

    play.undone(engine, 2)

    assert play.facts(session, toy)["price"] == 100
