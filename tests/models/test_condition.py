import pytest

from app.models import Condition
from app.models.vocabulary import LIMITS, ConditionKind

WORDS = {"words": "as they say"}
SENTENCE = "Say what waits for it; of a limit, leave that empty."


@pytest.mark.parametrize("kind", sorted(LIMITS))
def test_a_limit_holds_up_nothing(kind):
    assert Condition.validate_facts(WORDS | {"kind": kind})["gate"] is None
    with pytest.raises(ValueError, match=SENTENCE):
        Condition.validate_facts(WORDS | {"kind": kind, "gate": "deployment"})


@pytest.mark.parametrize("kind", [kind for kind in ConditionKind if kind not in LIMITS])
@pytest.mark.parametrize("gate", ["commitment", "deployment"])
def test_any_other_condition_holds_up_the_commitment_or_the_deployment(kind, gate):
    assert Condition.validate_facts(WORDS | {"kind": kind, "gate": gate})["gate"] == gate
    with pytest.raises(ValueError, match=SENTENCE):
        Condition.validate_facts(WORDS | {"kind": kind})
