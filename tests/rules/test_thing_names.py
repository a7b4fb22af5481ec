import pytest

from app.models import Actor, Circumstance, Link
from app.models.quantity import Quantity
from app.models.vocabulary import LinkKind
from app.rules import thing_names

FRANCE = Actor(entity_id=1, since=1, root_id=1, code="fr", name="France", kind="country")


def test_an_assessment_is_called_by_its_author_its_matter_and_its_quantity():
    few = Quantity.parse("about 20 countries")

    assert thing_names.assessment_name("estimate", "experts", few, "", "") == (
        "Estimate by experts: about 20 countries"
    )
    assert thing_names.assessment_name("requirement", "experts", None, "air defence", "France") == (
        "Requirement by experts: air defence (France)"
    )
    assert (
        thing_names.assessment_name("judgement", "experts", None, "", "") == "Judgement by experts"
    )


@pytest.mark.parametrize(
    ("topic", "called"),
    [
        ("land", "France, on land: found"),
        ("air", "France, in the air: found"),
        ("sea", "France, at sea: found"),
        ("own money", "France, own money: found"),
    ],
)
def test_a_check_is_called_by_where_one_would_look(topic: str, called: str):
    assert thing_names.check_name("France", topic, "found") == called


def test_a_circumstance_keeps_its_capitals_and_says_whose_it_is():
    backstop = Circumstance(entity_id=2, since=1, root_id=2, kind="US backstop", state="met")

    assert thing_names.thing_name(backstop, None) == "US backstop: met"
    assert thing_names.thing_name(backstop, FRANCE) == "US backstop (France): met"


@pytest.mark.parametrize(
    ("kind", "called"),
    [
        (LinkKind.ADDS_TO, "A stance (France) adds to a pledge (France)"),
        (LinkKind.UNCLEAR, "Unclear: a stance (France) and a pledge (France)"),
        (LinkKind.PART_OF, "A stance (France) is part of a pledge (France)"),
        (LinkKind.REPEATS, "A stance (France) repeats a pledge (France)"),
        (LinkKind.CONTRADICTS, "A stance (France) contradicts a pledge (France)"),
        (LinkKind.VALUES, "A stance (France) values a pledge (France)"),
        (LinkKind.SAME_DECLARATION, "One declaration: a stance (France) and a pledge (France)"),
    ],
)
def test_a_link_is_called_by_what_it_joins(kind: LinkKind, called: str):
    assert thing_names.link_name(kind, (("stance", "France"), ("pledge", "France"))) == called


def test_two_ends_of_a_kind_are_one_and_another():
    ends = ("assessment", ""), ("assessment", "")

    assert (
        thing_names.link_name(LinkKind.REPEATS, ends) == "An assessment repeats another assessment"
    )


def test_anything_else_is_called_by_its_label():
    link = Link(entity_id=3, since=1, root_id=3, from_id=1, to_id=2, kind="repeats")

    assert thing_names.thing_name(link, None) == "link 3 “repeats”"
