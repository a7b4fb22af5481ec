"""Which texts the record takes."""

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from app.spine.recording import SYSTEM_ACCOUNT, SubmissionKey, recording
from app.spine.refusals import Refused
from app.spine.revision import Intent
from app.spine.verify import verify
from tests.spine import toy_edits
from tests.spine.toys import Toy


def test_a_text_that_not_every_database_can_hold_is_refused(engine: Engine):
    for facts in ({"name": "\ud800"}, {"tags": ["fine", "\ud800"]}):
        with pytest.raises(ValueError, match=r"U\+D800"):
            toy_edits.toy(engine, **facts)


@pytest.mark.parametrize("facts", [{"name": "a\0b"}, {"name": "a", "tags": ["fine", "\0"]}])
def test_a_line_of_the_record_with_a_nul_is_no_fact(facts: dict[str, object]):
    with pytest.raises(ValueError, match="NUL"):
        Toy.validate_facts({"code": "bear"} | facts)


def test_any_other_text_is_kept(engine: Engine, session: Session):
    toy = toy_edits.toy(engine, name="\\u0000 \ufffd 🎈 ?")

    assert toy_edits.facts_of(session, toy)["name"] == "\\u0000 \ufffd 🎈 ?"


def test_what_was_recorded_before_there_was_a_rule_is_read_as_it_is(
    engine: Engine, session: Session
):
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        toy = edit.add(Toy, {"code": "bear", "name": "Ted"})
        edit.set_facts(toy, edit.facts_of([toy.id])[toy.id] | {"name": "T\u202eed"})

    assert toy_edits.facts_of(session, toy)["name"] == "T\u202eed"
    assert verify(session) is None


@pytest.mark.parametrize("comment", ["x" * 2001])
def test_a_comment_that_not_every_database_can_hold_is_refused(engine: Engine, comment: str):
    with (
        pytest.raises(Refused, match="2,000 characters"),
        recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS, comment),
    ):
        pass


@pytest.mark.parametrize("form", [SubmissionKey("x" * 61, ""), SubmissionKey("", "x" * 65)])
def test_a_form_that_not_every_database_can_hold_is_refused(engine: Engine, form: SubmissionKey):
    with (
        pytest.raises(Refused, match="Open it again"),
        recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS, form=form),
    ):
        pass
