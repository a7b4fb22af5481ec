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
from tests.rules.pledge_states import outcome_words, pledge_state


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
