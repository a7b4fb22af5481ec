"""What a step may state together."""

import pytest
from pydantic import ValidationError

from app.models import Step
from app.models.quantity import Quantity


def amounts(**texts: str) -> dict[str, Quantity]:
    return {name: Quantity.parse(text) for name, text in texts.items()}


@pytest.mark.parametrize(
    "facts",
    [
        amounts(offered="49 vehicles", worth="€443 million"),
        amounts(worth="€443 million"),
        {"delivery": "none"} | amounts(offered="€5", delivered="0 troops"),
        {"delivery": "partial"} | amounts(offered="€5", delivered="€1"),
    ],
    ids=str,
)
def test_amounts_that_go_together_are_taken(facts: dict):
    assert Step.validate_facts(facts)["worth"] == facts.get("worth")


@pytest.mark.parametrize(
    ("facts", "box", "sentence"),
    [
        (amounts(offered="49 vehicles", worth="443 vehicles"), "worth", "is money, as in €443m"),
        (amounts(offered="€5", worth="€443 million"), "worth", "Only things in kind"),
        (amounts(delivered="€5", worth="€443 million"), "worth", "Only things in kind"),
        ({"delivery": "none"} | amounts(delivered="€1"), "delivered", "is not “none”"),
    ],
    ids=str,
)
def test_amounts_that_cannot_both_be_are_refused_at_their_box(facts: dict, box: str, sentence: str):
    with pytest.raises(ValidationError, match=sentence) as failure:
        Step.validate_facts(facts)

    assert [error["loc"] for error in failure.value.errors()] == [(box,)]
