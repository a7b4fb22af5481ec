"""What a form says of its parts."""

import pytest

from app.forms.boxes import Box, boxes
from app.forms.form_part import FormPart
from app.forms.form_state import FormState
from app.forms.preview import gist_start, is_folded, part_label, preview_text
from app.forms.references import ReferenceFinder
from app.models import Citation, Condition, Passage, Pledge, Source, Step
from app.queries.form_options import FormOptions
from tests.forms.samples import finder


def box(part: FormPart, name: str) -> Box:
    """One box of a part."""
    return next(each for each in boxes(part.kind) if each.name == name)


def form_with_part(part: FormPart, domain: str = "land") -> FormState:
    """The form for a pledge with one part."""
    root = FormPart("1", Pledge, texts={"domain": domain})
    return FormState({"1": root, part.key: part}, 1)


@pytest.mark.parametrize(
    ("part", "told"),
    [
        (
            FormPart(
                "2", Step, texts={"at": "Nov 2025", "offered": "20 troops", "delivery": "none"}
            ),
            "Nov 2025 · 20 troops · none",
        ),
        (
            FormPart(
                "2", Step, texts={"at": "Nov 2025", "bindingness": "declared", "offered": " "}
            ),
            "Nov 2025 · declared",
        ),
        (
            FormPart("2", Condition, texts={"words": "a ceasefire", "kind": "ceasefire"}),
            "a ceasefire",
        ),
        (
            FormPart("2", Passage, texts={"locator": "¶18", "speaker": "Mari Maa"}),
            "¶18 · Mari Maa",
        ),
        (FormPart("2", Citation, texts={"passage_id": "9"}), "¶18 · Mari Maa"),
        (FormPart("2", Citation, texts={"passage_id": "99"}), ""),
        (FormPart("2", Source, texts={"publisher": "The Daily"}), ""),
    ],
)
def test_a_part_is_told_by_what_stands_in_its_boxes(part: FormPart, told: str):
    assert part_label(part, finder().choices) == told


def test_a_long_gist_ends_at_a_word():
    part = FormPart("2", Passage, texts={"gist": f"{'company ' * 20}\nmore"})

    assert gist_start(part, finder().choices) == f"{'company ' * 10}company …"


def test_a_short_gist_is_told_whole():
    part = FormPart("2", Passage, texts={"gist": "They will\nsend it."})

    assert gist_start(part, finder().choices) == "They will send it."


def test_a_citation_begins_as_its_passage_does_and_a_passage_without_words_as_its_quote():
    cited = FormPart("2", Citation, texts={"passage_id": "9"})
    quoted = FormPart("3", Passage, texts={"gist": "", "quote": "We go."})

    assert gist_start(cited, finder().choices).startswith("She says that")
    assert gist_start(quoted, finder().choices) == "We go."


@pytest.mark.parametrize(
    ("part", "folded"),
    [
        (FormPart("2", Citation, "1"), True),
        (FormPart("n1", Citation, "1"), False),
        (FormPart("2", Passage, "1"), True),
        (FormPart("2", Citation, "1", errors={"note": "At least 3 characters."}), False),
        (FormPart("2", Step, "1"), False),
    ],
)
def test_only_evidence_that_is_there_and_right_is_folded(part: FormPart, folded: bool):
    assert is_folded(form_with_part(part), part) is folded


def test_a_citation_in_dispute_is_not_folded():
    part = FormPart("2", Citation, "1")
    form = form_with_part(part)
    form.words["theirs:2.note"] = "They will send more."

    assert not is_folded(form, part)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("offered", "max 200", "up to 200 troops"),
        ("offered", "up to 200 troops", ""),  # just as typed
        ("offered", "$5m", ""),  # not understood
        ("offered", "", ""),
        ("at", "25/11/2025", "25 November 2025 (2025-11-25)"),
        ("at.note", "the day after", ""),
        ("bindingness", "declared", ""),
    ],
)
def test_a_box_says_how_it_is_understood(name: str, text: str, told: str):
    part = FormPart("2", Step, "1", {name: text})

    assert (
        preview_text(
            form_with_part(part), part, box(part, name), ReferenceFinder(FormOptions((), (), ()))
        )
        == told
    )
