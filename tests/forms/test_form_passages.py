"""What a form holds of passages: those that a citation names, and those that are new."""

import pytest

from app.forms.form_state import NO_PASSAGE, ROOT, TWO_PASSAGES
from app.models import Citation, Passage, Source
from app.spine.desired import Key
from tests.forms.samples import SAID_TEXTS, finder, pledge_form


def test_a_new_passage_of_a_recorded_source_is_wanted_under_it():
    shown = pledge_form()
    passage = shown.add_part(Passage, shown.add_part(Citation, ROOT).key, **SAID_TEXTS)

    assert shown.parse(finder())

    [said] = [row for row in shown.desired_rows if row.key == passage.key]
    assert (said.kind, said.under, said.facts["on_behalf"]) == (Passage, "2", [])


def test_several_are_spoken_for_each_once_and_those_that_are_new_too():
    shown = pledge_form()
    names = {"on_behalf": "France, Estonia, fr"}
    passage = shown.add_part(Passage, shown.add_part(Citation, ROOT).key, **SAID_TEXTS | names)

    assert shown.parse(finder())

    assert passage.facts["on_behalf"] == [1, Key("country-ee")]


def test_two_citations_may_name_one_new_passage():
    shown = pledge_form()
    passage = shown.add_part(Passage, shown.add_part(Citation, ROOT).key, **SAID_TEXTS)
    other = shown.add_part(Citation, ROOT, passage_id=passage.key)

    assert shown.parse(finder())

    assert other.facts["passage_id"] == Key(passage.key)


@pytest.mark.parametrize(
    ("choice", "said", "sentence"),
    [("9", SAID_TEXTS, TWO_PASSAGES), ("", {}, NO_PASSAGE)],
    ids=["both", "neither"],
)
def test_a_citation_names_a_passage_or_a_new_one(choice: str, said: dict, sentence: str):
    shown = pledge_form()
    cited = shown.add_part(Citation, ROOT, passage_id=choice, note="See there.")
    shown.add_part(Passage, cited.key, **said)

    assert not shown.parse(finder())

    assert shown.problems() == [(f"{cited.key}.passage_id", sentence)]


def test_a_new_passage_is_of_a_source():
    shown = pledge_form()
    cited = shown.add_part(Citation, ROOT)
    passage = shown.add_part(Passage, cited.key, **SAID_TEXTS | {"source_id": ""})

    assert not shown.parse(finder())

    assert shown.problems() == [(f"{passage.key}.source_id", "Choose one.")]


def test_what_names_a_new_row_that_was_left_blank_says_so():
    shown = pledge_form()
    source = shown.add_part(Source, "")
    cited = shown.add_part(Citation, ROOT)
    passage = shown.add_part(Passage, cited.key, **SAID_TEXTS | {"source_id": source.key})

    assert not shown.parse(finder())

    assert shown.problems() == [(f"{passage.key}.source_id", "Choose one of those offered.")]
    assert source.key in shown.parts
