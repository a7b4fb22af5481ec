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

from app.models import Actor, Circumstance, Citation, Condition, Link, Pledge, Source, Step
from app.models.vocabulary import LinkKind
from app.spine import lookups
from app.spine.edit import Edit
from app.spine.moment import at
from app.spine.recording import SYSTEM, recording
from app.spine.refusals import Refused
from app.spine.revision import Intent
from app.spine.versioned import Entity, Facts, Versioned, kinds
from tests.queries.plans import ACTORS, Plan


@dataclass
class Writing:
    """A plan on its way into an edit."""

    edit: Edit
    actors: list[Entity]
    sources: list[Entity]
    pledges: list[Entity] = field(default_factory=list)
    owner: int = 0

    def cite(self, parent: Entity, told: Facts) -> None:
        speaks = told["on_behalf"]
        facts = {
            "source_id": self.sources[told["source"] % len(self.sources)].id,
            "locator": "p. 1",
            "gist": "So it is.",
            "fact": told["fact"],
            "speaker": told["speaker"],
            "on_behalf_id": self.actor(self.owner if speaks == "owner" else speaks),
            "mode": "paraphrase",
            "credibility": "2",
        }
        self.edit.add(Citation, facts, under=parent)

    def add(self, kind: type[Versioned], facts: Facts, cited: list[Facts], **how: Any) -> Entity:
        entity = self.edit.add(kind, facts, **how)
        for told in cited:
            self.cite(entity, told)
        return entity

    def pledge(self, told: Facts) -> None:
        self.owner = told["actor"]
        facts = {
            "actor_id": self.actors[told["actor"]].id,
            "title": "A pledge",
            "domain": told["domain"],
            "announced": told["announced"],
        }
        pledge = self.add(Pledge, facts, told["citations"])
        for step in told["steps"]:
            self.add(Step, step["axes"] | {"at": step["at"]}, step["citations"], under=pledge)
        self.conditions(pledge, told["conditions"])
        self.pledges.append(pledge)

    def conditions(self, pledge: Entity, told: list[Facts]) -> None:
        firsts: list[Entity] = []  # that others may be alternatives to
        for each in told:
            facts = each["facts"] | {"actor_id": self.actor(each["of"])}
            gated = facts["gate"] is not None
            if gated and firsts and each["is_alternative"]:
                facts["alternative_to_id"] = firsts[0].id
            entity = self.add(Condition, facts, each["citations"], under=pledge)
            if gated and "alternative_to_id" not in facts:
                firsts.append(entity)

    def circumstance(self, told: Facts) -> None:
        facts = {"kind": "ceasefire" if told["of"] is None else "funding approved"}
        facts |= {"actor_id": self.actor(told["of"]), "state": told["state"], "at": told["at"]}
        self.add(Circumstance, facts, told["citations"])

    def link(self, one: int, other: int, kind: LinkKind) -> None:
        ends = [self.pledges[end % len(self.pledges)].id for end in (one, other)]
        if ends[0] != ends[1]:
            self.edit.add(Link, {"from_id": ends[0], "to_id": ends[1], "kind": kind})

    def actor(self, number: int | None) -> int | None:
        return None if number is None else self.actors[number].id


def written(engine: Engine, plan: Plan, look: Callable[[int], None] | None = None) -> range:
    """The revisions, first and last and all between, at which the planned register stands.

    Args:
        engine: Where.
        plan: What.
        look: Is called with the number of each revision as soon as it is made.
    """
    emptied(engine)
    first = recorded(engine, plan)
    last = first
    for change in (None, *plan.edits):
        if change:
            edited(engine, *change)
        with at(engine) as session:
            made = range(last if change is None else last + 1, lookups.last(session).number + 1)
        for last in made:
            if look:
                look(last)
    return range(first, last + 1)


def recorded(engine: Engine, plan: Plan) -> int:
    """Write what is planned but for its edits; the number of the revision."""
    with recording(engine, SYSTEM, Intent.RECORDS) as edit:
        actors = [
            edit.add(Actor, {"code": code, "name": code * 2, "kind": kind})
            for code, kind in ACTORS.items()
        ]
        writing = Writing(edit, actors, sourced(edit, plan.sources))
        for told in plan.pledges:
            writing.pledge(told)
        for told in plan.circumstances:
            writing.circumstance(told)
        for link in plan.links:
            writing.link(*link)
    return edit.previous + 1


def sourced(edit: Edit, sources: list[Facts]) -> list[Entity]:
    """The sources; the reposts among them repeat the first, which is none."""
    plain = {"kind": "report", "publisher": "Press", "language": "en", "reliability": "B"}
    found: list[Entity] = []
    for told in sources:
        facts = plain | {"retrieved_on": "2026-01-01", "published": told["published"]}
        if told["repost"] and found:
            facts["origin_id"] = found[0].id
        found.append(edit.add(Source, facts))
    return found


def edited(engine: Engine, what: Any, pick: int, facts: Facts | None) -> None:
    """One more revision, if there is something to edit, it changes anything and may be."""
    kind = Step if what == "cite" else what
    with at(engine) as session:
        found, actors, sources = (there(session, each) for each in (kind, Actor, Source))
        base = lookups.last(session).number
    if not found:
        return
    entity = found[pick % len(found)]
    with suppress(Refused), recording(engine, SYSTEM, Intent.UPDATES) as edit:
        if what == "cite":
            Writing(edit, actors, sources).cite(entity, facts or {})
        elif facts is None:
            edit.retract(entity.id, base)
        else:
            edit.revise(entity.root_id, base, {entity.id: facts})


def there(session: Session, kind: Any) -> list[Entity]:
    """What is in the register of a kind, in the order it was recorded."""
    ids = [row.entity_id for row in session.exec(select(kind))]
    return sorted(lookups.entities(session, ids).values(), key=lambda entity: entity.id)


def emptied(engine: Engine) -> None:
    """Retract all that is in the register, in one revision."""
    with at(engine) as session:
        entities = {entity.id: entity for kind in kinds() for entity in there(session, kind)}
    with recording(engine, SYSTEM, Intent.RETRACTS) as edit:
        edit.facts_of(entities)
        for entity in entities.values():
            edit.bring(entity, None)
