"""A row that was seeded, with all that hangs on it: what claims are about."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.models import Citation, Condition, Passage, Pledge, Step
from app.models.when import When
from app.rules.pledge_state import PledgeState
from app.spine.value import canonical_json, to_json
from app.spine.versioned import Versioned


@dataclass(frozen=True)
class Cite:
    """A citation with what its passage says: all of it under one name."""

    citation: Citation
    passage: Passage

    def __getattr__(self, name: str) -> Any:
        return getattr(self.citation if hasattr(self.citation, name) else self.passage, name)

    @property
    def words(self) -> str:
        """What it says there, and what that means for the row."""
        return " ".join(filter(None, (self.passage.gist, self.citation.note)))


@dataclass(frozen=True, repr=False)  # a failing assertion would print it all
class Thing:
    """A row with all that hangs on it.

    Attributes:
        owner: The actor whose it is; None for what is nobody's.
        attended: Who was there, and how; of an event.
        behalf: The actors that something is said on behalf of in its citations.
        citations: Its citations and those of its parts.
        refs: The facts of the article it comes from.
    """

    row: Any
    owner: str | None
    parts: list[Versioned]
    citations: list[Cite]
    attended: set[tuple[str, str]]
    behalf: set[str | None]
    refs: set[str]

    def of(self, kind: type[Any]) -> list[Any]:
        return [part for part in self.parts if isinstance(part, kind)]

    @property
    def conditions(self) -> list[Condition]:
        return self.of(Condition)

    @property
    def gates(self) -> set[tuple[str, str | None]]:
        return {(condition.kind, condition.gate) for condition in self.conditions}

    @property
    def speakers(self) -> set[str | None]:
        return {citation.speaker for citation in self.citations}

    @property
    def text(self) -> str:
        return text([self.row, *self.parts, *(cite.passage for cite in self.citations)])


@dataclass(frozen=True, repr=False)
class Offer(Thing):
    """A pledge, and what it is worth."""

    value: PledgeState

    @property
    def pledge(self) -> Pledge:
        return self.row

    @property
    def what(self) -> tuple[str | None, str, str | None]:
        return self.owner, self.pledge.domain, self.pledge.capability

    @property
    def axes(self) -> tuple[str | None, ...]:
        v = self.value
        return v.bindingness, v.readiness, v.delivery, v.standing, v.attribution

    @property
    def dates(self) -> list[When]:
        """When it was announced, then when its steps were."""
        return [self.pledge.announced, *(step.at for step in self.of(Step))]

    @property
    def edtf(self) -> list[str]:
        return [when.edtf for when in self.dates]


def text(rows: Iterable[Versioned]) -> str:
    """All that these rows say, in one text without ids."""
    facts = (f for row in rows for f in row.facts().items())
    return "\n".join(canonical_json(to_json(v)) for n, v in facts if v and not n.endswith("_id"))
