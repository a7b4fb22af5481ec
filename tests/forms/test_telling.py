"""What a form says of its parts."""

import pytest

from app.forms.boxes import Box, boxes
from app.forms.finding import Finder
from app.forms.sheet import Part, Sheet
from app.forms.telling import called, gist, heard, is_folded
from app.models import Citation, Condition, Pledge, Source, Step
from app.queries.choices import Choices


def box(part: Part, name: str) -> Box:
    """One box of a part."""
    return next(each for each in boxes(part.kind) if each.name == name)


def sheet(part: Part, domain: str = "land") -> Sheet:
    """The form for a pledge with one part."""
    root = Part("1", Pledge, typed={"domain": domain})
    return Sheet({"1": root, part.key: part}, 1)


@pytest.mark.parametrize(
    ("part", "told"),
    [
        (
            Part("2", Step, typed={"at": "Nov 2025", "quantity": "20 troops", "delivery": "none"}),
            "Nov 2025 · 20 troops · none",
        ),
        (
            Part("2", Step, typed={"at": "Nov 2025", "bindingness": "declared", "quantity": " "}),
            "Nov 2025 · declared",
        ),
        (Part("2", Condition, typed={"words": "a ceasefire", "kind": "ceasefire"}), "a ceasefire"),
        (Part("2", Citation, typed={"locator": "¶18", "speaker": "Mari Maa"}), "¶18 · Mari Maa"),
        (Part("2", Source, typed={"publisher": "The Daily"}), ""),
    ],
)
def test_a_part_is_told_by_what_stands_in_its_boxes(part: Part, told: str):
    assert called(part) == told


def test_a_long_gist_ends_at_a_word():
    part = Part("2", Citation, typed={"gist": f"{'company ' * 20}\nmore"})

    assert gist(part) == f"{'company ' * 10}company …"


def test_a_short_gist_is_told_whole():
    assert gist(Part("2", Citation, typed={"gist": "They will\nsend it."})) == "They will send it."


@pytest.mark.parametrize(
    ("part", "folded"),
    [
        (Part("2", Citation, "1"), True),
        (Part("n1", Citation, "1"), False),
        (Part("2", Citation, "1", errors={"gist": "Fill this in."}), False),
        (Part("2", Step, "1"), False),
    ],
)
def test_only_a_citation_that_is_there_and_right_is_folded(part: Part, folded: bool):
    assert is_folded(sheet(part), part) is folded


def test_a_citation_in_dispute_is_not_folded():
    part = Part("2", Citation, "1")
    form = sheet(part)
    form.words["theirs:2.gist"] = "They will send more."

    assert not is_folded(form, part)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("quantity", "max 200", "up to 200 troops"),
        ("quantity", "up to 200 troops", ""),  # just as typed
        ("quantity", "$5m", ""),  # not understood
        ("quantity", "", ""),
        ("at", "25/11/2025", "25 November 2025 (2025-11-25)"),
        ("at.note", "the day after", ""),
        ("bindingness", "declared", ""),
    ],
)
def test_a_box_says_how_it_is_understood(name: str, text: str, told: str):
    part = Part("2", Step, "1", {name: text})

    assert heard(sheet(part), part, box(part, name), Finder(Choices((), (), ()))) == told
