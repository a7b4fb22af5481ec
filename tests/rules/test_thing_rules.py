import pytest

from app.models import Citation, Condition, Pledge, Step
from app.rules.thing_rules import alternatives_point_at_the_first as alternatives
from app.rules.thing_rules import evidence_is_for_a_fact_that_is_there as evidence
from app.spine.versioned import Entity, Facts


def thing_rows(*rows: tuple[type, int, int | None, Facts]) -> dict[int, tuple[Entity, Facts]]:
    """Rows of a thing, each with kind, number, parent and facts."""
    return {
        number: (Entity(id=number, kind=kind.noun(), parent_id=under, root_id=1), facts)
        for kind, number, under, facts in rows
    }


def condition(number: int, first: int | None, under: int = 1) -> tuple[type, int, int, Facts]:
    return Condition, number, under, {"words": f"words {number}", "alternative_to_id": first}


def test_alternatives_to_the_first_of_the_same_row_are_right():
    assert alternatives(thing_rows(condition(2, None), condition(3, 2), condition(4, 2))) is None


@pytest.mark.parametrize("row", [condition(3, 9), condition(3, 3), condition(3, 2, under=5)])
def test_an_alternative_to_what_stands_elsewhere_is_refused(row):
    sentence = alternatives(thing_rows(condition(2, None), row))

    assert sentence == "“words 3” is an alternative to a condition that stands elsewhere."


def test_an_alternative_to_an_alternative_is_refused():
    sentence = alternatives(thing_rows(condition(2, None), condition(3, 2), condition(4, 3)))

    assert sentence == (
        "“words 4” is an alternative to “words 3”, which is one itself: let both point at the "
        "first."
    )


@pytest.mark.parametrize("fact", [None, "offered"])
def test_evidence_for_a_fact_of_its_row_or_for_all_is_right(fact: str | None):
    rows = thing_rows((Pledge, 1, None, {}), (Step, 2, 1, {}), (Citation, 3, 2, {"fact": fact}))

    assert evidence(rows) is None


def test_evidence_for_a_fact_that_its_row_has_not_is_refused():
    rows = thing_rows((Step, 2, 1, {}), (Citation, 3, 2, {"fact": "title"}))

    assert evidence(rows) == "A step has no “title” that one could cite for."


def test_evidence_of_what_goes_is_not_judged():
    assert evidence(thing_rows((Citation, 3, 2, {"fact": "title"}))) is None
