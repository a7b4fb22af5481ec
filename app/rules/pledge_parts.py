"""What the state of a pledge follows from: the facts of its parts that bear on it, at a moment."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from app.models.quantity import Quantity
from app.models.vocabulary import (
    ActorKind,
    Bindingness,
    Capability,
    ConditionKind,
    Delivery,
    Domain,
    LinkKind,
    Readiness,
    Standing,
)
from app.rules.dated import Days, days_between


class OwnPart(NamedTuple):
    """The pledge itself, with the kind of its actor."""

    pledge_id: int
    actor_id: int
    actor_kind: ActorKind
    domain: Domain
    capability: Capability | None
    announced_earliest: date | None
    announced_latest: date | None

    @property
    def announced(self) -> Days | None:
        """When it was announced."""
        return days_between(self.announced_earliest, self.announced_latest)


class StepPart(NamedTuple):
    """A step: when, and what it states."""

    pledge_id: int
    step_id: int
    earliest: date | None
    latest: date | None
    bindingness: Bindingness | None
    readiness: Readiness | None
    delivery: Delivery | None
    standing: Standing | None
    offered: Quantity | None
    set_aside: Quantity | None
    delivered: Quantity | None
    worth: Quantity | None

    @property
    def at(self) -> Days | None:
        """Its own date."""
        return days_between(self.earliest, self.latest)


class CitationPart(NamedTuple):
    """A citation of the pledge or of one of its parts, with its passage and first publication."""

    pledge_id: int
    parent_id: int
    fact: str | None
    each: bool
    on_behalf: list[int]
    speaker: str | None
    earliest: date | None
    latest: date | None

    @property
    def published(self) -> Days | None:
        """When what it cites was first published."""
        return days_between(self.earliest, self.latest)


class ConfirmationPart(NamedTuple):
    """A source that is cited for a check which says that the pledge is still so."""

    pledge_id: int
    latest: date | None


class ConditionPart(NamedTuple):
    """A condition, or a limit."""

    pledge_id: int
    kind: ConditionKind


class LinkPart(NamedTuple):
    """A link that takes the pledge out of totals."""

    pledge_id: int
    kind: LinkKind


PledgePart = OwnPart | StepPart | CitationPart | ConfirmationPart | ConditionPart | LinkPart


@dataclass
class PledgeParts:
    """The parts of a pledge, by kind."""

    own: OwnPart
    steps: list[StepPart] = field(default_factory=list)
    citations: list[CitationPart] = field(default_factory=list)
    confirmations: list[ConfirmationPart] = field(default_factory=list)
    condition_kinds: set[ConditionKind] = field(default_factory=set)
    link_kinds: set[LinkKind] = field(default_factory=set)

    @classmethod
    def sort(cls, all_parts: Iterable[PledgePart]) -> "PledgeParts | None":
        """These parts by kind; None where the pledge itself is not among them."""
        everything = list(all_parts)
        parts = next((cls(part) for part in everything if isinstance(part, OwnPart)), None)
        if parts is None:
            return None
        for part in everything:
            match part:
                case StepPart():
                    parts.steps.append(part)
                case CitationPart():
                    parts.citations.append(part)
                case ConfirmationPart():
                    parts.confirmations.append(part)
                case ConditionPart():
                    parts.condition_kinds.add(part.kind)
                case LinkPart():
                    parts.link_kinds.add(part.kind)
        return parts
