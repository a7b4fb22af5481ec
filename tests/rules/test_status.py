from dataclasses import replace
from datetime import date

import pytest

from app.models import Condition
from app.models.vocabulary import (
    LIMITS,
    Attribution,
    Bindingness,
    ConditionKind,
    Delivery,
    Domain,
    Gate,
    Readiness,
    Standing,
)
from app.rules.disagreement import Statement
from app.rules.status import (
    CONDITION_WORDS,
    StatusPart,
    all_waits,
    axis_level_words,
    level_words_of_any,
    limiting_conditions,
    status_line,
    status_parts,
)
from app.spine.value import Term
from tests.rules.pledge_states import pledge_state

SHIPS = pledge_state(
    domain=Domain.SEA,
    bindingness=Bindingness.FORMAL,
    bindingness_step=11,
    readiness=Readiness.ALLOCATED,
    readiness_step=12,
    delivery_step=13,
    standing_step=14,
    attribution=None,
)


def condition(
    number: int,
    kind: ConditionKind,
    gate: Gate | None = Gate.DEPLOYMENT,
    alternative_to: int | None = None,
) -> Condition:
    return Condition(
        entity_id=number,
        since=1,
        kind=kind,
        gate=gate,
        alternative_to_id=alternative_to,
        words="if so",
    )


def status_text(conditions: tuple[Condition, ...] = (), **facts: object) -> str:
    """The status line of the ships, with other facts."""
    return status_line(status_parts(replace(SHIPS, **facts), conditions))


@pytest.mark.parametrize(
    ("axis", "facts", "words"),
    [
        ("bindingness", {"attribution": Attribution.REPORTED}, "said to be formal"),
        ("bindingness", {"bindingness": None}, ""),
        ("readiness", {}, "units chosen"),
        ("readiness", {"domain": Domain.FUNDING}, "money set aside"),
        ("readiness", {"readiness": Readiness.UNSPECIFIED}, "no size, type or amount given"),
        ("delivery", {}, "no deployment or payment reported"),
        ("standing", {}, "not taken back"),
        ("standing", {"standing": Standing.LAPSED}, "lapsed"),
        ("standing", {"standing": None}, ""),
    ],
)
def test_a_level_alone_is_said_in_the_words_of_the_line(axis: str, facts: dict, words: str):
    assert axis_level_words(replace(SHIPS, **facts), axis) == words


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        (Readiness.SPECIFIED, "size, type or amount given"),
        (Readiness.ALLOCATED, "units chosen or money set aside"),
        (Delivery.ENDED, "ended"),
        (Standing.ACTIVE, "not taken back"),
        (Standing.LAPSED, "lapsed"),
    ],
)
def test_a_level_of_any_pledge_is_said_for_forces_and_money(stated: Term, words: str):
    assert level_words_of_any(stated) == words


PEACE = condition(20, ConditionKind.PEACE_AGREEMENT)
CONSENT = condition(21, ConditionKind.HOST_CONSENT)
MANDATE = condition(22, ConditionKind.MANDATE, alternative_to=20)
LAW = condition(23, ConditionKind.PARLIAMENTARY_APPROVAL, Gate.COMMITMENT)
RANGE = condition(24, ConditionKind.DURATION, None)


def test_it_says_how_firm_how_ready_and_what_is_awaited():
    assert status_text((PEACE,)) == "Formal · units chosen · waits for a peace agreement"


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"bindingness": Bindingness.FLOATED}, "Floated · units chosen"),
        ({"bindingness": None, "bindingness_step": None}, "Firmness not recorded · units chosen"),
        ({"readiness": None}, "Formal"),
        ({"readiness": Readiness.UNSPECIFIED}, "Formal"),
        ({"readiness": Readiness.SPECIFIED}, "Formal · size or type given"),
        ({"readiness": Readiness.READY}, "Formal · ready to move"),
        ({"readiness": Readiness.READY, "domain": Domain.FUNDING}, "Formal · ready to pay"),
        ({"readiness": Readiness.SPECIFIED, "domain": Domain.FUNDING}, "Formal · amount given"),
        ({"domain": Domain.FUNDING}, "Formal · money set aside"),
        ({"delivery": None}, "Formal · units chosen"),
        ({"delivery": Delivery.PARTIAL}, "Formal · units chosen · partly deployed"),
        ({"delivery": Delivery.DELIVERED}, "Formal · units chosen · deployed"),
        ({"delivery": Delivery.ENDED}, "Formal · units chosen · ended"),
        (
            {"delivery": Delivery.PARTIAL, "domain": Domain.FUNDING},
            "Formal · money set aside · partly disbursed",
        ),
        (
            {"delivery": Delivery.DELIVERED, "domain": Domain.FUNDING},
            "Formal · money set aside · disbursed",
        ),
        ({"standing": None}, "Formal · units chosen"),
        ({"standing": Standing.WITHDRAWN}, "Withdrawn · formal · units chosen"),
        ({"standing": Standing.DISPUTED}, "Disputed · formal · units chosen"),
    ],
)
def test_each_axis_has_its_words(facts, words):
    assert status_text(**facts) == words


