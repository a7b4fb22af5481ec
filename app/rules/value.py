"""What a pledge is worth on a day: the row that `queries.values` selects and the rules judge."""

from dataclasses import dataclass
from datetime import date

from app.models.quantity import Quantity
from app.models.vocabulary import (
    Attribution,
    Bindingness,
    Capability,
    Delivery,
    Domain,
    Readiness,
    Standing,
)
from app.spine.value import Term


class ByThen(Term):
    """Whether a pledge is there on a day."""

    COUNTS = "counts", "it was there by then"
    POSSIBLY = "possibly", "its date is uncertain: it may have been there by then"
    NOT_YET = "not yet", "it was not there by then"


@dataclass(frozen=True)
class Value:
    """What one pledge is worth on a day.

    Attributes:
        bindingness_step: The step that states the bindingness; so for each axis.
        attribution: Who says so; None when no step states the bindingness.
        evidence_on: The latest possible publication day of the newest source cited.
        by_then: Whether it is there on the day.
        possibly: How many of its steps are possibly there on the day, and not counted.
        waiting: How many conditions that are no limits it has.
    """

    pledge_id: int
    actor_id: int
    domain: Domain
    capability: Capability | None
    bindingness: Bindingness | None
    bindingness_step: int | None
    readiness: Readiness | None
    readiness_step: int | None
    delivery: Delivery | None
    delivery_step: int | None
    standing: Standing | None
    standing_step: int | None
    quantity: Quantity | None
    quantity_step: int | None
    attribution: Attribution | None
    evidence_on: date | None
    by_then: ByThen
    possibly: int
    waiting: int
