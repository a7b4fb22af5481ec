import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.forms.form_parser import ParsedPart, box_texts, field_error, parse_part
from app.models import (
    Actor,
    Circumstance,
    Citation,
    Condition,
    Link,
    Pledge,
    Source,
    Step,
)
from app.spine.desired import Key
from app.spine.versioned import Versioned
from tests.forms.facts import facts_of
from tests.forms.samples import finder
from tests.forms.test_boxes import KINDS

PLEDGE = {"actor_id": "France", "title": "A brigade", "domain": "land", "capability": "engineers"}
SOURCE = {"kind": "document", "publisher": "A B", "language": "en", "retrieved_on": "2 Mar 2026"}
SOURCE |= {"reliability": "A"}
STEP = {"bindingness": "declared"}
CONDITION = {"kind": "ceasefire", "gate": "deployment", "words": "after a ceasefire"}
ACTOR = {"code": "nordic", "name": "Nordic", "kind": "group"}
# A kind, what is typed right, what is typed wrong, the box that says so, and its sentence.
WRONG = [
    (Pledge, PLEDGE, {"title": " \r\n"}, "title", "Fill this in."),
    (Pledge, PLEDGE, {"title": "ab"}, "title", "At least 3 characters."),
    (Pledge, PLEDGE, {"title": "a" * 201}, "title", "At most 200 characters; these are 201."),
    (Pledge, PLEDGE, {"domain": ""}, "domain", "Choose one."),
    (Pledge, PLEDGE, {"domain": "moon"}, "domain", "Choose one of those offered."),
    (Pledge, PLEDGE, {"actor_id": "Nowhere"}, "actor_id", "There is no actor called “Nowhere”."),
    (Pledge, PLEDGE, {"domain": "sea"}, "", "“engineers” is "),
    (Pledge, PLEDGE, {"due": "soon"}, "due", "“soon” depends on the day"),
    (Pledge, PLEDGE, {"due.words": "soon"}, "due", "Fill this in, or empty what stands with it."),
    (Pledge, PLEDGE, {"due.note": "see p. 2"}, "due", "Fill this in, or empty what stands"),
    (Pledge, PLEDGE, {"place.countries": "ua"}, "place", "Fill this in, or empty what stands"),
    (Pledge, PLEDGE, {"place": "Kyiv", "place.countries": "EU"}, "place", "“EU” is no country"),
    (Step, STEP, {"bindingness": ""}, "", "A step states at least one of how firm"),
    (Step, STEP, {"quantity": "5000"}, "quantity", "No unit is named."),
    (Step, STEP, {"at": "2026", "at.basis": "guessed"}, "at", "'guessed' is not a valid Basis"),
    (Source, SOURCE, {"retrieved_on": "March 2026"}, "retrieved_on", "Write one day, as in"),
    (Source, SOURCE, {"retrieved_on": "2 Mar 2026?"}, "retrieved_on", "Write one day, as in"),
    (Source, SOURCE, {"retrieved_on": "by August"}, "retrieved_on", "Write one day, as in"),
    (Source, SOURCE, {"retrieved_on": "3 May"}, "retrieved_on", "Which year?"),
    (Source, SOURCE, {"address": "x.y/z"}, "address", "Write all of it, from https:// or"),
    (Source, SOURCE, {"language": "Englisch"}, "language", "“Englisch” is no language we know."),
    (Source, SOURCE, {"origin_id": "the other"}, "origin_id", "Choose one of those offered, or"),
    (Condition, CONDITION, {"gate": ""}, "", "Say what waits for it; of a limit"),
    (Circumstance, {"kind": "ceasefire", "state": "met"}, {"actor_id": "fr"}, "", "“ceasefire” is"),
    (Link, {"from_id": "1", "kind": "unclear"}, {"to_id": "1"}, "", "A link joins two different"),
    (Actor, ACTOR, {"code": "The Nordics"}, "code", "This is not written as it has to be"),
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.noun())
@pytest.mark.covered
def test_what_a_form_holds_of_a_row_is_read_as_the_same_facts(kind: type[Versioned]):
    @settings(max_examples=40, deadline=None)
    @given(facts_of(kind))
    def hold(facts):
        typed = box_texts(kind, facts, lambda _kind, number: str(number))

        assert parse_part(kind, typed, lambda _kind, text: int(text)) == ParsedPart(facts)

    hold()


@pytest.mark.parametrize(("kind", "right", "wrong", "box", "sentence"), WRONG)
def test_what_is_wrong_is_said_beside_its_box(kind, right, wrong, box, sentence):
    done = parse_part(kind, right | wrong, finder().find)

    assert done.facts is None
    assert list(done.errors) == [box]
    assert done.errors[box].startswith(sentence)


@pytest.mark.parametrize(
    ("kind", "right"),
    [(Pledge, PLEDGE), (Source, SOURCE), (Step, STEP), (Condition, CONDITION), (Actor, ACTOR)],
)
def test_what_is_right_has_no_sentence(kind: type[Versioned], right: dict[str, str]):
    assert parse_part(kind, right, finder().find).errors == {}


def test_all_that_is_wrong_is_said_at_once():
    done = parse_part(Pledge, {"title": "", "due": "soon"}, finder().find)

    assert list(done.errors) == ["actor_id", "title", "domain", "due"]


def test_a_new_country_and_a_new_row_are_named_by_their_keys():
    pledge = parse_part(Pledge, PLEDGE | {"actor_id": "Estonia"}, finder().find)
    link = parse_part(Link, {"from_id": "n0", "to_id": "7", "kind": "unclear"}, finder().find)

    assert pledge.facts["actor_id"] == Key("country-ee")
    assert (link.facts["from_id"], link.facts["to_id"]) == (Key("n0"), 7)


def test_a_quantity_that_names_no_unit_counts_what_its_domain_does():
    done = parse_part(Step, {"quantity": "5000"}, finder().find, "ships")

    assert str(done.facts["quantity"]) == "5,000 ships"


def test_a_quantity_may_be_words_alone():
    done = parse_part(Step, {"quantity.words": "a small number"}, finder().find, "troops")

    assert str(done.facts["quantity"]) == "“a small number” of troops"


def test_stray_spaces_and_ends_of_lines_are_no_facts():
    done = parse_part(
        Pledge, PLEDGE | {"title": "  A brigade ", "note": "one\r\ntwo\0\r\n"}, finder().find
    )

    assert (done.facts["title"], done.facts["note"]) == ("A brigade", "one\ntwo")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Norden, the Nordics,", ["Norden", "the Nordics"]),
        ("Korea, Republic of; ROK", ["Korea, Republic of", "ROK"]),
        ("Norden\nthe Nordics", ["Norden", "the Nordics"]),
        (" , ", []),
    ],
)
def test_names_are_told_apart_by_commas_or_where_they_hold_one_by_semicolons(text, names):
    assert parse_part(Actor, ACTOR | {"aliases": text}, finder().find).facts["aliases"] == names


def test_an_error_that_no_box_lets_through_is_told_all_the_same():
    long = {"type": "string_too_long", "ctx": {"max_length": 3}, "msg": "String too long"}

    assert field_error(long) == "At most 3 characters."
    assert field_error({"type": "int_parsing", "msg": "Input should be a number"}) == (
        "Input should be a number."
    )


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(Citation.fact_names()), st.text(max_size=30)))
def test_whatever_is_typed_is_read_or_refused_in_sentences(typed: dict[str, str]):
    done = parse_part(Citation, typed, finder().find)

    assert done.facts is None
    assert all(re.search(r"[.?]$", sentence) for sentence in done.errors.values())