@pytest.mark.parametrize(
    ("conditions", "words"),
    [
        ((), ""),
        ((RANGE,), ""),
        ((PEACE, CONSENT), " · waits for a peace agreement and the host’s consent"),
        ((CONSENT, PEACE), " · waits for a peace agreement and the host’s consent"),
        ((PEACE, MANDATE), " · waits for a peace agreement or a UN or OSCE mandate"),
        (
            (PEACE, CONSENT, MANDATE, RANGE),
            " · waits for the host’s consent and either a peace agreement or a UN or OSCE mandate",
        ),
        ((LAW,), " · no commitment before parliament’s approval"),
        (
            (PEACE, LAW),
            " · no commitment before parliament’s approval · waits for a peace agreement",
        ),
    ],
)
def test_the_commitment_waits_before_the_deployment_and_limits_hold_up_nothing(conditions, words):
    assert status_text(conditions, readiness=None) == f"Formal{words}"


def test_each_part_of_the_line_knows_what_it_rests_on():
    lapsed = replace(SHIPS, standing=Standing.LAPSED, delivery=Delivery.ENDED)

    assert status_parts(lapsed, [PEACE, CONSENT, MANDATE, LAW]) == [
        StatusPart("Lapsed", steps=(14,), axis="standing"),
        StatusPart("formal", steps=(11,), axis="bindingness"),
        StatusPart("units chosen", steps=(12,), axis="readiness"),
        StatusPart("ended", steps=(13,), axis="delivery"),
        StatusPart(
            "no commitment before parliament’s approval",
            conditions=(23,),
            lead="no commitment before",
            awaited="parliament’s approval",
        ),
        StatusPart(
            "waits for the host’s consent and either a peace agreement or a UN or OSCE mandate",
            conditions=(21, 20, 22),
            lead="waits for",
            awaited="the host’s consent and either a peace agreement or a UN or OSCE mandate",
        ),
    ]


def test_firmness_that_is_not_recorded_rests_on_no_step():
    unknown = replace(SHIPS, bindingness=None, bindingness_step=None, readiness=None)

    assert status_parts(unknown, []) == [StatusPart("Firmness not recorded", axis="bindingness")]


def test_limits_are_told_beside_the_line():
    assert limiting_conditions([PEACE, RANGE, LAW]) == [RANGE]


def test_every_condition_that_is_no_limit_has_its_words():
    assert set(CONDITION_WORDS) == set(ConditionKind) - LIMITS


@pytest.mark.parametrize(
    ("attribution", "bindingness", "words"),
    [
        (Attribution.OWN, Bindingness.DECLARED, "Declared"),
        (Attribution.ANOTHER, Bindingness.DECLARED, "Said to be declared"),
        (Attribution.REPORTED, Bindingness.FORMAL, "Said to be formal"),
        (Attribution.ANOTHER, Bindingness.FLOATED, "Floated"),
        (Attribution.UNCITED, Bindingness.DECLARED, "Declared"),
    ],
)
def test_what_the_owner_has_not_said_is_said_to_be(attribution, bindingness, words):
    facts = {"attribution": attribution, "bindingness": bindingness, "readiness": None}

    assert status_text(**facts) == words


def test_all_that_is_waited_for_is_told_once_whatever_waits():
    words = all_waits(
        [
            condition(1, ConditionKind.CEASEFIRE, Gate.COMMITMENT),
            condition(2, ConditionKind.CEASEFIRE),
            condition(3, ConditionKind.MANDATE),
            condition(4, ConditionKind.HOST_CONSENT, alternative_to=3),
            condition(5, ConditionKind.TIMING, None),
        ]
    )

    assert words == "a ceasefire and either a UN or OSCE mandate or the host’s consent"


def test_what_waits_for_nothing_has_no_words_for_it():
    assert all_waits([condition(5, ConditionKind.TIMING, None)]) == ""


@pytest.mark.parametrize(
    ("axis", "values", "words"),
    [
        ("bindingness", ["formal", "declared"], "Formal or declared, sources disagree"),
        ("readiness", ["ready", "specified"], "readiness ready or specified, sources disagree"),
        ("delivery", ["none", "partial"], "delivery none or partial, sources disagree"),
    ],
)
def test_where_sources_disagree_all_that_they_say_stands_in_the_line(axis, values, words):
    day = date(2026, 5, 3)
    statements = [Statement(number, value, day, day, None) for number, value in enumerate(values)]

    parts = status_parts(SHIPS, [], {axis: statements})

    (part,) = [part for part in parts if part.axis == axis]
    assert (part.words, part.steps) == (words, (0, 1))
