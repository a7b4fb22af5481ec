import pytest

from app.models.vocabulary import CircumstanceState, ConditionKind, Gate
from app.rules.conditions import unmet_conditions
from tests.rules.test_status import condition

MET = CircumstanceState.MET


def unmet_ids(states: dict[int, CircumstanceState]) -> list[int]:
    """Which of these are: 1; 2 or 3; and the limit 4, which never is."""
    conditions = [
        condition(1, ConditionKind.MISSION_DEFINED, Gate.COMMITMENT),
        condition(2, ConditionKind.MANDATE),
        condition(3, ConditionKind.HOST_CONSENT, alternative_to=2),
        condition(4, ConditionKind.DURATION, None),
    ]
    return [each.entity_id for each in unmet_conditions(conditions, states)]


@pytest.mark.parametrize(
    ("states", "open_ones"),
    [
        ({}, [1, 2, 3]),
        ({1: MET}, [2, 3]),
        ({3: MET}, [1]),
        ({2: MET}, [1]),
        ({1: MET, 2: MET, 3: MET}, []),
        ({4: MET}, [1, 2, 3]),
    ],
)
def test_all_conditions_must_be_met_and_of_alternatives_one(states: dict, open_ones: list[int]):
    assert unmet_ids(states) == open_ones


@pytest.mark.parametrize("state", ["partly", "unmet", "unknown"])
def test_nothing_but_met_is_met(state: str):
    states = dict.fromkeys((1, 2, 3), CircumstanceState(state))

    assert unmet_ids(states) == [1, 2, 3]
