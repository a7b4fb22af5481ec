"""Random registers: a few actors, sources and pledges whose dates are often the same or uncertain.

Each is written as a revision, then edited by a few more. One database holds many of them, one
after the other: what an earlier one left is retracted first, and seen no more from there on.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session, select

from app.models import Actor, Citation, Condition, Pledge, Source, Step
from app.models.vocabulary import Bindingness, Delivery, Readiness, Standing
from app.spine import lookups
from app.spine.edit import Edit
from app.spine.moment import at
from app.spine.recording import SYSTEM, recording
from app.spine.revision import Intent
from app.spine.versioned import Entity, Facts, Versioned, kinds

TIED = ["2025-11-03", "[2025-11-01..2025-11-03]", "[2025-11-02..2025-11-03]", "[..2025-11-03]"]
EDTF = [
    *("2025-11-01", "2025-11-02", "2025-11-02?", "2025-11-03~", "2025-11", "2025"),
    *("2025-11-01/2025-11-03", "2025-11-02/2025-11-03?", "../2025-11-02", "[..2025-11-02]"),
]
DAYS = st.sampled_from(
    [date(2025, 11, day) for day in (1, 2, 3, 4, 30)]
    + [date(2024, 12, 31), date(2025, 10, 31), date(2025, 12, 31)]
)
CODES = ("aa", "bb", "cc")
PICK = st.integers(0, 99)
WHEN = st.sampled_from(EDTF + TIED + TIED).map(lambda edtf: {"edtf": edtf, "basis": "stated"})
MAYBE = st.none() | WHEN
AMOUNT = st.builds(
    lambda low: {"low": low, "qualifier": "at least", "unit": "troops"}, st.integers(1, 3)
)
CITED = st.fixed_dictionaries(
    {
        "source": PICK,
        "fact": st.sampled_from([None, None, "bindingness", "quantity"]),
        "speaker": st.sampled_from([None, None, "A. Person"]),
        "on_behalf": st.sampled_from([None, None, 0, 1, 2]),
    }
)
CITATIONS = st.lists(CITED, max_size=3)
AXES = st.fixed_dictionaries(
    {
        "bindingness": st.none() | st.sampled_from(Bindingness),
        "readiness": st.none() | st.sampled_from(Readiness),
        "delivery": st.none() | st.sampled_from(Delivery),
        "standing": st.none() | st.sampled_from(Standing),
        "quantity": st.none() | AMOUNT,
    }
).filter(lambda axes: any(axes.values()))
CONDITION = st.sampled_from(
    [
        {"kind": "ceasefire", "gate": "deployment"},
        {"kind": "peace agreement", "gate": "commitment"},
        {"kind": "timing", "gate": None},
    ]
).map(lambda facts: facts | {"words": "if so"})
STEP = st.fixed_dictionaries({"at": MAYBE, "axes": AXES, "citations": CITATIONS})
PLEDGE = st.fixed_dictionaries(
    {
        "actor": st.integers(0, 2),
        "domain": st.sampled_from(["land", "air"]),
        "announced": MAYBE,
        "steps": st.lists(STEP, max_size=4),
        "conditions": st.lists(st.tuples(CONDITION, CITATIONS), max_size=2),
        "citations": CITATIONS,
    }
)
SOURCE = st.fixed_dictionaries({"published": WHEN | WHEN | MAYBE, "repost": st.booleans()})
EDIT = st.one_of(
    st.tuples(st.just(Step), PICK, st.fixed_dictionaries({"at": MAYBE})),
    st.tuples(st.just(Step), PICK, AXES),
    st.tuples(st.just(Source), PICK, st.fixed_dictionaries({"published": MAYBE})),
    st.tuples(st.just(Pledge), PICK, st.fixed_dictionaries({"announced": MAYBE})),
    st.tuples(st.just(Condition), PICK, CONDITION),
    st.tuples(st.sampled_from([Pledge, Step, Citation, Condition]), PICK, st.none()),
    st.tuples(st.just("cite"), PICK, CITED),
)


@dataclass(frozen=True)
class Plan:
    """What is to be written; an edit without facts retracts."""

    sources: list[Facts]
    pledges: list[Facts]
    edits: list[tuple[Any, int, Facts | None]]


PLANS = st.builds(
    Plan,
    st.lists(SOURCE, min_size=1, max_size=4),
    st.lists(PLEDGE, min_size=2, max_size=6),
    st.lists(EDIT, max_size=4),
)


@dataclass
class Writing:
    """A plan on its way into an edit."""

    edit: Edit
    actors: list[Entity]
    sources: list[Entity]

    def cite(self, parent: Entity, told: Facts) -> None:
        speaks = told["on_behalf"]
        facts = {
            "source_id": self.sources[told["source"] % len(self.sources)].id,
            "locator": "p. 1",
            "gist": "So it is.",
            "fact": told["fact"],
            "speaker": told["speaker"],
            "on_behalf_id": None if speaks is None else self.actors[speaks].id,
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
        facts = {
            "actor_id": self.actors[told["actor"]].id,
            "title": "A pledge",
            "domain": told["domain"],
            "announced": told["announced"],
        }
        pledge = self.add(Pledge, facts, told["citations"])
        for step in told["steps"]:
            self.add(Step, step["axes"] | {"at": step["at"]}, step["citations"], under=pledge)
        for condition, cited in told["conditions"]:
            self.add(Condition, condition, cited, under=pledge)


def written(engine: Engine, plan: Plan) -> range:
    """The revisions, first and last and all between, at which the planned register stands."""
    emptied(engine)
    with recording(engine, SYSTEM, Intent.RECORDS) as edit:
        first = edit.previous + 1
        actors = [
            edit.add(Actor, {"code": code, "name": code * 2, "kind": "country"}) for code in CODES
        ]
        writing = Writing(edit, actors, sourced(edit, plan.sources))
        for told in plan.pledges:
            writing.pledge(told)
    for change in plan.edits:
        edited(engine, *change)
    with at(engine) as session:
        return range(first, lookups.last(session).number + 1)


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
    """One more revision, if there is something to edit and it changes anything."""
    kind = Step if what == "cite" else what
    with at(engine) as session:
        found, actors, sources = (there(session, each) for each in (kind, Actor, Source))
        base = lookups.last(session).number
    if not found:
        return
    entity = found[pick % len(found)]
    with recording(engine, SYSTEM, Intent.UPDATES) as edit:
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
