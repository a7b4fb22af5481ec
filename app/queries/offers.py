"""Pledges as pages show them: what they are worth on a day, their parts, their citations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from sqlalchemy import Select, select
from sqlmodel import Session, col

from app.models import Actor, Condition, Pledge, Step
from app.models.step import AXES
from app.models.vocabulary import Attribution, CircumstanceState, Domain
from app.queries.circumstances import load_conditions
from app.queries.citations import Evidence, citations, group_by_part
from app.queries.pledge_states import pledge_states, to_pledge_state
from app.queries.result_rows import fetch_rows
from app.queries.steps import StepDays, current_steps, load_steps, pledges_with_several_steps
from app.queries.things import select_ids
from app.rules.amount_facts import STAGE_LEVELS
from app.rules.conditions import unmet_conditions
from app.rules.disagreement import Statement, conflicting_statements
from app.rules.notes import is_note_older
from app.rules.pledge_state import PledgeState
from app.rules.status import (
    StatusPart,
    axis_level_words,
    level_words,
    limiting_conditions,
    status_parts,
    wait_parts,
)
from app.spine.folding import fold_text
from app.spine.value import Term

DOMAINS = list(Domain)


@dataclass(frozen=True)
class Offer:
    """A pledge as a page shows it.

    Attributes:
        state: What it is worth on the day.
        steps: Those recorded, the oldest first, those without a date before all.
        step_days: The days of each step, by its id; of other pledges, too.
        condition_states: How it stands on the day with each condition that is no limit, by its id.
        evidence_by_part: The citations of the pledge and its parts, by the id of the part.
        today: The day.
    """

    pledge: Pledge
    actor: Actor
    state: PledgeState
    steps: list[Step]
    step_days: dict[int, StepDays]
    conditions: list[Condition]
    condition_states: dict[int, CircumstanceState]
    evidence_by_part: dict[int, list[Evidence]]
    today: date

    @property
    def status(self) -> list[StatusPart]:
        """The parts of its status line."""
        return status_parts(self.state, self.open_conditions, self.disagreements)

    def level(self, axis: str) -> str:
        """What it is worth on an axis, in the words of the status line; "" where none says."""
        return axis_level_words(self.state, axis)

    def level_words(self, level: Term) -> str:
        """A level that a step states, in the words of the status line."""
        return level_words(level, money=self.pledge.domain == Domain.FUNDING)

    @property
    def waits(self) -> list[StatusPart]:
        """The parts of the status line that say what it waits for."""
        return wait_parts(self.open_conditions)

    @cached_property
    def open_conditions(self) -> list[Condition]:
        """The conditions that still hold it up on the day."""
        return unmet_conditions(self.conditions, self.condition_states)

    @property
    def limits(self) -> list[Condition]:
        """Those of its conditions that limit it."""
        return limiting_conditions(self.conditions)

    @property
    def is_own(self) -> bool:
        """Whether the owner has said it."""
        return self.state.attribution == Attribution.OWN

    @property
    def unconfirmed_lately(self) -> bool:
        """Whether its newest evidence is too old to lean on."""
        return self.state.unconfirmed_lately

    def evidence(self, axis: str, step_id: int | None = None) -> list[Evidence]:
        """The citations for an axis: of a step, else of the one that says what it is worth."""
        step: int | None = step_id or getattr(self.state, f"{axis}_step")
        fact = axis if step_id else self.evidence_fact(axis)
        return [
            c for c in self.evidence_by_part.get(step or 0, []) if c.citation.fact in (None, fact)
        ]

    def evidence_fact(self, axis: str) -> str:
        """The fact that says what it is worth on an axis: the axis itself, or an amount."""
        step, level = getattr(self.state, f"{axis}_step"), getattr(self.state, axis)
        is_stated = any(row.entity_id == step and getattr(row, axis) == level for row in self.steps)
        stages = [] if is_stated else STAGE_LEVELS.get(axis, ())
        return next((stage for stage, says, _ in stages if says == level), axis)

    @cached_property
    def disagreements(self) -> dict[str, list[Statement]]:
        """By axis: what the steps say that disagree on it, newest evidence first."""
        by_axis = {axis: conflicting_statements(self.statements(axis)) for axis in AXES}
        return {axis: statements for axis, statements in by_axis.items() if statements}

    def statements(self, axis: str) -> list[Statement]:
        """What the steps that count on the day say on an axis."""
        statements = []
        for step in self.steps:
            days, level = self.step_days[step.entity_id], getattr(step, axis)
            if days.counts and level is not None:
                dates = [c.published_on for c in self.evidence(axis, step.entity_id)]
                newest = max(filter(None, dates), default=None)
                statements.append(Statement(step.entity_id, level, days.first, days.last, newest))
        return statements

    @property
    def is_note_older(self) -> bool:
        """Whether its note was written before a step that counts on the day was recorded."""
        return is_note_older(self.pledge, current_steps(self.steps, self.step_days))

    @property
    def speakers(self) -> list[Evidence]:
        """Who says so, of an own pledge on its owner's behalf: the first citation of each."""
        if self.is_own:
            return self.first_evidence(own=True)
        by_speaker: dict[str, Evidence] = {}
        for evidence in self.evidence("bindingness"):
            by_speaker.setdefault(fold_text(evidence.passage.speaker or ""), evidence)
        return [
            evidence for speaker, evidence in by_speaker.items() if speaker or len(by_speaker) == 1
        ]

    @property
    def other_speakers(self) -> list[Evidence]:
        """Who else tells of an own pledge: the first citation of each."""
        names = {fold_text(evidence.name) for evidence in self.speakers}
        return [
            evidence
            for evidence in self.first_evidence(own=False)
            if self.is_own and fold_text(evidence.name) not in names
        ]

    def first_evidence(self, *, own: bool) -> list[Evidence]:
        """The first citation of each who says how firm it is on its owner's behalf, or not so."""
        by_name: dict[str, Evidence] = {}
        for evidence in self.evidence("bindingness"):
            if evidence.is_word_of(self.pledge.actor_id) == own:
                by_name.setdefault(fold_text(evidence.name), evidence)
        return list(by_name.values())

    def is_own_word(self, cited: Sequence[Evidence]) -> bool:
        """Whether one of these citations is the word of whose pledge it is."""
        return any(each.is_word_of(self.pledge.actor_id) for each in cited)

    @property
    def has_older_word(self) -> bool:
        """Whether others say how firm it is, and its owner is cited for how firm it was."""
        return not self.is_own and any(
            self.is_own_word(self.evidence("bindingness", step.entity_id))
            for step in current_steps(self.steps, self.step_days)
            if step.bindingness is not None
        )

    @property
    def citations(self) -> list[Evidence]:
        """All its citations and those of its parts, part by part."""
        return [each for evidence in self.evidence_by_part.values() for each in evidence]


