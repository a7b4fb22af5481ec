from contextlib import suppress
from decimal import Decimal
from uuid import UUID

import pytest
from pydantic import ValidationError
from sqlalchemy import Engine
from sqlmodel import Session, select

from app.spine import lookups
from app.spine.moment import ALL_VERSIONS
from app.spine.recording import SYSTEM_ACCOUNT, SubmissionKey, recording
from app.spine.refusals import Refused, RepeatedSubmission
from app.spine.revision import Intent, Revision
from app.spine.versioned import Entity
from tests.spine import toy_edits
from tests.spine.toys import Tag, Toy


def numbers(session: Session) -> list[int]:
    return list(session.exec(select(Revision.number).order_by(Revision.number)))


def test_a_revised_toy_is_a_new_version_of_the_same_entity(engine: Engine, session: Session):
    toy_edits.revise_toy(engine, toy_edits.toy(engine), name="Ted")

    first, second = session.exec(select(Toy).order_by(Toy.since), execution_options=ALL_VERSIONS)
    assert (first.since, first.until) == (1, 2)
    assert (second.since, second.until) == (2, None)
    assert second.entity_id == first.entity_id


def test_ids_have_no_gap_after_an_edit_that_failed(engine: Engine, session: Session):
    with suppress(ZeroDivisionError), recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        edit.add(Toy, {"code": "bear"})
        raise ZeroDivisionError
    toy_edits.tag(engine, toy_edits.toy(engine))

    entities = session.exec(select(Entity).order_by(Entity.id)).all()
    assert [(e.id, e.kind, e.parent_id, e.root_id) for e in entities] == [
        (1, "toy", None, 1),
        (2, "tag", 1, 1),
    ]


def test_an_entity_keeps_the_uid_it_is_given(engine: Engine, session: Session):
    uid = UUID("6f1f5be2-7a07-4b6c-9d0b-6b2a3c1d0001")

    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        edit.add(Toy, {"code": "bear"}, uid=uid)

    assert lookups.entities_by_uid(session, [uid])[uid].kind == "toy"


def test_saving_without_a_change_leaves_no_revision(engine: Engine, session: Session):
    toy = toy_edits.toy(engine, price=Decimal(3000))

    toy_edits.revise_toy(engine, toy, price=Decimal("3000.00"))

    assert numbers(session) == [1]


def test_what_is_added_and_taken_back_in_one_edit_leaves_no_revision(
    engine: Engine, session: Session
):
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        edit.set_facts(edit.add(Toy, {"code": "bear"}), None)

    assert numbers(session) == []
    assert lookups.highest_entity_id(session) == 0


def test_an_error_leaves_no_revision_and_no_gap(engine: Engine, session: Session):
    toy = toy_edits.toy(engine)

    with suppress(ZeroDivisionError), recording(engine, SYSTEM_ACCOUNT, Intent.RETRACTS) as edit:
        edit.retract(toy.id, 1)
        raise ZeroDivisionError
    toy_edits.revise_toy(engine, toy, name="Ted")

    assert numbers(session) == [1, 2]


def test_facts_that_break_a_rule_are_not_recorded(engine: Engine, session: Session):
    with pytest.raises(ValidationError, match="Name what is dear"):
        toy_edits.toy(engine, name=None, price="5000")

    assert numbers(session) == []


def test_a_fact_that_a_kind_has_not_is_not_recorded(engine: Engine):
    with pytest.raises(ValueError, match="A toy has no height"):
        toy_edits.toy(engine, height="12")


def test_time_does_not_run_backwards(engine: Engine, session: Session):
    toy_edits.toy(engine, "bear", made_at=toy_edits.day(2))
    toy_edits.toy(engine, "doll", made_at=toy_edits.day(1))

    assert session.get(Revision, 2).made_at == toy_edits.day(2)


FORM, MORE = SubmissionKey("form-1", "a" * 64), SubmissionKey("form-1", "b" * 64)


def test_the_same_words_twice_are_known(engine: Engine, session: Session):
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS, form=FORM) as edit:
        edit.add(Toy, {"code": "bear"})

    with (
        pytest.raises(RepeatedSubmission) as raised,
        recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS, form=FORM),
    ):
        pass
    assert raised.value.number == 1
    assert numbers(session) == [1]


def test_other_words_are_a_new_edit_on_top_of_what_the_first_made(engine: Engine, session: Session):
    toy = toy_edits.toy(engine, name="One")
    for form, name in ((FORM, "Two"), (MORE, "Three")):
        with recording(engine, SYSTEM_ACCOUNT, Intent.UPDATES, form=form) as edit:
            edit.revise(toy.id, 1, {toy.id: {"name": name}})

    assert toy_edits.facts_of(session, toy)["name"] == "Three"
    assert numbers(session) == [1, 2, 3]


def test_one_revision_closes_a_thing_with_all_its_parts(engine: Engine, session: Session):
    toy = toy_edits.toy(engine)
    toy_edits.tag(engine, toy_edits.tag(engine, toy))

    toy_edits.retract_toy(engine, toy)

    for kind in (Toy, Tag):
        assert set(session.exec(select(kind.until), execution_options=ALL_VERSIONS)) == {4}


def test_a_part_goes_with_its_own_parts_and_no_others(engine: Engine, session: Session):
    toy = toy_edits.toy(engine)
    tag = toy_edits.tag(engine, toy)
    toy_edits.tag(engine, tag)
    kept = toy_edits.tag(engine, toy)

    toy_edits.retract_toy(engine, tag)

    assert session.exec(select(Tag.entity_id)).all() == [kept.id]


def test_what_was_retracted_is_brought_back_with_the_parts_that_went_with_it(
    engine: Engine, session: Session
):
    toy = toy_edits.toy(engine)
    gone_before, tag = toy_edits.tag(engine, toy), toy_edits.tag(engine, toy)
    toy_edits.retract_toy(engine, gone_before)
    toy_edits.retract_toy(engine, toy)

    with recording(engine, SYSTEM_ACCOUNT, Intent.RESTORES) as edit:
        edit.restore(toy.id)

    assert toy_edits.facts_of(session, toy)["code"] == "bear"
    assert session.exec(select(Tag.entity_id)).all() == [tag.id]


@pytest.mark.parametrize("entity_id", [1, 9])
def test_what_was_not_retracted_is_not_brought_back(engine: Engine, entity_id: int):
    toy_edits.toy(engine)

    with (
        pytest.raises(Refused, match="was not retracted"),
        recording(engine, SYSTEM_ACCOUNT, Intent.RESTORES) as edit,
    ):
        edit.restore(entity_id)


def test_what_is_not_there_is_not_retracted(engine: Engine):
    toy = toy_edits.toy(engine)
    toy_edits.retract_toy(engine, toy)

    with pytest.raises(Refused, match="not in the register"):
        toy_edits.retract_toy(engine, toy)


def test_an_import_of_a_thousand_is_one_revision_of_few_statements(
    engine: Engine, session: Session, statements: list[str]
):
    with recording(engine, SYSTEM_ACCOUNT, Intent.IMPORTS) as edit:
        for number in range(1000):
            edit.add(Tag, {"text": "x"}, under=edit.add(Toy, {"code": f"toy-{number}"}))
    counted = len(statements)

    assert numbers(session) == [1]
    assert len(session.exec(select(Tag.entity_id)).all()) == 1000
    assert counted < 40


def test_a_uid_is_nobody_else_s(engine: Engine):
    uid = toy_edits.toy(engine).uid

    with (
        pytest.raises(Refused, match="another one's"),
        recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit,
    ):
        edit.add(Toy, {"code": "doll"}, uid=uid)
