"""Pledges as pages show them: what they are worth on a day, their parts, their citations."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.models import Actor, Citation, Condition, Pledge, Source, Step
from app.models.vocabulary import Attribution, Domain
from app.queries.values import value, values
from app.rules import staleness
from app.rules import status as lines
from app.rules.value import Value

DOMAINS = list(Domain)


@dataclass(frozen=True)
class Cited:
    """A citation with its source, and the name of who it speaks for."""

    citation: Citation
    source: Source
    on_behalf: str | None

    @property
    def name(self) -> str:
        """Who speaks; the publisher where nobody does."""
        return self.citation.speaker or self.source.publisher


@dataclass(frozen=True)
class Offer:
    """A pledge as a page shows it.

    Attributes:
        value: What it is worth on the day.
        steps: Those recorded, the oldest first, those without a date before all.
        cited: The citations of the pledge and of each of its parts, by the id of the part.
        today: The day.
    """

    pledge: Pledge
    actor: Actor
    value: Value
    steps: list[Step]
    conditions: list[Condition]
    cited: dict[int, list[Cited]]
    today: date

    @property
    def status(self) -> list[lines.Part]:
        """The parts of its status line."""
        return lines.status(self.value, self.conditions)

    @property
    def waits(self) -> list[lines.Part]:
        """What it waits for."""
        return lines.waits(self.conditions)

    @property
    def limits(self) -> list[Condition]:
        """What limits it."""
        return lines.limits(self.conditions)

    @property
    def is_own(self) -> bool:
        """Whether the owner has said it."""
        return self.value.attribution == Attribution.OWN

    @property
    def unconfirmed_lately(self) -> bool:
        """Whether its newest evidence is too old to lean on."""
        v = self.value
        return staleness.unconfirmed_lately(v.bindingness, v.delivery, v.evidence_on, self.today)

    def evidence(self, axis: str) -> list[Cited]:
        """The citations of the step that states what it is worth on an axis, for that fact."""
        step: int | None = getattr(self.value, f"{axis}_step")
        return [c for c in self.cited.get(step or 0, []) if c.citation.fact in (None, axis)]

    @property
    def speakers(self) -> list[Cited]:
        """Who says so, of an own pledge on its owner's behalf: the first citation of each."""
        if self.is_own:
            return self.sayings(own=True)
        found: dict[str | None, Cited] = {}
        for cited in self.evidence("bindingness"):
            found.setdefault(cited.citation.speaker, cited)
        return [cited for speaker, cited in found.items() if speaker or len(found) == 1]

    @property
    def also(self) -> list[Cited]:
        """Who else tells of an own pledge: the first citation of each."""
        said = {cited.name for cited in self.speakers}
        return [
            cited for cited in self.sayings(own=False) if self.is_own and cited.name not in said
        ]

    def sayings(self, *, own: bool) -> list[Cited]:
        """The first citation of each who says how firm it is on its owner's behalf, or not so."""
        found: dict[str, Cited] = {}
        for cited in self.evidence("bindingness"):
            if (cited.citation.on_behalf_id == self.pledge.actor_id) == own:
                found.setdefault(cited.name, cited)
        return list(found.values())

    @property
    def citations(self) -> list[Cited]:
        """All its citations."""
        return [each for cited in self.cited.values() for each in cited]


def offers(session: Session, day: date, pledges: Select[Any] | None = None) -> list[Offer]:
    """The pledges recorded, in the order of actor, domain and recording: four statements.

    Args:
        session: Where, and at which moment.
        day: The day of the world.
        pledges: Ids of those asked for; all of them when None.
    """
    worth = values(day, pledges)
    asked: Any = select(Pledge, Actor, worth).join(Actor, col(Actor.entity_id) == Pledge.actor_id)
    rows = session.exec(asked.join(worth, worth.c.pledge_id == Pledge.entity_id)).all()
    steps = parts(session, Step, pledges)
    conditions = parts(session, Condition, pledges)
    cited = citations(session, pledges)
    found = [
        Offer(
            row.Pledge,
            row.Actor,
            value(row),
            sorted(steps[row.Pledge.entity_id], key=age),
            conditions[row.Pledge.entity_id],
            by_part(cited[row.Pledge.entity_id]),
            day,
        )
        for row in rows
    ]
    return sorted(found, key=place)


def parts(session: Session, kind: Any, pledges: Select[Any] | None) -> dict[int, list[Any]]:  # noqa: ANN401
    """The steps or the conditions of pledges, by pledge, in the order of their recording."""
    these: Any = select(kind).order_by(kind.entity_id)
    if pledges is not None:
        these = these.where(kind.root_id.in_(pledges))
    found: dict[int, list[Any]] = defaultdict(list)
    for row in session.exec(these).scalars():
        found[row.root_id].append(row)
    return found


def citations(session: Session, roots: Select[Any] | None) -> dict[int, list[Cited]]:
    """The citations of things, by thing, in the order of their recording."""
    behalf: Any = aliased(Actor)
    these: Any = (
        select(Citation, Source, behalf.name)
        .join(Source, col(Source.entity_id) == Citation.source_id)
        .outerjoin(behalf, col(behalf.entity_id) == Citation.on_behalf_id)
        .order_by(col(Citation.entity_id))
    )
    if roots is not None:
        these = these.where(col(Citation.root_id).in_(roots))
    found: dict[int, list[Cited]] = defaultdict(list)
    for citation, source, on_behalf in session.exec(these):
        found[citation.root_id].append(Cited(citation, source, on_behalf))
    return found


def by_part(cited: Iterable[Cited]) -> dict[int, list[Cited]]:
    """The citations by the part they are for."""
    found: dict[int, list[Cited]] = defaultdict(list)
    for each in cited:
        found[each.citation.parent_id or 0].append(each)
    return dict(found)


def age(step: Step) -> tuple[date, date, int]:
    """What steps are ordered by."""
    return step.at_latest or date.min, step.at_earliest or date.min, step.entity_id


def place(offer: Offer) -> tuple[str, int, int]:
    """What pledges are ordered by."""
    return offer.actor.name, DOMAINS.index(offer.pledge.domain), offer.pledge.entity_id


def of_actor(actor_id: int) -> Select[Any]:
    """The ids of an actor's pledges."""
    return select(col(Pledge.entity_id)).where(col(Pledge.actor_id) == actor_id)


def only(pledge_ids: Iterable[int]) -> Select[Any]:
    """The ids of these pledges that are in the register."""
    return select(col(Pledge.entity_id)).where(col(Pledge.entity_id).in_(list(pledge_ids)))
