import pytest

from app.forms.boxes import boxes
from app.forms.form_conflicts import (
    CHANGED,
    CHOOSE,
    TAKEN_OUT,
    display_text,
    find_fact_conflict,
    open_conflicts,
    settle_conflicts,
)
from app.forms.form_part import FormPart
from app.forms.form_state import FormState
from app.models import Citation, Condition, Pledge, Step
from app.models.quantity import Quantity
from app.spine.merge import EntityConflict
from tests.forms.samples import finder

WAS, THEIRS, MINE = ({"title": each, "note": None} for each in ("A company", "A brigade", "Ships"))
THERE = {4, 5, 6}


def pledge_form() -> FormState:
    """The form of a pledge with a step that is cited, and a condition."""
    parts = [FormPart("4", Pledge), FormPart("5", Step, "4"), FormPart("6", Citation, "5")]
    return FormState({part.key: part for part in parts}, 7)


def conflict_form(**more: str) -> FormState:
    """The form on which the title is in dispute; with what was chosen."""
    form = pledge_form()
    open_conflicts(form, 9, {"4": EntityConflict(WAS, THEIRS, MINE)}, {}, finder(), THERE)
    form.words |= {name.replace("__", "."): text for name, text in more.items()}
    return form


def test_what_both_changed_is_open_with_all_three_versions():
    form = conflict_form()

    opened = find_fact_conflict(form, "4", "title")

    assert (opened.was, opened.theirs) == ({"title": "A company"}, {"title": "A brigade"})
    assert (form.root.texts["title"], form.base) == ("Ships", 9)
    assert find_fact_conflict(form, "4", "note") is None


def test_as_long_as_nothing_is_chosen_it_stays_open():
    form = conflict_form()

    assert not settle_conflicts(form)
    assert form.errors == {"4.title": CHOOSE}
    assert find_fact_conflict(form, "4", "title")


@pytest.mark.parametrize(("chosen", "title"), [("theirs", "A brigade"), ("mine", "Ships")])
def test_what_is_chosen_stands_in_the_box_and_nothing_is_open(chosen: str, title: str):
    form = conflict_form()
    form.words["choose:4.title"] = chosen

    assert settle_conflicts(form)
    assert form.root.texts["title"] == title
    assert find_fact_conflict(form, "4", "title") is None
    assert settle_conflicts(form)


def test_a_value_of_several_parts_is_chosen_whole():
    was, theirs, mine = (
        {"offered": Quantity(low=n, qualifier="exact", unit="troops", words=f"some {n}")}
        for n in (1, 2, 3)
    )
    form = pledge_form()
    open_conflicts(form, 9, {"5": EntityConflict(was, theirs, mine)}, {}, finder(), THERE)
    form.words["choose:5.offered"] = "theirs"

    assert settle_conflicts(form)

    typed = form.parts["5"].texts
    assert (typed["offered"], typed["offered.words"]) == ("2 troops", "some 2")


def test_what_merged_stands_in_the_boxes():
    form = pledge_form()

    open_conflicts(form, 9, {}, {"4": THEIRS, "99": MINE}, finder(), THERE)

    assert form.root.texts["title"] == "A brigade"


def test_halves_that_do_not_fit_say_why():
    form = pledge_form()

    open_conflicts(
        form, 9, {"4": EntityConflict(WAS, THEIRS, MINE, "They do not fit.")}, {}, finder(), THERE
    )

    assert form.root.errors == {"": "They do not fit."}
    assert find_fact_conflict(form, "4", "title") is None


def test_what_i_take_out_and_they_changed_is_shown_as_they_left_it_and_asked_again():
    form = pledge_form()
    form.parts["6"].is_removed = True

    clash = EntityConflict({"note": "It may go."}, {"note": "It will go."}, None)
    open_conflicts(form, 9, {"6": clash}, {"6": {"note": "no"}}, finder(), THERE)

    assert form.parts["6"].texts["note"] == "It will go."
    assert (form.parts["6"].errors, form.parts["6"].is_removed) == ({"": CHANGED}, True)


def test_what_they_took_out_and_i_changed_comes_back_as_new_with_what_hangs_on_it():
    form = pledge_form()
    kept = form.add_part(Condition, "4")
    new = form.add_part(Citation, "5", note="It will go.")

    open_conflicts(
        form, 9, {"5": EntityConflict({}, None, {"bindingness": "formal"})}, {}, finder(), {4}
    )

    step, cited = form.parts["n3"], form.parts["n4"]
    assert (step.kind, step.under, step.errors) == (Step, "4", {"": TAKEN_OUT})
    assert (cited.kind, cited.under) == (Citation, "n3")
    assert (new.under, new.texts["note"], kept.under) == ("n3", "It will go.", "4")
    assert {"5", "6"}.isdisjoint(form.parts)


def test_what_they_took_out_and_i_left_as_it_was_is_not_brought_back():
    form = pledge_form()

    open_conflicts(form, 9, {"4": EntityConflict(WAS, THEIRS, MINE)}, {}, finder(), {4})

    assert list(form.parts) == ["4"]


def test_what_both_took_out_is_gone():
    form = pledge_form()
    form.parts["5"].is_removed = True
    form.add_part(Citation, "5", note="It will go.")

    open_conflicts(form, 9, {}, {}, finder(), {4})

    assert list(form.parts) == ["4"]


def test_a_clash_over_what_is_not_on_the_form_changes_nothing():
    form = pledge_form()

    open_conflicts(form, 9, {"99": EntityConflict(WAS, THEIRS, MINE)}, {}, finder(), THERE)

    assert (list(form.parts), form.words) == (["4", "5", "6"], {})


def test_a_box_is_told_in_words():
    domain = next(box for box in boxes(Pledge) if box.name == "domain")
    title = next(box for box in boxes(Pledge) if box.name == "title")

    assert [
        display_text(domain, "sea"),
        display_text(domain, ""),
        display_text(title, "A brigade"),
    ] == [
        "sea",
        "nothing",
        "A brigade",
    ]
    assert display_text(title, "") == "nothing"
