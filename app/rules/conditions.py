"""What still waits on a day: conditions, and the circumstances that meet them or do not."""

from collections.abc import Iterable, Mapping

from app.models import Condition
from app.models.vocabulary import CircumstanceState
from app.rules.rule import Rule

RULE = Rule(
    "circumstances",
    "What has been met on a day",
    version=1,
    text=(
        "A condition is met on a day if the circumstance of its kind is met on that day: the "
        "latest one recorded that counts by then, by the same rule as steps. Where none is "
        "recorded, its state is unknown. What is met in part, unmet or unknown is not met, and "
        "what waits for it still waits.",
        "A ceasefire, a peace agreement, agreed terms, the host’s consent, Russian acquiescence, a "
        "US backstop and a mandate are circumstances of the world. Parliament’s approval, a "
        "government’s decision, the money’s approval, a defined mission and others’ shares are "
        "those of one actor: of the one that the condition names, else of who makes the offer.",
        "All conditions must be met; of alternatives, one. Limits (where, when, in which role) are "
        "never evaluated. None of these kinds stands for another: a ceasefire is no peace "
        "agreement.",
    ),
    examples=(
        "An offer that waits for “a mandate, or the host’s consent” waits no longer once the "
        "host has consented.",
        "An offer that waits for its own parliament still waits when another country’s "
        "parliament has agreed; and one that waits for a ceasefire, when terms are agreed.",
    ),
)


def unmet_conditions(
    conditions: Iterable[Condition], states: Mapping[int, CircumstanceState]
) -> list[Condition]:
    """The conditions, in their order, that are no limits and of whose alternatives none is met.

    Args:
        conditions: Those of one thing.
        states: The state of what each waits for on the day, by its id; unknown where absent.
    """
    with_gate = [condition for condition in conditions if condition.gate is not None]
    met_ids = {
        alternatives_id(condition)
        for condition in with_gate
        if states.get(condition.entity_id) == CircumstanceState.MET
    }
    return [condition for condition in with_gate if alternatives_id(condition) not in met_ids]


def alternatives_id(condition: Condition) -> int:
    """Which set of alternatives a condition belongs to: the first of it, often itself."""
    return condition.alternative_to_id or condition.entity_id
