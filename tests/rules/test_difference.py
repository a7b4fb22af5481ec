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
from app.rules.compared import Side, of_pledge
from app.rules.difference import Told, Word, ordered
from app.rules.value import Value
from tests.rules.play import worth


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


def told(was: Value, now: Value) -> list[str]:
    return [str(each) for each in of_pledge(Side(was, []), Side(now, []))]


def amounts(before: str | None, after: str | None) -> list[str]:
    return told(worth(quantity=before), worth(quantity=after))


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

    assert told(worth(**{axis: was}), worth(**{axis: now})) == words


def test_money_is_readied_and_paid_in_words_of_its_own():
    was = worth(domain=Domain.FUNDING, readiness=Readiness.SPECIFIED)
    now = replace(was, readiness=Readiness.ALLOCATED, delivery=Delivery.PARTIAL)

    assert told(was, now) == [
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
    [change] = of_pledge(Side(worth(quantity=before), []), Side(worth(quantity=after), []))

    assert change.word == word
    assert " → " in str(change)


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
    changes = of_pledge(Side(worth(), before), Side(worth(), after))

    assert [str(each) for each in changes] == words
    assert all(each.rows for each in changes)


def test_a_pledge_that_came_or_went_is_told_by_what_it_was_worth():
    side = Side(worth(quantity="300 troops"), [CEASEFIRE])

    [new], [gone] = of_pledge(None, side), of_pledge(side, None)

    assert str(new) == "new: 300 troops, declared · waits for a ceasefire"
    assert str(gone) == "retracted: 300 troops, declared · waits for a ceasefire"
    assert str(*of_pledge(None, Side(worth(), []))) == "new: Declared"
    assert of_pledge(None, None) == []


def test_what_is_told_rests_on_the_steps_of_both_sides():
    was = worth(bindingness_step=11)
    now = worth(bindingness=Bindingness.FORMAL, bindingness_step=12)

    [change] = of_pledge(Side(was, []), Side(now, []))

    assert change.rows == (11, 12)


def test_a_move_is_told_from_where_to_where_on_what():
    move = Told(Word.MOVED, "own money", "opposes", "supports if")

    assert str(move) == "moved from opposes to supports if on “own money”"


def test_words_come_in_one_order():
    mixed = [Told(Word.CORRECTED), Told(Word.FREE, "a mandate"), Told(Word.NEW), Told(Word.FIRMER)]

    words = [each.word for each in ordered(mixed)]

    assert words == [Word.NEW, Word.FIRMER, Word.FREE, Word.CORRECTED]
