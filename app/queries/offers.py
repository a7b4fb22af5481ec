"""Pledges as pages show them: what they are worth on a day, their parts, their citations."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from sqlalchemy import Select, select
from sqlmodel import Session, col

from app.models import Actor, Condition, Pledge, Step
from app.models.vocabulary import Attribution, CircumstanceState, Domain
from app.queries.circumstances import awaited
from app.queries.citations import Cited, by_part, citations
from app.queries.days import dated
from app.queries.things import only
from app.queries.values import AXES, value, values
from app.rules import status as lines
from app.rules.disagreement import Statement, disagreeing
from app.rules.value import Value
from app.rules.waiting import still_waited_for
from app.spine.value import Term

DOMAINS = list(Domain)


@dataclass(frozen=True)
class Span:
    """The days of a step, and whether it counts, or possibly does, on the day."""

    step_id: int
    first: date
    last: date
    counts: bool
    maybe: bool

    @property
    def place(self) -> tuple[date, date, int]:
        """What steps are ordered by."""
        return self.last, self.first, self.step_id


@dataclass(frozen=True)
class Offer:
    """A pledge as a page shows it.

    Attributes:
        value: What it is worth on the day.
        steps: Those recorded, the oldest first, those without a date before all.
        spans: The days of each step, by its id; of other pledges, too.
        states: How it stands on the day with each condition that is no limit, by its id.
        cited: The citations of the pledge and of each of its parts, by the id of the part.
        today: The day.
    """

    pledge: Pledge
    actor: Actor
    value: Value
    steps: list[Step]
    spans: dict[int, Span]
    conditions: list[Condition]
    states: dict[int, CircumstanceState]
    cited: dict[int, list[Cited]]
    today: date

    @property
    def status(self) -> list[lines.Part]:
        """The parts of its status line."""
        return lines.status(self.value, self.open, self.contested)

    def level(self, axis: str) -> str:
        """What it is worth on an axis, in the words of the status line; "" where none says."""
        return lines.level(self.value, axis)

    def worded(self, stated: Term) -> str:
        """A level that a step states, in the words of the status line."""
        return lines.worded(stated, money=self.pledge.domain == Domain.FUNDING)

    @property
    def waits(self) -> list[lines.Part]:
        """What it waits for."""
        return lines.waits(self.open)

    @cached_property
    def open(self) -> list[Condition]:
        """The conditions that still hold it up on the day."""
        return still_waited_for(self.conditions, self.states)

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
        return self.value.unconfirmed_lately

    def evidence(self, axis: str, step_id: int | None = None) -> list[Cited]:
        """The citations for an axis: of a step, else of the one that says what it is worth."""
        step: int | None = step_id or getattr(self.value, f"{axis}_step")
        return [c for c in self.cited.get(step or 0, []) if c.citation.fact in (None, axis)]

    @cached_property
    def contested(self) -> dict[str, list[Statement]]:
        """By axis: what the steps say that disagree on it, newest evidence first."""
        told = {axis: disagreeing(self.statements(axis)) for axis in AXES}
        return {axis: statements for axis, statements in told.items() if statements}

    def statements(self, axis: str) -> list[Statement]:
        """What the steps that count on the day say on an axis."""
        found = []
        for step in self.steps:
            span, said = self.spans[step.entity_id], getattr(step, axis)
            if span.counts and said is not None:
                dates = [c.published_on for c in self.evidence(axis, step.entity_id)]
                newest = max(filter(None, dates), default=None)
                found.append(Statement(step.entity_id, said, span.first, span.last, newest))
        return found

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


def offers(
    session: Session, day: date, pledges: Select[Any] | None = None, *, brief: bool = False
) -> list[Offer]:
    """The pledges recorded, in the order of actor, domain and recording: four statements.

    Args:
        session: Where, and at which moment.
        day: The day of the world.
        pledges: Ids of those asked for; all of them when None.
        brief: Leave out the citations where a status line can do without them: of one step only.
    """
    worth = values(day, pledges)
    asked: Any = select(Pledge, Actor, worth).join(Actor, col(Actor.entity_id) == Pledge.actor_id)
    rows = session.exec(asked.join(worth, worth.c.pledge_id == Pledge.entity_id)).all()
    steps, spans = stepped(session, day, pledges)
    conditions, states = conditioned(session, day, pledges)
    cited = citations(session, only(Pledge, *disputable(steps)) if brief else pledges)
    found = [
        Offer(
            row.Pledge,
            row.Actor,
            value(row),
            sorted(steps[row.Pledge.entity_id], key=lambda step: spans[step.entity_id].place),
            spans,
            conditions[row.Pledge.entity_id],
            states,
            by_part(cited[row.Pledge.entity_id]),
            day,
        )
        for row in rows
    ]
    return sorted(found, key=place)


def stepped(
    session: Session, day: date, pledges: Select[Any] | None
) -> tuple[dict[int, list[Step]], dict[int, Span]]:
    """The steps of pledges, by pledge; and their days, by the id of the step."""
    rows = dated(Step, day, pledges)
    c = rows.c
    these: Any = select(Step, c.earliest, c.latest, c.counts, c.maybe)
    these = these.join(rows, c.entity_id == Step.entity_id)
    found: dict[int, list[Step]] = defaultdict(list)
    spans = {}
    for step, *days in session.exec(these):
        found[step.root_id].append(step)
        spans[step.entity_id] = Span(step.entity_id, *days)
    return found, spans


def conditioned(
    session: Session, day: date, roots: Select[Any] | None
) -> tuple[dict[int, list[Condition]], dict[int, CircumstanceState]]:
    """The conditions of things, by thing; and how it stands on the day with each, by its id."""
    rows = awaited(day, roots)
    these: Any = select(Condition, rows.c.state).order_by(col(Condition.entity_id))
    these = these.outerjoin(rows, rows.c.condition_id == Condition.entity_id)
    if roots is not None:
        these = these.where(col(Condition.root_id).in_(roots))
    found: dict[int, list[Condition]] = defaultdict(list)
    states = {}
    for condition, state in session.exec(these):
        found[condition.root_id].append(condition)
        states[condition.entity_id] = state or CircumstanceState.UNKNOWN
    return found, states


def disputable(steps: Mapping[int, Sequence[Step]]) -> list[int]:
    """The pledges whose steps may disagree: those that have several."""
    return [pledge_id for pledge_id, its in steps.items() if len(its) > 1]


def place(offer: Offer) -> tuple[str, int, int]:
    """What pledges are ordered by."""
    return offer.actor.name, DOMAINS.index(offer.pledge.domain), offer.pledge.entity_id


@lru_cache(maxsize=64)  # what is put together from the same object is kept, too
def of_actor(actor_id: int) -> Select[Any]:
    """The ids of an actor's pledges."""
    return select(col(Pledge.entity_id)).where(col(Pledge.actor_id) == actor_id)
