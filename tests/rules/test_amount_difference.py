"""What became of the amounts of a pledge between two states of the register."""

from dataclasses import replace

import pytest

from app.models.vocabulary import Readiness
from app.rules.pledge_difference import PledgeSide, pledge_outcomes
from tests.rules.pledge_states import contested_state, outcome_words, pledge_state


def amounts(before: str | None, after: str | None) -> list[str]:
    return outcome_words(pledge_state(offered=before), pledge_state(offered=after))


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        ("300 troops", "400 troops", "more"),
        ("300 troops", "200 troops", "less"),
        ("about 200 troops", "400 troops", "more"),
        ("100 to 300 troops", "200 troops", "another amount"),
        ("100 to 300 troops", "200 to 400 troops", "more"),
        ("more than 100 troops", "more than 200 troops", "more"),
        ("300 troops", "at least 300 troops", "more"),
        ("more than 100 troops", "at least 100 troops", "another amount"),
        ("up to 80 troops", "up to 50 troops", "less"),
        ("at least 100 troops", "150 troops", "another amount"),
        ("£5 million", "€6 million", "another amount"),
        ("£5 million, once", "£6 million a year", "another amount"),
        ("“small number” of troops", "300 troops", "another amount"),
        ("99999999999999999999 troops", "99999999999999999998 troops", "less"),
    ],
)
def test_an_amount_is_more_or_less_only_where_that_is_certain(before: str, after: str, word: str):
    [change] = pledge_outcomes(
        PledgeSide(pledge_state(offered=before), []), PledgeSide(pledge_state(offered=after), [])
    )

    assert change.word == word
    assert " → " in str(change)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ({}, {"delivered": "€5"}, ["now stated how much is delivered: not stated → €5"]),
        ({"set_aside": "€5"}, {"set_aside": "€6"}, ["more set aside: €5 → €6"]),
        ({"delivered": "€5"}, {"delivered": "€4"}, ["less delivered: €5 → €4"]),
        ({"worth": "€5"}, {"worth": "£4"}, ["another amount said to be worth: €5 → £4"]),
        (
            {"offered": "€5"},
            {"offered": "€5", "delivered": "€5"},
            ["now stated how much is delivered: not stated → €5"],
        ),
    ],
)
def test_each_stage_of_an_amount_is_compared_apart(before: dict, after: dict, words: list[str]):
    assert outcome_words(pledge_state(**before), pledge_state(**after)) == words


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (None, "300 troops", ["now stated how much: not stated → 300 troops"]),
        (
            "an unstated number of troops",
            "300 troops",
            ["now stated how much: not stated → 300 troops"],
        ),
        ("300 troops", None, ["no longer stated how much: 300 troops → not stated"]),
        (None, "an unstated number of troops", []),
        ("300 troops", "300 troops", []),
    ],
)
def test_an_amount_that_nobody_had_said_is_no_more(before, after, words: list[str]):
    assert amounts(before, after) == words


def test_an_amount_that_becomes_contested_is_neither_more_nor_less():
    one, several = (
        pledge_state(offered="300 troops"),
        contested_state(1, "300 troops", "400 troops"),
    )

    assert outcome_words(one, several) == [
        "another amount: 300 troops → 300 to 400 troops, contested"
    ]
    assert outcome_words(several, one) == [
        "another amount: 300 to 400 troops, contested → 300 troops"
    ]
    assert outcome_words(several, several) == []


def test_a_contested_amount_that_nobody_had_said_is_now_stated():
    several = contested_state(1, "300 troops", "€5 million")

    assert outcome_words(pledge_state(), several) == [
        "now stated how much: not stated → 300 troops or €5 million, contested"
    ]
    assert str(PledgeSide(several, [])).startswith("300 troops or €5 million, contested, declared")


def test_an_amount_that_specifies_a_pledge_does_not_make_it_readier():
    worth = {"readiness": Readiness.SPECIFIED, "readiness_step": 5, "offered_step": 5}
    amount = pledge_state(offered="300 troops", **worth)

    assert outcome_words(pledge_state(), amount) == ["now stated how much: not stated → 300 troops"]
    assert outcome_words(amount, replace(amount, readiness=Readiness.READY, readiness_step=6)) == [
        "readier: size or type given → ready to move"
    ]
