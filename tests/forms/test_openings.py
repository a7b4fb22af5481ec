from datetime import date

import pytest

from app.forms.openings import dated, fresh, linked, opening
from app.forms.sheet import MOST, ROOT, Part
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
from tests.forms.play import finder, sheet


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
        (Check, []),
        (Link, []),
    ],
)
def test_a_new_thing_asks_for_its_parts_at_once(kind, asked: list[str]):
    shown = fresh(kind, 7, {}, finder())

    assert [part.kind.noun() for part in shown.parts.values()] == [kind.noun(), *asked]
    assert shown.base == 7


def test_what_is_known_already_stands_in_its_box_and_the_rest_holds_its_preset():
    shown = fresh(Pledge, 7, {"domain": "sea"}, finder())

    assert (shown.root.typed["domain"], shown.root.typed["title"]) == ("sea", "")
    assert shown.root.typed["due.basis"] == "stated"


def test_a_citation_names_the_source_that_was_cited_last():
    shown = sheet()

    assert opening(shown, Citation, ROOT, finder()).typed["source_id"] == "2"


def test_a_new_source_on_the_form_is_named_by_what_is_new_and_blank():
    shown = sheet()
    blank = opening(shown, Citation, ROOT, finder())
    typed = opening(shown, Citation, ROOT, finder())
    typed.typed["gist"] = "It will go."

    source = opening(shown, Source, "", finder())

    assert (blank.typed["source_id"], typed.typed["source_id"]) == (source.key, "2")
    assert opening(shown, Citation, ROOT, finder()).typed["source_id"] == source.key


def test_further_evidence_for_a_step_is_for_how_firm_it_is_and_still_blank():
    shown = sheet()
    shown.parts["5"] = Part("5", Step, ROOT, {"bindingness": "declared", "quantity": "5 ships"})
    new = shown.add(Step, ROOT, bindingness="declared")

    further = opening(shown, Citation, "5", finder())

    assert (further.typed["fact"], further.is_blank) == ("bindingness", True)
    assert opening(shown, Citation, new.key, finder()).typed["fact"] == ""


def test_without_sources_a_citation_names_none():
    empty = finder()
    empty.choices.sources.clear()

    assert opening(sheet(), Citation, ROOT, empty).typed["source_id"] == ""


def test_a_part_that_fills_the_form_is_opened_without_its_own():
    shown = sheet()
    for _ in range(MOST - 2):
        shown.add(Condition, ROOT)

    opening(shown, Step, ROOT, finder())

    assert len(shown.parts) == MOST
    assert [part.kind for part in shown.parts.values()][-1] is Step


def test_the_day_is_filled_in_where_something_new_is_looked_at():
    shown = fresh(Check, 7, {}, finder())
    shown.parts["5"] = Part("5", Source, "", {"retrieved_on": ""})

    dated(shown, date(2026, 5, 31))

    assert shown.root.typed["checked_on"] == "31/05/2026"
    assert shown.parts["5"].typed["retrieved_on"] == ""


def test_a_day_that_is_known_stays():
    shown = fresh(Check, 7, {"checked_on": "2026-05-01"}, finder())

    dated(shown, date(2026, 5, 31))

    assert shown.root.typed["checked_on"] == "2026-05-01"


def test_a_link_from_the_new_thing_stands_beside_it():
    shown = fresh(Pledge, 7, {}, finder())

    linked(shown, "3", "adds to")

    [link] = shown.beside
    assert link.typed == {"from_id": ROOT, "to_id": "3", "kind": "adds to", "note": ""}
