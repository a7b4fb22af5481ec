"""Random registers, written as planned.

Each is written as a revision, then edited by a few more. One database holds many of them, one
after the other: what an earlier one left is retracted first, and seen no more from there on.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, select

from app.models import (
    Actor,
    Check,
    Circumstance,
    Citation,
    Condition,
    Link,
    Passage,
    Pledge,
    Source,
    Step,
)
from app.models.vocabulary import LinkKind
from app.spine import lookups
from app.spine.edit import Edit
from app.spine.moment import reading_session
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.refusals import Refused
from app.spine.revision import Intent
from app.spine.versioned import Entity, Facts, Versioned, kinds
from tests.queries.plans import ACTORS, Plan


@dataclass
class PlanWriter:
    """A plan on its way into an edit."""

    edit: Edit
    actors: list[Entity]
    sources: list[Entity]
    pledges: list[Entity] = field(default_factory=list)
    owner: int = 0

    def cite(self, parent: Entity, plan: Facts) -> None:
        facts = {
            "locator": "p. 1",
            "gist": "So it is.",
            "speaker": plan["speaker"],
            "on_behalf": [self.actors[number].id for number in self.principals(plan["on_behalf"])],
            "each": plan["on_behalf"] == "each",
            "mode": "paraphrase",
        }
        source = self.sources[plan["source"] % len(self.sources)]
        passage = self.edit.add(Passage, facts, under=source)
        citation_facts = {"passage_id": passage.id, "fact": plan["fact"]}
        self.edit.add(Citation, citation_facts, under=parent)

    def principals(self, plan: str | int | list[int] | None) -> list[int]:
        """The numbers of the actors that a planned passage speaks for."""
        if plan == "owner":
            return [self.owner]
        if isinstance(plan, list):
            return plan
        return [plan] if isinstance(plan, int) else []

    def add(
        self, kind: type[Versioned], facts: Facts, citations: list[Facts], **how: Any
    ) -> Entity:
        entity = self.edit.add(kind, facts, **how)
        for each in citations:
            self.cite(entity, each)
        return entity

    def pledge(self, plan: Facts) -> None:
        self.owner = plan["actor"]
        facts = {
            "actor_id": self.actors[plan["actor"]].id,
            "title": "A pledge",
            "domain": plan["domain"],
            "announced": plan["announced"],
        }
        pledge = self.add(Pledge, facts, plan["citations"])
        for step in plan["steps"]:
            self.add(Step, step["axes"] | {"at": step["at"]}, step["citations"], under=pledge)
        self.conditions(pledge, plan["conditions"])
        self.pledges.append(pledge)

    def conditions(self, pledge: Entity, plans: list[Facts]) -> None:
        firsts: list[Entity] = []  # that others may be alternatives to
        for each in plans:
            facts = each["facts"] | {"actor_id": self.actor(each["of"])}
            has_gate = facts["gate"] is not None
            if has_gate and firsts and each["is_alternative"]:
                facts["alternative_to_id"] = firsts[0].id
            entity = self.add(Condition, facts, each["citations"], under=pledge)
            if has_gate and "alternative_to_id" not in facts:
                firsts.append(entity)

    def circumstance(self, plan: Facts) -> None:
        facts = {"kind": "ceasefire" if plan["of"] is None else "funding approved"}
        facts |= {"actor_id": self.actor(plan["of"]), "state": plan["state"], "at": plan["at"]}
        self.add(Circumstance, facts, plan["citations"])

    def check(self, plan: Facts) -> None:
        pledge_id = None if plan["of"] is None else self.pledges[plan["of"] % len(self.pledges)].id
        facts = {"actor_id": self.actors[0].id, "topic": "land", "checked_on": "2025-11-04"}
        facts |= {"where": "The press", "found": plan["found"], "pledge_id": pledge_id}
        self.add(Check, facts, plan["citations"])

    def link(self, first: int, second: int, kind: LinkKind) -> None:
        ends = [self.pledges[end % len(self.pledges)].id for end in (first, second)]
        if ends[0] != ends[1]:
            self.edit.add(Link, {"from_id": ends[0], "to_id": ends[1], "kind": kind})

    def actor(self, number: int | None) -> int | None:
        return None if number is None else self.actors[number].id


def write_plan(engine: Engine, plan: Plan, look: Callable[[int], None] | None = None) -> range:
    """The revisions, first and last and all between, at which the planned register stands.

    Args:
        engine: Where.
        plan: What.
        look: Is called with the number of each revision as soon as it is made.
    """
    empty_register(engine)
    first = record_plan(engine, plan)
    last = first
    for change in (None, *plan.edits):
        if change:
            apply_edit(engine, *change)
        with reading_session(engine) as session:
            numbers = range(
                last if change is None else last + 1, lookups.last_revision(session).number + 1
            )
        for last in numbers:
            if look:
                look(last)
    return range(first, last + 1)


def record_plan(engine: Engine, plan: Plan) -> int:
    """Write what is planned but for its edits; the number of the revision."""
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        actors = [
            edit.add(Actor, {"code": code, "name": code * 2, "kind": kind})
            for code, kind in ACTORS.items()
        ]
        writer = PlanWriter(edit, actors, record_sources(edit, plan.sources))
        for each in plan.pledges:
            writer.pledge(each)
        for each in plan.circumstances:
            writer.circumstance(each)
        for link in plan.links:
            writer.link(*link)
        for check in plan.checks:
            writer.check(check)
    return edit.previous + 1


def record_sources(edit: Edit, sources: list[Facts]) -> list[Entity]:
    """The sources; the reposts among them repeat the first, which is none."""
    source_facts = {"kind": "report", "publisher": "Press", "language": "en", "reliability": "B"}
    entities: list[Entity] = []
    for plan in sources:
        facts = source_facts | {"retrieved_on": "2026-01-01", "published": plan["published"]}
        if plan["repost"] and entities:
            facts["origin_id"] = entities[0].id
        entities.append(edit.add(Source, facts))
    return entities


def apply_edit(engine: Engine, what: Any, pick: int, facts: Facts | None) -> None:
    """One more revision, if there is something to edit, it changes anything and may be."""
    kind = Step if what == "cite" else what
    with reading_session(engine) as session:
        entities, actors, sources = (
            current_entities(session, each) for each in (kind, Actor, Source)
        )
        base = lookups.last_revision(session).number
    if not entities:
        return
    entity = entities[pick % len(entities)]
    with suppress(Refused), recording(engine, SYSTEM_ACCOUNT, Intent.UPDATES) as edit:
        if what == "cite":
            PlanWriter(edit, actors, sources).cite(entity, facts or {})
        elif facts is None:
            edit.retract(entity.id, base)
        else:
            edit.revise(entity.root_id, base, {entity.id: facts})


def current_entities(session: Session, kind: Any) -> list[Entity]:
    """What is in the register of a kind, in the order it was recorded."""
    ids = [row.entity_id for row in session.exec(select(kind))]
    return sorted(lookups.entities_by_id(session, ids).values(), key=lambda entity: entity.id)


def empty_register(engine: Engine) -> None:
    """Retract all that is in the register, in one revision."""
    with reading_session(engine) as session:
        entities = {
            entity.id: entity for kind in kinds() for entity in current_entities(session, kind)
        }
    with recording(engine, SYSTEM_ACCOUNT, Intent.RETRACTS) as edit:
        edit.facts_of(entities)
        for entity in entities.values():
            edit.set_facts(entity, None)