def offers(
    session: Session, day: date, pledges: Select[int] | None = None, *, brief: bool = False
) -> list[Offer]:
    """The pledges recorded, in the order of actor, domain and recording: four statements.

    Args:
        session: Where, and at which moment.
        day: The day of the world.
        pledges: Ids of those asked for; all of them when None.
        brief: Leave out the citations where a status line can do without them: of one step only.
    """
    rows = fetch_rows(session, select_offers(day, pledges)).all()
    steps, step_days = load_steps(session, day, pledges)
    conditions, states = load_conditions(session, day, pledges)
    evidence = citations(
        session, select_ids(Pledge, *pledges_with_several_steps(steps)) if brief else pledges
    )
    result = [
        Offer(
            row.Pledge,
            row.Actor,
            to_pledge_state(row),
            sorted(
                steps[row.Pledge.entity_id], key=lambda step: step_days[step.entity_id].sort_key
            ),
            step_days,
            conditions[row.Pledge.entity_id],
            states,
            group_by_part(evidence[row.Pledge.entity_id]),
            day,
        )
        for row in rows
    ]
    return sorted(result, key=offer_order)


@lru_cache(maxsize=64)
def select_offers(day: date, pledges: Select[int] | None) -> Select[*tuple[object, ...]]:
    """Pledges with their actors and what they are worth on a day."""
    state_rows = pledge_states(day, pledges)
    query = select(Pledge, Actor, state_rows).join(Actor, col(Actor.entity_id) == Pledge.actor_id)
    return query.join(state_rows, state_rows.c.pledge_id == Pledge.entity_id)


def offer_order(offer: Offer) -> tuple[tuple[str, int], int, int]:
    """What pledges are ordered by: the name of the actor, domain, recording."""
    return offer.actor.sort_key, DOMAINS.index(offer.pledge.domain), offer.pledge.entity_id


@lru_cache(maxsize=64)  # one object for an actor, so that what is cached by it is found
def pledge_ids_of(actor_id: int) -> Select[int]:
    """A SELECT of the ids of an actor's pledges. The same object for the same actor."""
    return select(col(Pledge.entity_id)).where(col(Pledge.actor_id) == actor_id)
