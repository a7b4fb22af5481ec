"""A figure and its evidence never come from two editors who did not see each other."""

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from app.spine.merge import EditConflict
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.revision import Intent
from tests.spine import toy_edits
from tests.spine.toys import Tag


@pytest.mark.parametrize("fact", ["price", None])
def test_a_fact_whose_evidence_they_changed_is_a_conflict(engine: Engine, fact):
    toy = toy_edits.toy(engine)
    tag = toy_edits.tag(engine, toy, fact=fact)
    toy_edits.revise_toy(engine, tag, text="Seen again.", base=2)

    with pytest.raises(EditConflict) as raised:
        toy_edits.revise_toy(engine, toy, price="20", base=2)

    assert "evidence" in raised.value.conflicts[toy.id].reason


def test_a_fact_for_which_they_added_evidence_is_a_conflict(engine: Engine):
    toy = toy_edits.toy(engine)
    toy_edits.tag(engine, toy, fact="price")

    with pytest.raises(EditConflict):
        toy_edits.revise_toy(engine, toy, price="20", base=1)


def test_evidence_for_another_fact_disturbs_nobody(engine: Engine, session: Session):
    toy = toy_edits.toy(engine)
    toy_edits.tag(engine, toy, fact="colour")

    toy_edits.revise_toy(engine, toy, price="20", base=1)

    assert toy_edits.facts_of(session, toy)["price"] == 20


def test_evidence_for_a_fact_that_they_changed_is_a_conflict(engine: Engine):
    toy = toy_edits.toy(engine)
    tag = toy_edits.tag(engine, toy, fact="price")
    toy_edits.revise_toy(engine, toy, price="20", base=2)

    with pytest.raises(EditConflict) as raised:
        toy_edits.revise_toy(engine, tag, text="Seen again.", base=2)

    assert "evidence" in raised.value.conflicts[tag.id].reason


def test_evidence_added_for_a_figure_that_they_changed_is_a_conflict(engine: Engine):
    toy = toy_edits.toy(engine, price="100")
    toy_edits.revise_toy(engine, toy, price="200")
    said = {"text": "It says 100.", "fact": "price"}

    with pytest.raises(EditConflict), recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        edit.add(Tag, said, under=toy, base=1)
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        edit.add(Tag, said | {"fact": "colour"}, under=toy, base=1)
    assert toy_edits.newest_number(engine) == 3


def test_evidence_turned_to_a_figure_that_they_changed_is_a_conflict(engine: Engine):
    toy = toy_edits.toy(engine)
    tag = toy_edits.tag(engine, toy, fact="name")
    toy_edits.revise_toy(engine, toy, price="20", base=2)

    with pytest.raises(EditConflict):
        toy_edits.revise_toy(engine, tag, fact="price", base=2)


def test_retracting_the_evidence_of_a_figure_that_they_changed_is_a_conflict(engine: Engine):
    toy = toy_edits.toy(engine)
    tag = toy_edits.tag(engine, toy, fact="price")
    toy_edits.revise_toy(engine, toy, price="20", base=2)

    with pytest.raises(EditConflict):
        toy_edits.retract_toy(engine, tag, base=2)
    toy_edits.retract_toy(engine, tag, base=3)


def test_a_figure_and_its_evidence_changed_in_one_edit_do_not_conflict(
    engine: Engine, session: Session
):
    toy = toy_edits.toy(engine)
    tag = toy_edits.tag(engine, toy, fact="price")

    with recording(engine, SYSTEM_ACCOUNT, Intent.UPDATES) as edit:
        edit.revise(toy.id, 2, {toy.id: {"price": "20"}})
        edit.revise(toy.id, 2, {tag.id: {"text": "It says 20."}})

    assert toy_edits.facts_of(session, tag)["text"] == "It says 20."


def test_a_fact_whose_evidence_rests_on_what_they_changed_is_a_conflict(engine: Engine):
    toy, photo = toy_edits.toy(engine), toy_edits.photo(engine)
    toy_edits.tag(engine, toy, fact="price", photo_id=photo.id)
    toy_edits.revise_toy(engine, photo, text="A doll.")

    with pytest.raises(EditConflict) as raised:
        toy_edits.revise_toy(engine, toy, price="20", base=3)
    toy_edits.revise_toy(engine, toy, colour="red", base=3)

    assert "evidence" in raised.value.conflicts[toy.id].reason


def test_what_evidence_rests_on_is_not_changed_beside_a_figure_that_they_changed(engine: Engine):
    toy, photo = toy_edits.toy(engine), toy_edits.photo(engine)
    toy_edits.tag(engine, toy, fact="price", photo_id=photo.id)
    toy_edits.revise_toy(engine, toy, price="20")

    with pytest.raises(EditConflict) as raised:
        toy_edits.revise_toy(engine, photo, text="A doll.", base=3)

    assert "evidence" in raised.value.conflicts[photo.id].reason


def test_what_evidence_rests_on_is_changed_beside_other_figures(engine: Engine, session: Session):
    toy, photo = toy_edits.toy(engine), toy_edits.photo(engine)
    toy_edits.tag(engine, toy, fact="price", photo_id=photo.id)
    toy_edits.revise_toy(engine, toy, colour="red")

    toy_edits.revise_toy(engine, photo, text="A doll.", base=3)

    assert toy_edits.facts_of(session, photo)["text"] == "A doll."


def test_what_others_made_evidence_of_meanwhile_is_a_conflict(engine: Engine):
    toy, photo = toy_edits.toy(engine), toy_edits.photo(engine)
    toy_edits.tag(engine, toy, fact="price", photo_id=photo.id)

    with pytest.raises(EditConflict):
        toy_edits.revise_toy(engine, photo, text="A doll.", base=2)


def test_evidence_that_rests_on_what_they_changed_is_a_conflict(engine: Engine):
    toy, photo = toy_edits.toy(engine), toy_edits.photo(engine)
    toy_edits.revise_toy(engine, photo, text="A doll.")
    facts = {"text": "Here.", "photo_id": photo.id}

    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit, pytest.raises(EditConflict):
        edit.add(Tag, facts, under=toy, base=2)


def test_evidence_that_is_led_to_what_they_changed_is_a_conflict(engine: Engine):
    toy, photo = toy_edits.toy(engine), toy_edits.photo(engine)
    tag = toy_edits.tag(engine, toy)
    toy_edits.revise_toy(engine, photo, text="A doll.")

    with pytest.raises(EditConflict):
        toy_edits.revise_toy(engine, tag, photo_id=photo.id, base=3)


def test_evidence_may_rest_on_what_came_after_the_form_was_drawn(engine: Engine):
    toy = toy_edits.toy(engine)
    photo = toy_edits.photo(engine)

    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        edit.add(Tag, {"text": "Here.", "photo_id": photo.id}, under=toy, base=1)

    assert toy_edits.newest_number(engine) == 3
