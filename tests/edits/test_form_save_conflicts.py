"""What stands against saving a thing with its parts: what others changed, and what is not there."""

import pytest
from sqlalchemy import Engine

from app.edits.save_conflict import FormConflict
from app.models import Citation, Condition, Passage, Pledge, Source, Stance, Step
from app.spine import lookups
from app.spine.desired import Key
from app.spine.moment import reading_session
from app.spine.refusals import Refused
from tests import factory
from tests.edits.form_saves import (
    CITED,
    CONDITION,
    PASSAGE,
    PLEDGE,
    SAID,
    SOURCE,
    STEP,
    WAITS,
    desired_row,
    save_rows,
)


@pytest.fixture(autouse=True)
def record_pledge(engine: Engine) -> None:
    """r1: Estonia, a source, and pledge 3 with a step and a condition, each cited."""
    factory.record_estonia(engine)


@pytest.mark.parametrize("under", [99, PLEDGE + 2], ids=["never was", "of another kind"])
def test_a_new_passage_of_no_source_is_refused(engine: Engine, under: int):
    with pytest.raises(Refused, match="There is no such source: choose another"):
        save_rows(
            engine,
            desired_row("n0", Source, "", factory.PLAIN_FACTS[Source], publisher="Other"),
            desired_row("n1", Passage, under, SAID),
        )


def test_a_new_thing_that_cites_a_passage_which_changed_is_a_conflict(engine: Engine):
    factory.revise_part(engine, SOURCE, PASSAGE, gist="Said otherwise.")
    stance = factory.PLAIN_FACTS[Stance] | {"actor_id": 1}

    with pytest.raises(FormConflict) as dispute:
        save_rows(
            engine,
            desired_row("n0", Stance, "", stance),
            desired_row("n1", Citation, "n0", CITED),
        )

    assert "evidence" in dispute.value.conflicts["n1"].reason
    assert factory.newest_number(engine) == 2


def test_clashes_over_passages_and_over_the_thing_are_told_at_once(engine: Engine):
    factory.revise_part(engine, SOURCE, PASSAGE, gist="Said otherwise.")
    factory.revise_part(engine, PLEDGE, PLEDGE, title="A squad")

    with pytest.raises(FormConflict) as dispute:
        save_rows(
            engine,
            desired_row(PLEDGE, Pledge, "", {"title": "A brigade"}),
            desired_row(STEP, Step, PLEDGE, {"bindingness": "formal"}),
            desired_row("n1", Citation, STEP, CITED),
            desired_row("n2", Citation, PLEDGE, CITED),
        )

    assert set(dispute.value.conflicts) == {"3", "5", "n1", "n2"}
    assert factory.newest_number(engine) == 3


def test_a_passage_is_not_changed_beside_a_figure_that_others_changed(engine: Engine):
    factory.revise_part(engine, PLEDGE, STEP, bindingness="formal")

    with pytest.raises(FormConflict) as dispute:
        save_rows(
            engine,
            desired_row(SOURCE, Source, "", {}),
            desired_row(PASSAGE, Passage, SOURCE, {"gist": "Said otherwise."}),
        )

    assert "evidence" in dispute.value.conflicts[str(PASSAGE)].reason


def test_what_names_each_other_is_refused_and_nothing_is_recorded(engine: Engine):
    with pytest.raises(Refused, match="What is new names what is not there before it"):
        save_rows(
            engine,
            desired_row(PLEDGE, Pledge, "", {}),
            desired_row("n1", Condition, PLEDGE, WAITS, alternative_to_id=Key("n2")),
            desired_row("n2", Condition, PLEDGE, WAITS, alternative_to_id=Key("n1")),
        )

    assert factory.newest_number(engine) == 1


def test_what_several_parts_disagree_about_is_told_at_once(engine: Engine):
    with reading_session(engine) as session:
        entities = lookups.entities_by_id(session, range(3, 9))
    factory.revise(engine, entities[PLEDGE], title="A squad", note="By sea.")
    factory.revise(engine, entities[STEP], bindingness="formal")
    factory.revise(engine, entities[CONDITION], words="if all agree")

    with pytest.raises(FormConflict) as dispute:
        save_rows(
            engine,
            desired_row(PLEDGE, Pledge, "", {"title": "A brigade", "actor_id": Key("country-fi")}),
            desired_row(STEP, Step, PLEDGE, {"readiness": "allocated"}),
            desired_row("n1", Citation, STEP, CITED),
            desired_row(CONDITION, Condition, PLEDGE),
            actor="fi",
        )

    conflict = dispute.value
    assert (conflict.number, set(conflict.conflicts)) == (4, {"3", "n1", "7", "8"})
    assert conflict.conflicts["3"].names == ["title"]
    assert (
        conflict.conflicts["3"].mine["actor_id"]
        == conflict.resolutions["3"]["actor_id"]
        == Key("country-fi")
    )
    assert conflict.conflicts["7"].mine is None
    assert (conflict.resolutions["3"]["note"], conflict.resolutions["5"]["bindingness"]) == (
        "By sea.",
        "formal",
    )
    assert factory.newest_number(engine) == 4


def test_a_thing_that_is_retracted_is_not_brought_back_by_an_edit(engine: Engine):
    with reading_session(engine) as session:
        [pledge] = lookups.entities_by_id(session, [PLEDGE]).values()
    factory.retract(engine, pledge)

    with pytest.raises(Refused, match="Somebody retracted this meanwhile"):
        save_rows(engine, desired_row(PLEDGE, Pledge, "", {"title": "A brigade"}), base=2)
