from datetime import date

import pytest

from app.forms.empty_form import add_link, add_prefilled_part, new_form, prefill_dates
from app.forms.form_state import MAX_PARTS, ROOT, FormPart
from app.models import (
    Actor,
    Assessment,
    Check,
    Circumstance,
    Citation,
    Condition,
    Event,
    Link,
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
        (Pledge, ["step", "citation", "condition", "citation"]),
        (Stance, ["citation"]),
        (Assessment, ["citation"]),
        (Event, ["attendance", "citation"]),
        (Circumstance, ["citation"]),
        (Check, ["citation"]),
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


def test_a_citation_names_the_source_that_was_cited_last():
    shown = form_state()

    assert add_prefilled_part(shown, Citation, ROOT, finder()).texts["source_id"] == "2"


def test_a_new_source_on_the_form_is_named_by_what_is_new_and_blank():
    shown = form_state()
    blank = add_prefilled_part(shown, Citation, ROOT, finder())
    typed = add_prefilled_part(shown, Citation, ROOT, finder())
    typed.texts["gist"] = "It will go."

    source = add_prefilled_part(shown, Source, "", finder())

    assert (blank.texts["source_id"], typed.texts["source_id"]) == (source.key, "2")
    assert add_prefilled_part(shown, Citation, ROOT, finder()).texts["source_id"] == source.key


def test_further_evidence_for_a_step_is_for_how_firm_it_is_and_still_blank():
    shown = form_state()
    shown.parts["5"] = FormPart("5", Step, ROOT, {"bindingness": "declared", "quantity": "5 ships"})
    new = shown.add_part(Step, ROOT, bindingness="declared")

    further = add_prefilled_part(shown, Citation, "5", finder())

    assert (further.texts["fact"], further.is_blank) == ("bindingness", True)
    assert add_prefilled_part(shown, Citation, new.key, finder()).texts["fact"] == ""


def test_without_sources_a_citation_names_none():
    empty = finder()
    empty.choices.sources.clear()

    assert add_prefilled_part(form_state(), Citation, ROOT, empty).texts["source_id"] == ""


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
