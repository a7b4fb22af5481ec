"""What parts are called in a sentence: what they say, where they have no name."""

import pytest

from app.models import Attendance, Citation, Condition, Passage, Step
from tests import factory

SAID = factory.PLAIN_FACTS[Passage]
DATED = {"edtf": "2025-11-25", "basis": "stated"}
TROOPS = {"low": "120", "qualifier": "exact", "unit": "troops", "per": "once"}


@pytest.mark.parametrize(
    ("kind", "facts", "label"),
    [
        (Step, {"bindingness": "declared", "at": DATED}, "step 7 “declared, 25 Nov 2025”"),
        (Step, {"delivery": "partial", "offered": TROOPS}, "step 7 “partial, 120 troops, once”"),
        (
            Step,
            {"bindingness": "formal", "readiness": "unspecified", "delivery": "none"},
            "step 7 “formal”",
        ),
        (Step, {"delivery": "none", "standing": "active"}, "step 7 “none, active”"),
        (Condition, factory.PLAIN_FACTS[Condition], "condition 7 “if they agree”"),
        (Passage, SAID, "passage 7 “¶3”"),
        (Passage, SAID | {"speaker": "Mari Maa"}, "passage 7 “¶3, Mari Maa”"),
        (Citation, {"passage_id": 2}, "citation 7"),
        (Citation, {"passage_id": 2, "fact": "place"}, "citation 7 “place”"),
        (Attendance, {"actor_id": 1, "role": "spoke"}, "attendance 7 “spoke”"),
    ],
)
def test_a_part_is_called_by_what_it_says(kind, facts, label: str):
    assert kind.entity_label(7, kind.validate_facts(facts)) == label
