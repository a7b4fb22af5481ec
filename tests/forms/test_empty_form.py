from datetime import date

import pytest

from app.forms.empty_form import (
    add_link,
    add_prefilled_part,
    new_form,
    prefill_dates,
    prefill_passage,
    prefill_source,
)
from app.forms.form_part import FormPart
from app.forms.form_state import MAX_PARTS, ROOT, FormState
from app.forms.references import ReferenceFinder
from app.models import (
    Actor,
    Assessment,
    Check,
    Circumstance,
    Citation,
    Condition,
    Event,
    Link,
    Passage,
    Pledge,
    Source,
    Stance,
    Step,
)
from tests.forms.samples import finder, form_state


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        (Actor, []),
        (Source, []),
        (Pledge, ["step", "citation", "passage", "condition", "citation", "passage"]),
        (Stance, ["citation", "passage"]),
        (Assessment, ["citation", "passage"]),
        (Event, ["attendance", "citation", "passage"]),
        (Circumstance, ["citation", "passage"]),
        (Check, ["citation", "passage"]),
        (Link, []),
    ],
)
def test_a_new_thing_asks_for_its_parts_at_once(kind, asked: list[str]):
    shown = new_form(kind, 7, {}, finder())

    assert [part.kind.noun() for part in shown.parts.values()] == [kind.noun(), *asked]
    assert shown.base == 7


def test_what_is_known_already_stands_in_its_box_and_the_rest_holds_its_preset():
    shown = new_form(Pledge, 7, {"domain": "sea"}, finder())

    assert (shown.root.texts["domain"], shown.root.texts["title"]) == ("sea", "")
    assert shown.root.texts["due.basis"] == "stated"


def cited_passage(shown: FormState, sources: ReferenceFinder | None = None) -> FormPart:
    """The new passage that comes with a new citation of the thing."""
    citation = add_prefilled_part(shown, Citation, ROOT, sources or finder())
    [passage] = shown.cited_parts(citation.key)
    return passage


def test_a_new_passage_is_of_the_source_that_was_cited_last():
    passage = cited_passage(form_state())

    assert (passage.kind, passage.is_cited_here, passage.texts["source_id"]) == (Passage, True, "2")
    assert (passage.texts["mode"], passage.texts["credibility"]) == ("paraphrase", "")


def test_a_new_source_on_the_form_is_named_by_what_is_new_and_blank():
    shown = form_state()
    blank, typed = cited_passage(shown), cited_passage(shown)
    typed.texts["gist"] = "It will go."

    source = add_prefilled_part(shown, Source, "", finder())

    assert (blank.texts["source_id"], typed.texts["source_id"]) == (source.key, "2")
    assert cited_passage(shown).texts["source_id"] == source.key


def test_further_evidence_for_a_step_is_for_how_firm_it_is_and_still_blank():
    shown = form_state()
    shown.parts["5"] = FormPart("5", Step, ROOT, {"bindingness": "declared", "offered": "5 ships"})
    new = shown.add_part(Step, ROOT, bindingness="declared")

    further = add_prefilled_part(shown, Citation, "5", finder())

    assert (further.texts["fact"], further.is_blank) == ("bindingness", True)
    assert add_prefilled_part(shown, Citation, new.key, finder()).texts["fact"] == ""


def test_without_sources_a_passage_is_of_none():
    empty = finder()
    empty.choices.sources.clear()

    assert cited_passage(form_state(), empty).texts["source_id"] == ""


def test_a_passage_that_is_known_is_cited_and_no_new_one_asked_for():
    shown = new_form(Stance, 7, {}, finder())

    prefill_passage(shown, "9")

    assert [part.kind for part in shown.parts.values()] == [Stance, Citation]
    assert shown.parts["n1"].texts["passage_id"] == "9"


def test_the_new_passages_are_of_a_source_that_is_known():
    shown = new_form(Pledge, 7, {}, finder())

    prefill_source(shown, "3")

    passages = [part for part in shown.parts.values() if part.kind is Passage]
    assert [part.texts["source_id"] for part in passages] == ["3", "3"]


def test_a_part_that_fills_the_form_is_opened_without_its_own():
    shown = form_state()
    for _ in range(MAX_PARTS - 2):
        shown.add_part(Condition, ROOT)

    add_prefilled_part(shown, Step, ROOT, finder())

    assert len(shown.parts) == MAX_PARTS
    assert [part.kind for part in shown.parts.values()][-1] is Step


def test_the_day_is_filled_in_where_something_new_is_looked_at():
    shown = new_form(Check, 7, {}, finder())
    shown.parts["5"] = FormPart("5", Source, "", {"retrieved_on": ""})

    prefill_dates(shown, date(2026, 5, 31))

    assert shown.root.texts["checked_on"] == "31 May 2026"
    assert shown.parts["5"].texts["retrieved_on"] == ""


def test_a_day_that_is_known_stays():
    shown = new_form(Check, 7, {"checked_on": "2026-05-01"}, finder())

    prefill_dates(shown, date(2026, 5, 31))

    assert shown.root.texts["checked_on"] == "2026-05-01"


def test_a_link_from_the_new_thing_stands_beside_it():
    shown = new_form(Pledge, 7, {}, finder())

    add_link(shown, "3", "adds to")

    [link] = shown.additions
    assert link.texts == {"from_id": ROOT, "to_id": "3", "kind": "adds to", "note": ""}
