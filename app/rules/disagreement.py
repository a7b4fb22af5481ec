"""Sources that disagree: all are shown, the newest evidence first."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date

from app.models.quantity import Quantity
from app.rules.rule import Rule
from app.spine.value import Term

RULE = Rule(
    "disagreement",
    "Sources that disagree",
    version=3,
    text=(
        "Two steps of a pledge disagree if they are of the same days, as far as their days are "
        "known, and say different things: neither is the later one, so neither replaces the "
        "other. Both are shown, the one with the newest evidence first. The register never "
        "chooses one and takes no middle.",
        "Where they disagree on how much, only that is contested: the pledge is counted, and its "
        "amount is the range over all that they say, marked “contested” wherever it stands. What "
        "is offered, what is set aside and what is delivered may each be contested, apart from the "
        "others: that €120 million are paid does not contradict an offer of €1 billion. "
        "Totals add that range. Where no range holds what they say (two units, a figure and "
        "words, “more than” beside “up to”), all of it is listed beside the total, which adds "
        "nothing for it.",
        "Two pledges, stances or assessments that cannot both be right are linked as "
        "contradicting each other, and both are shown with the link. Two such pledges are in no "
        "total.",
        "The same figure in other words is no disagreement.",
    ),
    examples=(
        "On 3 May one paper gives 300 troops and another 400: both are shown, and the total counts "
        "300 to 400 troops. Had the second been said on 4 May, it would have replaced the first.",
        "“300 troops” and “at least 200”: at least 200. “300 troops” and “€5 million”: no range.",
    ),
)


@dataclass(frozen=True)
class Statement:
    """What one step says on one axis.

    Attributes:
        first: The first possible day of the step, by the rule of which step counts.
        last: The last possible day of the step.
        evidence_on: The latest possible publication day of the newest source of the step.
    """

    step_id: int
    value: Term | Quantity
    first: date
    last: date
    evidence_on: date | None


def conflicting_statements(statements: Iterable[Statement]) -> list[Statement]:
    """The latest of these, one for each thing they say, newest evidence first; [] if they agree.

    Args:
        statements: What the steps of one pledge that count on the day say on one axis.
    """
    by_day = sorted(statements, key=lambda s: (s.last, s.first))
    same_days = [s for s in by_day if (s.last, s.first) == (by_day[-1].last, by_day[-1].first)]
    newest = sorted(same_days, key=lambda s: (s.evidence_on or date.min, s.step_id), reverse=True)
    different: dict[Hashable, Statement] = {}
    for statement in newest:
        different.setdefault(comparable_value(statement.value), statement)
    return list(different.values()) if len(different) > 1 else []


def comparable_value(value: Term | Quantity) -> Hashable:
    """What two statements share when they say the same: of a quantity, its figures."""
    return value.figures if isinstance(value, Quantity) else value
