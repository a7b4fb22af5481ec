import pytest

from app.forms.form_part import FormPart
from app.forms.form_state import FULL, MAX_PARTS, ROOT, FormState
from app.forms.submission import parse_submission
from app.models import Citation, Pledge, Source, Step

NEW = {ROOT: FormPart(ROOT, Pledge)}
THERE = {
    "4": FormPart("4", Pledge),
    "5": FormPart("5", Step, "4"),
    "6": FormPart("6", Citation, "5"),
}


def submit(*items: tuple[str, str], known: dict[str, FormPart] = THERE) -> FormState:
    return parse_submission(items, known, 9)


def test_parts_have_what_was_typed_into_their_boxes():
    shown = submit(("4.title", "A brigade"), ("4.due.words", "soon"), ("5.bindingness", "formal"))

    assert list(shown.parts) == ["4", "5"]
    assert (shown.root.texts["title"], shown.root.texts["due.words"]) == ("A brigade", "soon")
    assert shown.parts["5"].texts["readiness"] == ""


def test_the_base_is_as_sent_but_no_later_than_now():
    based = [submit(("base", text)).base for text in ("3", "12", "", "-1", "9" * 11)]

    assert based == [3, 9, 9, 9, 9]


def test_a_form_keeps_its_name_and_its_words():
    shown = submit(("submission", "abc"), ("intent", "updates"), ("comment", "Why."))

    assert (shown.submission, shown.words) == ("abc", {"intent": "updates", "comment": "Why."})
    assert submit().submission != submit().submission


def test_new_parts_come_in_the_order_of_their_keys_under_what_they_hang_on():
    shown = submit(
        *(("n10:kind", "citation"), ("n10:under", "n9"), ("n10.note", "It will.")),
        *(("n9:kind", "step"), ("n9:under", "4")),
        *(("n2:kind", "source"), ("n2:under", "")),
    )

    assert [(p.key, p.kind, p.under) for p in list(shown.parts.values())[1:]] == [
        ("n2", Source, ""),
        ("n9", Step, "4"),
        ("n10", Citation, "n9"),
    ]
    assert shown.parts["n10"].texts["note"] == "It will."


@pytest.mark.parametrize(
    "items",
    [
        [("7.title", "Another one’s")],
        [("n1.title", "No kind")],
        [("n1:kind", "pledge"), ("n1:under", "")],
        [("n1:kind", "step"), ("n1:under", "")],
        [("n1:kind", "step"), ("n1:under", "5")],
        [("n1:kind", "account"), ("n1:under", "4")],
        [("5:kind", "source")],
        [("n12345:kind", "step"), ("n12345:under", "4")],
    ],
)
def test_parts_that_can_not_be_there_are_left_out(items: list[tuple[str, str]]):
    assert list(submit(*items).parts) == ["4"]


def test_a_part_that_is_ticked_goes_and_the_thing_itself_never_does():
    shown = submit(("5.bindingness", "formal"), ("5:gone", "on"), ("4:gone", "on"))

    assert [part.is_removed for part in shown.parts.values()] == [False, True]
    assert not submit(("n0:gone", "on"), known=NEW).root.is_removed


def test_boxes_that_a_kind_has_not_are_left_out():
    assert set(submit(("4.since", "1"), ("4.title", "A")).root.texts) == set(submit().root.texts)


def test_parts_too_many_are_told():
    marks = [(f"n{n}:kind", "step") for n in range(1, MAX_PARTS + 2)]
    marks += [(f"n{n}:under", "4") for n in range(1, MAX_PARTS + 2)]

    shown = submit(*marks)

    assert (len(shown.parts), shown.errors) == (MAX_PARTS, {"": FULL})
