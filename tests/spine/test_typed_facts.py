"""Every text of a fact is clean, whoever wants it recorded: a form, a seed file, a program."""

import pytest
from sqlalchemy import Engine

from app.models import Event, Intent, Pledge, Source
from app.models.place import Place
from app.spine.moment import reading_session
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.refusals import Refused
from app.spine.typed_facts import pick_facts
from app.spine.versions import current_rows

pytestmark = pytest.mark.sqlite


def test_a_line_is_one_line_and_a_note_keeps_its_lines():
    facts = pick_facts(Pledge, {"title": "A\nbrigade", "note": "one\r\ntwo", "actor_id": 7})

    assert facts == {"title": "A brigade", "note": "one\ntwo", "actor_id": 7}


def test_the_parts_of_a_value_are_clean_as_well():
    typed = Place(words="Ky\u200biv", countries=("ua",))
    at = {"edtf": "2026", "basis": "stated", "words": "in\xa02026", "note": "a\u202e\nb"}

    facts = pick_facts(Event, {"place": typed, "at": at})

    assert facts["place"].words == "Kyiv"
    assert facts["at"] == at | {"words": "in 2026", "note": "a\nb"}


def test_each_of_several_names_is_clean():
    assert pick_facts(Pledge, {"title": ["a\u00adb", "c"]}) == {"title": ["ab", "c"]}


def test_a_fact_that_cannot_be_kept_is_named():
    with pytest.raises(ValueError, match=r"What is pledged: The character U\+E000"):
        pick_facts(Pledge, {"title": "\ue000"})


def test_a_fact_that_a_kind_has_not_is_left_to_its_rules():
    assert pick_facts(Pledge, {"colour": "red\xa0"}) == {"colour": "red\xa0"}


def test_an_address_is_held_against_its_rule_only_where_it_is_typed():
    facts = {"kind": "document", "publisher": "The Daily", "language": "en", "reliability": "B"}
    facts |= {"retrieved_on": "2026-03-02", "address": "https://user:pass@evil.example/"}

    assert Source.validate_facts(facts)["address"] == facts["address"]
    with pytest.raises(ValueError, match="Leave out the “@”"):
        pick_facts(Source, facts)


def test_what_is_recorded_is_clean_and_so_is_why(engine: Engine):
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS, "So\u200b it\xa0is") as edit:
        event = edit.add(Event, {"kind": "meeting", "title": "A \u202emeeting"})

    with reading_session(engine) as session:
        assert current_rows(session, [event.id])[event.id].title == "A meeting"


def test_a_comment_that_cannot_be_kept_is_refused(engine: Engine):
    with (
        pytest.raises(Refused, match=r"Comment: The character U\+E000"),
        recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS, "\ue000") as edit,
    ):
        edit.add(Event, {"kind": "meeting", "title": "A meeting"})
