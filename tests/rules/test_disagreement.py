from dataclasses import replace
from datetime import date
from typing import Any

from app.models.quantity import Quantity
from app.models.vocabulary import Bindingness
from app.rules.disagreement import Statement, conflicting_statements


def step_statement(number: int, value: Any, *, on: int = 3, published: int | None = 4) -> Statement:
    """What a step of a day of May 2026 says; its newest source is of another."""
    day = date(2026, 5, on)
    evidence = date(2026, 5, published) if published else None
    return Statement(number, value, day, day, evidence)


def troops(words: str) -> Quantity:
    return Quantity.parse(f"{words} troops")


def ids(*statements: Statement) -> list[int]:
    return [statement.step_id for statement in conflicting_statements(statements)]


def test_two_of_the_same_days_that_differ_disagree_newest_evidence_first():
    old, new = (
        step_statement(2, troops("400"), published=4),
        step_statement(1, troops("300"), published=6),
    )

    assert ids(old, new) == ids(new, old) == [1, 2]


def test_evidence_without_a_date_comes_last():
    assert ids(
        step_statement(1, troops("300")), step_statement(2, troops("400"), published=None)
    ) == [1, 2]


def test_a_later_one_replaces_and_does_not_disagree():
    assert ids(step_statement(1, troops("300")), step_statement(2, troops("400"), on=4)) == []


def test_an_earlier_disagreement_is_settled_by_a_later_step():
    assert (
        ids(
            step_statement(1, troops("300")),
            step_statement(2, troops("400")),
            step_statement(3, troops("400"), on=9),
        )
        == []
    )


def test_days_known_less_well_are_other_days():
    vague = replace(step_statement(2, troops("400")), first=date(2026, 5, 1))

    assert ids(step_statement(1, troops("300")), vague) == []


def test_the_same_figure_in_other_words_is_no_disagreement():
    words = troops("300").model_copy(update={"words": "three hundred"})

    assert ids(step_statement(1, troops("300")), step_statement(2, words)) == []


def test_the_same_figure_with_another_qualifier_is_one():
    assert ids(step_statement(1, troops("300")), step_statement(2, troops("at least 300"))) == [
        2,
        1,
    ]


def test_whoever_says_the_same_is_told_once():
    firm = [Bindingness.FORMAL, Bindingness.DECLARED, Bindingness.FORMAL]

    assert ids(*(step_statement(number, each) for number, each in enumerate(firm, 1))) == [3, 2]


def test_nothing_said_is_no_disagreement():
    assert conflicting_statements([]) == []
