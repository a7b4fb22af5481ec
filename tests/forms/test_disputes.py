import pytest

from app.forms.boxes import boxes
from app.forms.disputes import CHANGED, CHOOSE, TAKEN_OUT, dispute, open_on, settle, shown
from app.forms.sheet import Part, Sheet
from app.models import Citation, Condition, Pledge, Step
from app.models.quantity import Quantity
from app.spine.merge import Clash
from tests.forms.play import finder

WAS, THEIRS, MINE = ({"title": each, "note": None} for each in ("A company", "A brigade", "Ships"))
THERE = {4, 5, 6}


def sheet() -> Sheet:
    """The form of a pledge with a step that is cited, and a condition."""
    parts = [Part("4", Pledge), Part("5", Step, "4"), Part("6", Citation, "5")]
    return Sheet({part.key: part for part in parts}, 7)


def disputed(**more: str) -> Sheet:
    """The form on which the title is in dispute; with what was chosen."""
    form = sheet()
    dispute(form, 9, {"4": Clash(WAS, THEIRS, MINE)}, {}, finder(), THERE)
    form.words |= {name.replace("__", "."): text for name, text in more.items()}
    return form


def test_what_both_changed_is_open_with_all_three_versions():
    form = disputed()

    opened = open_on(form, "4", "title")

    assert (opened.was, opened.theirs) == ({"title": "A company"}, {"title": "A brigade"})
    assert (form.root.typed["title"], form.base) == ("Ships", 9)
    assert open_on(form, "4", "note") is None


def test_as_long_as_nothing_is_chosen_it_stays_open():
    form = disputed()

    assert not settle(form)
    assert form.errors == {"4.title": CHOOSE}
    assert open_on(form, "4", "title")


@pytest.mark.parametrize(("chosen", "title"), [("theirs", "A brigade"), ("mine", "Ships")])
def test_what_is_chosen_stands_in_the_box_and_nothing_is_open(chosen: str, title: str):
    form = disputed()
    form.words["choose:4.title"] = chosen

    assert settle(form)
    assert form.root.typed["title"] == title
    assert open_on(form, "4", "title") is None
    assert settle(form)


def test_a_value_of_several_parts_is_chosen_whole():
    was, theirs, mine = (
        {"quantity": Quantity(low=n, qualifier="exact", unit="troops", words=f"some {n}")}
        for n in (1, 2, 3)
    )
    form = sheet()
    dispute(form, 9, {"5": Clash(was, theirs, mine)}, {}, finder(), THERE)
    form.words["choose:5.quantity"] = "theirs"

    assert settle(form)

    typed = form.parts["5"].typed
    assert (typed["quantity"], typed["quantity.words"]) == ("2 troops", "some 2")


def test_what_merged_stands_in_the_boxes():
    form = sheet()

    dispute(form, 9, {}, {"4": THEIRS, "99": MINE}, finder(), THERE)

    assert form.root.typed["title"] == "A brigade"


def test_halves_that_do_not_fit_say_why():
    form = sheet()

    dispute(form, 9, {"4": Clash(WAS, THEIRS, MINE, "They do not fit.")}, {}, finder(), THERE)

    assert form.root.errors == {"": "They do not fit."}
    assert open_on(form, "4", "title") is None


def test_what_i_take_out_and_they_changed_is_shown_as_they_left_it_and_asked_again():
    form = sheet()
    form.parts["6"].gone = True

    clash = Clash({"gist": "It may go."}, {"gist": "It will go."}, None)
    dispute(form, 9, {"6": clash}, {"6": {"gist": "no"}}, finder(), THERE)

    assert form.parts["6"].typed["gist"] == "It will go."
    assert (form.parts["6"].errors, form.parts["6"].gone) == ({"": CHANGED}, True)


def test_what_they_took_out_and_i_changed_comes_back_as_new_with_what_hangs_on_it():
    form = sheet()
    kept = form.add(Condition, "4")
    new = form.add(Citation, "5", gist="It will go.")

    dispute(form, 9, {"5": Clash({}, None, {"bindingness": "formal"})}, {}, finder(), {4})

    step, cited = form.parts["n3"], form.parts["n4"]
    assert (step.kind, step.under, step.errors) == (Step, "4", {"": TAKEN_OUT})
    assert (cited.kind, cited.under) == (Citation, "n3")
    assert (new.under, new.typed["gist"], kept.under) == ("n3", "It will go.", "4")
    assert {"5", "6"}.isdisjoint(form.parts)


def test_what_they_took_out_and_i_left_as_it_was_is_not_brought_back():
    form = sheet()

    dispute(form, 9, {"4": Clash(WAS, THEIRS, MINE)}, {}, finder(), {4})

    assert list(form.parts) == ["4"]


def test_what_both_took_out_is_gone():
    form = sheet()
    form.parts["5"].gone = True
    form.add(Citation, "5", gist="It will go.")

    dispute(form, 9, {}, {}, finder(), {4})

    assert list(form.parts) == ["4"]


def test_a_clash_over_what_is_not_on_the_form_changes_nothing():
    form = sheet()

    dispute(form, 9, {"99": Clash(WAS, THEIRS, MINE)}, {}, finder(), THERE)

    assert (list(form.parts), form.words) == (["4", "5", "6"], {})


def test_a_box_is_told_in_words():
    domain = next(box for box in boxes(Pledge) if box.name == "domain")
    title = next(box for box in boxes(Pledge) if box.name == "title")

    assert [shown(domain, "sea"), shown(domain, ""), shown(title, "A brigade")] == [
        "sea",
        "nothing",
        "A brigade",
    ]
    assert shown(title, "") == "nothing"
