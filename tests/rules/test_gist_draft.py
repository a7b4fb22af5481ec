"""What is drafted beside a quote: what the boxes say, and no more."""

import pytest

from app.forms.parsers import parse_quantity
from app.models.passage import MAX_GIST
from app.models.vocabulary import (
    Bindingness,
    Capability,
    ConditionKind,
    Delivery,
    Domain,
    Gate,
    Position,
    Proposition,
    Readiness,
    Standing,
)
from app.rules.gist_draft import draft_condition_gist, draft_stance_gist, draft_step_gist

AIR = {"domain": Domain.AIR, "capability": None}
SURVEILLANCE = AIR | {"capability": Capability.SURVEILLANCE_AIRCRAFT}
MONEY = {"domain": Domain.FUNDING, "capability": None}
TRAINING = {"domain": Domain.TRAINING, "capability": Capability.INSTRUCTORS}
DECLARED = {"bindingness": Bindingness.DECLARED}
FLOATED = {"bindingness": Bindingness.FLOATED}
AIRCRAFT = {"offered": parse_quantity("up to 6 aircraft")}
PAID = {"delivered": parse_quantity("€120m")}
APPROVAL = {
    "kind": ConditionKind.PARLIAMENTARY_APPROVAL,
    "gate": Gate.COMMITMENT,
    "alternative_to_id": None,
}


@pytest.mark.parametrize(
    ("pledge", "step", "gist"),
    [
        (AIR, DECLARED | AIRCRAFT, "Sweden offers up to 6 aircraft; declared."),
        (AIR, DECLARED, "Sweden offers air support; declared."),
        (SURVEILLANCE, DECLARED, "Sweden offers air support (surveillance aircraft); declared."),
        (
            SURVEILLANCE,
            DECLARED | AIRCRAFT | {"readiness": Readiness.ALLOCATED},
            "Sweden offers up to 6 aircraft (surveillance aircraft); declared; units chosen.",
        ),
        (
            MONEY,
            DECLARED | PAID | {"offered": parse_quantity("€1bn")},
            "Sweden offers €1 billion; €120 million delivered; declared.",
        ),
        (
            TRAINING,
            DECLARED | {"offered": parse_quantity("3 months")},
            "Sweden offers training, 3 months (instructors); declared.",
        ),
        (AIR, FLOATED | AIRCRAFT, "Sweden considers up to 6 aircraft; floated."),
        (AIR, DECLARED | {"standing": Standing.ACTIVE}, "Sweden offers air support; declared."),
    ],
)
def test_the_own_word_of_an_owner_is_told_in_the_words_of_the_register(pledge, step, gist):
    assert draft_step_gist("Sweden", pledge, step, is_own=True) == gist


@pytest.mark.parametrize(
    ("step", "gist"),
    [
        (AIRCRAFT, "A pledge of air support by Sweden: up to 6 aircraft offered."),
        (
            AIRCRAFT | DECLARED | {"standing": Standing.WITHDRAWN},
            "A pledge of air support by Sweden: up to 6 aircraft offered; withdrawn; declared.",
        ),
        (
            {"delivery": Delivery.NONE},
            "A pledge of air support by Sweden: no deployment or payment reported.",
        ),
        (
            AIRCRAFT | {"delivery": Delivery.NONE},
            "A pledge of air support by Sweden: up to 6 aircraft offered.",
        ),
    ],
)
def test_nobody_is_said_to_offer_what_no_box_says_is_firm_or_still_stands(step, gist):
    assert draft_step_gist("Sweden", AIR, step, is_own=True) == gist


@pytest.mark.parametrize(
    ("step", "gist"),
    [
        (DECLARED | AIRCRAFT, "It is said that Sweden offers up to 6 aircraft; declared."),
        (PAID, "It is said of a pledge of air support by Sweden: €120 million delivered."),
        (FLOATED, "It is said of a pledge of air support by Sweden: floated."),
    ],
)
def test_what_the_owner_does_not_say_itself_is_only_said_of_it(step, gist):
    assert draft_step_gist("Sweden", AIR, step, is_own=False) == gist


def test_nothing_is_drafted_where_the_boxes_say_nothing_or_too_much():
    name = "S" * (MAX_GIST - len(" offers air support; declared."))

    assert draft_step_gist("Sweden", AIR, {"at": "2026"}, is_own=True) is None
    assert len(draft_step_gist(name, AIR, DECLARED, is_own=True)) == MAX_GIST
    assert draft_step_gist(name + "n", AIR, DECLARED, is_own=True) is None


def test_what_a_pledge_waits_for_is_told_unless_something_else_would_do():
    limit = {"kind": ConditionKind.LOCATION, "gate": None, "alternative_to_id": None}

    assert draft_condition_gist("Sweden", AIR, APPROVAL, is_own=True) == (
        "A pledge of air support by Sweden: no commitment before parliament’s approval."
    )
    for condition in (limit, APPROVAL | {"alternative_to_id": 7}):
        assert draft_condition_gist("Sweden", AIR, condition, is_own=True) is None


def test_where_an_actor_stands_is_told_where_the_words_make_sense_alone():
    stance = {"proposition": Proposition.OWN_TROOPS, "position": Position.DECLINES}
    leads = {"proposition": Proposition.LEADING, "position": Position.LEADS}

    assert draft_stance_gist("Sweden", stance, is_own=True) == (
        "Sweden declines troops of its own in Ukraine."
    )
    assert draft_stance_gist("Sweden", stance, is_own=False) == (
        "It is said that Sweden declines troops of its own in Ukraine."
    )
    assert draft_stance_gist("Sweden", leads, is_own=True) is None
