import pytest

from app.forms.boxes import FOLDED, PIECES, PRESETS, Box, bare_type, box_choices, boxes
from app.models import Actor, Check, Condition, Link, Passage, Pledge, Source, Step
from app.models.parts import ROOTS, part_kinds
from app.models.vocabulary import Domain
from app.rules.formatting import plain
from app.spine.versioned import Versioned

KINDS = sorted(
    {*ROOTS, *(part for kind in ROOTS for part in part_kinds(kind))}, key=lambda k: k.noun()
)


def box(kind: type[Versioned], name: str) -> Box:
    return next(each for each in boxes(kind) if each.name == name)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.noun())
def test_every_fact_that_is_typed_has_a_box_with_its_declared_title_and_need(kind: type[Versioned]):
    declared = {n: each for n, each in kind.fields_class().model_fields.items() if n != "drafted"}

    told = {each.name: (each.title, each.is_required) for each in boxes(kind) if each.is_main}

    assert told == {name: (field.title, field.is_required()) for name, field in declared.items()}
    assert list(told) == [name for name in kind.fact_names() if name != "drafted"]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.noun())
def test_every_piece_of_a_value_has_a_box_beside_its_own(kind: type[Versioned]):
    declared = {
        n: bare_type(field.annotation) for n, field in kind.fields_class().model_fields.items()
    }

    told = [each.name for each in boxes(kind) if not each.is_main]

    wanted = [(name, PIECES.get(typed, ())[1:]) for name, typed in declared.items()]
    assert told == [f"{name}.{piece}" for name, pieces in wanted for piece in pieces]


def test_a_text_is_as_long_as_its_field_and_has_so_many_lines():
    told = {n: (box(Passage, n).max_length, box(Passage, n).lines) for n in ("locator", "quote")}

    assert told == {"locator": (60, 1), "quote": (300, 2)}
    assert (box(Passage, "gist").max_length, box(Passage, "gist").lines) == (600, 2)
    assert (box(Pledge, "note").max_length, box(Pledge, "note").lines) == (1000, 3)


def test_a_hint_is_the_declared_one_and_how_to_type_it():
    hint = (
        "How much is offered, in all. As in more than £100m, €15m a year, 120 to 160 troops, "
        "up to 1 company; without a figure or a unit, the source’s own words in quotation marks."
    )

    assert box(Step, "offered").hint == hint
    assert box(Check, "found").hint == "Still so: cite the passage that says it."
    assert box(Source, "publisher").hint == ""
    assert "/pledges/12" in box(Link, "from_id").hint


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.noun())
def test_no_hint_says_no_more_than_its_label(kind: type[Versioned]):
    assert [each.name for each in boxes(kind) if each.hint.split(".")[0] == plain(each.title)] == []


def test_a_word_of_a_vocabulary_is_chosen_with_its_meaning():
    first, second, *_ = box(Pledge, "domain").choices

    assert first == ("", "choose", "")
    assert second == ("land", "land", Domain.LAND.meaning)
    assert box(Pledge, "capability").choices[0] == ("", "–", "")


def test_a_mere_letter_is_offered_with_what_it_means():
    _, (word, words, meaning), *_ = box(Source, "reliability").choices

    assert (word, words) == ("A", f"A: {meaning}")


def test_a_capability_is_offered_with_the_domain_it_is_of():
    told = {word: words for word, words, _ in box(Pledge, "capability").choices}

    assert told["logistics"] == "logistics (land)"
    assert told["surveillance"] == "surveillance (sea or enabling)"


def test_yes_and_no_are_chosen():
    assert box_choices(bool, blank="choose") == (
        ("", "choose", ""),
        ("true", "yes", ""),
        ("false", "no", ""),
    )


def test_what_has_a_preset_holds_one_of_its_words_and_offers_no_blank():
    for kind, name in PRESETS:
        words = [word for word, *_ in box(kind, name).choices]

        assert box(kind, name).preset in words
        assert "" not in words
    assert box(Step, "at.basis").preset == "stated"


def test_a_reference_is_typed_and_knows_what_it_names():
    named = {each.name: each.refers_to for each in boxes(Condition) if each.refers_to is not None}

    assert named == {"alternative_to_id": "condition", "actor_id": "actor"}
    assert box(Condition, "actor_id").choices is None


def test_a_list_of_references_is_typed_in_one_box():
    behalf = box(Passage, "on_behalf")

    assert (behalf.refers_to, behalf.choices) == ("actor", None)


def test_what_is_folded_is_a_fact_and_never_needed():
    for kind, names in FOLDED.items():
        assert names <= set(kind.fact_names())
        needed = [each.name for each in boxes(kind) if each.is_folded and each.is_required]
        assert needed == []
    assert {each.name for each in boxes(Actor) if each.is_folded} == {
        "aliases",
        "count",
        "count.words",
    }
