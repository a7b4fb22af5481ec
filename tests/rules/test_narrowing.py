import pytest

from app.forms.parsers import parse_quantity, parse_when
from app.models.when import Basis
from app.rules.narrowing import changed_values, unchanged_facts


def when(text: str, words: str | None = None):
    return parse_when(text, basis=Basis.STATED, words=words, note=None, year=None)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"note": None}, {"note": "By sea."}),
        ({"offered": 1}, {"offered": None}),
        ({"at": when("May 2026")}, {"at": when("May 2026", "in spring")}),
        (
            {"offered": parse_quantity("8 aircraft")},
            {"offered": parse_quantity("8 aircraft", words="eight jets")},
        ),
    ],
)
def test_words_and_what_is_emptied_are_no_changed_values(before, after):
    assert changed_values(before, after) == []


def test_a_quantity_that_only_words_state_is_changed_with_them():
    few, many = parse_quantity("“a few ships”"), parse_quantity("“many ships”")

    assert changed_values({"offered": few}, {"offered": many}) == ["offered"]


def test_a_citation_stays_for_what_states_something_and_is_unchanged():
    facts = {"at": when("May 2026"), "readiness": None, "on_behalf": [], "offered": 8}

    assert unchanged_facts(facts, ["offered"]) == ["at"]
