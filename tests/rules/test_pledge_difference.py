"""What became of a pledge between two states, in words."""

from dataclasses import replace

import pytest

from app.models import Condition
from app.models.vocabulary import (
    Attribution,
    Bindingness,
    ConditionKind,
    Delivery,
    Domain,
    Gate,
    Readiness,
    Standing,
)
from app.rules.difference import Outcome, OutcomeKind, sort_outcomes
from app.rules.pledge_difference import PledgeSide, pledge_outcomes
from app.rules.pledge_state import PledgeState
from tests.rules.pledge_states import contested_state, pledge_state


def condition(
    number: int, kind: ConditionKind, gate: Gate = Gate.DEPLOYMENT, first: int | None = None
) -> Condition:
    return Condition(
        entity_id=number,
        since=1,
        root_id=1,
        kind=kind,
        gate=gate,
        words="As said.",
        alternative_to_id=first,
    )


CEASEFIRE = condition(31, ConditionKind.CEASEFIRE)
PEACE = condition(32, ConditionKind.PEACE_AGREEMENT, first=31)
PARLIAMENT = condition(33, ConditionKind.PARLIAMENTARY_APPROVAL, Gate.COMMITMENT)


def outcome_words(was: PledgeState, now: PledgeState) -> list[str]:
    return [str(each) for each in pledge_outcomes(PledgeSide(was, []), PledgeSide(now, []))]


def amounts(before: str | None, after: str | None) -> list[str]:
    return outcome_words(pledge_state(offered=before), pledge_state(offered=after))


@pytest.mark.parametrize(
    ("axis", "before", "after", "words"),
    [
        ("bindingness", "floated", "declared", ["firmer: floated → declared"]),
        ("bindingness", "authorised", "formal", ["weaker: authorised → formal"]),
        ("bindingness", None, "floated", ["now stated how firm: not stated → floated"]),
        ("bindingness", "formal", None, ["no longer stated how firm: formal → not stated"]),
        ("readiness", "specified", "allocated", ["readier: size or type given → units chosen"]),
        ("readiness", None, "ready", ["readier: not stated → ready to move"]),
        ("readiness", "ready", "unspecified", ["less ready: ready to move → unspecified"]),
        ("readiness", None, "unspecified", []),
        ("delivery", "none", "partial", ["further: nothing sent → partly deployed"]),
        ("delivery", "delivered", "ended", ["further: deployed → ended"]),
        ("delivery", "delivered", "partial", ["less far: deployed → partly deployed"]),
        ("delivery", None, "none", []),
        ("standing", "active", "withdrawn", ["withdrawn: active → withdrawn"]),
        ("standing", None, "lapsed", ["no longer standing: active → lapsed"]),
        ("standing", "active", "superseded", ["no longer standing: active → superseded"]),
        ("standing", "active", "disputed", ["disputed: active → disputed"]),
        ("standing", "withdrawn", "active", ["stands again: withdrawn → active"]),
        ("standing", "active", None, []),
        ("attribution", "said by another", "own", ["said by its owner now"]),
        ("attribution", "own", "reported", ["no longer said by its owner"]),
        ("attribution", "uncited", "reported", []),
    ],
)
def test_each_axis_has_its_words(
    axis: str, before: str | None, after: str | None, words: list[str]
):
    kinds = {
        "bindingness": Bindingness,
        "readiness": Readiness,
        "delivery": Delivery,
        "standing": Standing,
        "attribution": Attribution,
    }
    was, now = (kinds[axis](each) if each else None for each in (before, after))

    assert outcome_words(pledge_state(**{axis: was}), pledge_state(**{axis: now})) == words


def test_money_is_readied_and_paid_in_words_of_its_own():
    was = pledge_state(domain=Domain.FUNDING, readiness=Readiness.SPECIFIED)
    now = replace(was, readiness=Readiness.ALLOCATED, delivery=Delivery.PARTIAL)

    assert outcome_words(was, now) == [
        "readier: amount given → money set aside",
        "further: nothing paid → partly disbursed",
    ]


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


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ([], [CEASEFIRE], ["now waits for a ceasefire"]),
        ([CEASEFIRE], [], ["no longer waits for a ceasefire"]),
        (
            [CEASEFIRE],
            [CEASEFIRE, PEACE],
            [
                "no longer waits for a ceasefire",
                "now waits for a ceasefire or a peace agreement",
            ],
        ),
        ([], [PARLIAMENT], ["now waits for parliament’s approval before any commitment"]),
        ([CEASEFIRE], [CEASEFIRE], []),
    ],
)
def test_what_is_waited_for_comes_and_goes(before, after, words: list[str]):
    changes = pledge_outcomes(PledgeSide(pledge_state(), before), PledgeSide(pledge_state(), after))

    assert [str(each) for each in changes] == words
    assert all(each.row_ids for each in changes)


def test_a_pledge_that_came_or_went_is_told_by_what_it_was_worth():
    side = PledgeSide(pledge_state(offered="300 troops"), [CEASEFIRE])

    [new], [gone] = pledge_outcomes(None, side), pledge_outcomes(side, None)

    assert str(new) == "new: 300 troops, declared · waits for a ceasefire"
    assert str(gone) == "retracted: 300 troops, declared · waits for a ceasefire"
    assert str(*pledge_outcomes(None, PledgeSide(pledge_state(), []))) == "new: Declared"
    assert pledge_outcomes(None, None) == []


def test_what_is_told_rests_on_the_steps_of_both_sides():
    was = pledge_state(bindingness_step=11)
    now = pledge_state(bindingness=Bindingness.FORMAL, bindingness_step=12)

    [change] = pledge_outcomes(PledgeSide(was, []), PledgeSide(now, []))

    assert change.row_ids == (11, 12)


def test_a_move_is_told_from_where_to_where_on_what():
    move = Outcome(OutcomeKind.MOVED, "own money", "opposes", "supports if")

    assert str(move) == "moved from opposes to supports if on “own money”"


def test_words_come_in_one_order():
    mixed = [
        Outcome(OutcomeKind.CORRECTED),
        Outcome(OutcomeKind.FREE, "a mandate"),
        Outcome(OutcomeKind.NEW),
        Outcome(OutcomeKind.FIRMER),
    ]

    words = [each.word for each in sort_outcomes(mixed)]

    assert words == [OutcomeKind.NEW, OutcomeKind.FIRMER, OutcomeKind.FREE, OutcomeKind.CORRECTED]


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
