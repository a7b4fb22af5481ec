"""The rules of which step, source and citation counts, read slowly: Python over loaded rows.

Written from the rules' texts and not from the SQL, with which it must agree.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

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
from app.models.vocabulary import Attribution, Bindingness, ConditionKind, Delivery
from app.models.when import When
from app.rules.pledge_state import ByThen, Exclusion, PledgeState
from app.rules.staleness import DAYS_UNTIL_OLD
from tests.queries.plain_amounts import amount_facts, level_facts

AXES = ("bindingness", "readiness", "delivery", "standing")
AXES += ("offered", "set_aside", "delivered", "worth")
ALWAYS = date.min
Span = tuple[date, date]  # the first and the last possible day


@dataclass
class Rows:
    """What is in the register at one moment."""

    actors: Sequence[Actor]
    pledges: Sequence[Pledge]
    steps: Sequence[Step]
    conditions: Sequence[Condition]
    citations: Sequence[Citation]
    passages: Sequence[Passage]
    sources: Sequence[Source]
    circumstances: Sequence[Circumstance]
    links: Sequence[Link]
    checks: Sequence[Check]


def load_rows(session: Session) -> Rows:
    """What a session sees."""
    kinds: tuple[Any, ...] = (
        *(Actor, Pledge, Step, Condition, Citation, Passage, Source),
        *(Circumstance, Link, Check),
    )
    return Rows(*(session.exec(select(kind)).all() for kind in kinds))


def read_states(rows: Rows, day: date) -> dict[int, PledgeState]:
    """What each pledge is worth on a day, by its id."""
    return {pledge.entity_id: read_state(rows, pledge, day) for pledge in rows.pledges}


def read_state(rows: Rows, pledge: Pledge, day: date) -> PledgeState:
    """What one pledge is worth on a day."""
    steps = [step for step in rows.steps if step.parent_id == pledge.entity_id]
    step_spans = {step.entity_id: span(rows, step.at, citations_of(rows, step)) for step in steps}
    current_steps = [step for step in steps if step_spans[step.entity_id][1] <= day]
    current_steps.sort(key=lambda step: (step_spans[step.entity_id][::-1], step.entity_id))
    possible_days = [first for first, last in step_spans.values() if first <= day < last]
    axes = latest_levels(current_steps)
    facts: dict[str, Any] = {
        "pledge_id": pledge.entity_id,
        "actor_id": pledge.actor_id,
        "actor_kind": {a.entity_id: a.kind for a in rows.actors}[pledge.actor_id],
        "domain": pledge.domain,
        "capability": pledge.capability,
        **axes,
        **amount_facts(current_steps, step_spans),
        **level_facts(axes, current_steps, step_spans),
        "attribution": attribution(rows, pledge, axes["bindingness_step"]),
        "evidence_on": newest_evidence(rows, pledge),
        "by_then": presence(rows, pledge, list(step_spans.values()), day),
        "possibly": len(possible_days),
        "linked": excluding_link(rows, pledge),
    }
    facts["unconfirmed_lately"] = is_unconfirmed_lately(facts, facts["evidence_on"], day)
    facts |= condition_facts(rows, pledge, day)
    return PledgeState(**facts, exclusion=exclusion_reason(facts))


def latest_levels(current_steps: Sequence[Step]) -> dict[str, Any]:
    """What the last of these steps says that says something, and which, on each axis."""
    axes: dict[str, Any] = {}
    for axis in AXES:
        stating = [step for step in current_steps if getattr(step, axis) is not None]
        axes[axis] = getattr(stating[-1], axis) if stating else None
        axes[f"{axis}_step"] = stating[-1].entity_id if stating else None
    return axes


def is_unconfirmed_lately(axes: dict[str, Any], evidence_on: date | None, day: date) -> bool:
    """Whether the newest evidence is too old to lean on."""
    if axes["delivery"] in (Delivery.DELIVERED, Delivery.ENDED):
        return False
    limit = DAYS_UNTIL_OLD[axes["bindingness"] or Bindingness.FLOATED]
    return evidence_on is None or (day - evidence_on).days > limit


def condition_facts(rows: Rows, pledge: Pledge, day: date) -> dict[str, Any]:
    """The kinds of a pledge's conditions, and how many do not hold."""
    own_conditions = [c for c in rows.conditions if c.parent_id == pledge.entity_id]
    sets: dict[int, list[Condition]] = {}
    for condition in own_conditions:
        if condition.gate is not None:
            first = condition.alternative_to_id or condition.entity_id
            sets.setdefault(first, []).append(condition)
    waiting = [s for s in sets.values() if not any(is_met(rows, pledge, c, day) for c in s)]
    awaited_kinds = {condition.kind for s in waiting for condition in s}
    return {
        "conditions": tuple(
            kind for kind in ConditionKind if kind in {c.kind for c in own_conditions}
        ),
        "waiting": len(waiting),
        "awaits": tuple(kind for kind in ConditionKind if kind in awaited_kinds),
    }


# What each actor has for itself: the rest is of the world.
ITS_OWN = (
    *("parliamentary approval", "government decision", "funding approved"),
    *("mission defined", "burden sharing"),
)


def is_met(rows: Rows, pledge: Pledge, condition: Condition, day: date) -> bool:
    """Whether the last circumstance by a day says that a condition is met."""
    owner_id = (condition.actor_id or pledge.actor_id) if condition.kind in ITS_OWN else None
    states = []
    for each in rows.circumstances:
        days = span(rows, each.at, citations_of(rows, each))
        if (each.kind, each.actor_id) == (condition.kind, owner_id) and days[1] <= day:
            states.append((days[::-1], each.entity_id, each.state))
    return bool(states) and max(states)[-1] == "met"


def excluding_link(rows: Rows, pledge: Pledge) -> str | None:
    """The first kind of link that takes it out of totals."""
    kinds_from = {link.kind for link in rows.links if link.from_id == pledge.entity_id}
    kinds_to = {link.kind for link in rows.links if link.to_id == pledge.entity_id}
    for kind in ("part of", "repeats", "contradicts"):
        if kind in kinds_from or (kind == "contradicts" and kind in kinds_to):
            return kind
    return None


def exclusion_reason(facts: dict[str, Any]) -> Exclusion | None:
    """Why it is in no total."""
    reasons = {
        Exclusion.NOT_YET: facts["by_then"] == "not yet",
        Exclusion.POSSIBLY: facts["by_then"] == "possibly",
        Exclusion.NO_COUNTRY: facts["actor_kind"] != "country",
        Exclusion.GONE: facts["standing"] not in (None, "active") or facts["delivery"] == "ended",
        Exclusion.NOT_OWN: facts["attribution"] != "own",
        Exclusion.FLOATED: facts["bindingness"] == "floated",
        Exclusion.LINKED: facts["linked"] is not None,
    }
    return next((reason for reason, applies in reasons.items() if applies), None)


def span(rows: Rows, when: When | None, citations: Iterable[Citation]) -> Span:
    """The days it may have been on: its own, else those of its oldest source, else always."""
    if when is None:
        publications = [p for citation in citations if (p := publication(rows, citation))]
        when = min(publications, key=lambda p: bounds(p)[::-1], default=None)
    return bounds(when) if when else (ALWAYS, ALWAYS)


def bounds(when: When) -> Span:
    """The first and the last possible day of a date."""
    return when.earliest or ALWAYS, when.latest


def publication(rows: Rows, citation: Citation) -> When | None:
    """When what is cited was first published: a repost when its origin was."""
    sources_by_id = {source.entity_id: source for source in rows.sources}
    source = sources_by_id[passage_of(rows, citation).parent_id or 0]
    return sources_by_id[source.origin_id].published if source.origin_id else source.published


def passage_of(rows: Rows, citation: Citation) -> Passage:
    """The passage that a citation names."""
    return next(each for each in rows.passages if each.entity_id == citation.passage_id)


def citations_of(rows: Rows, row: Any) -> list[Citation]:
    """The citations of a row."""
    return [citation for citation in rows.citations if citation.parent_id == row.entity_id]


def all_citations_of(rows: Rows, pledge: Pledge) -> list[Citation]:
    """The citations of a pledge, of its steps and of its conditions."""
    parts = [part for part in (*rows.steps, *rows.conditions) if part.parent_id == pledge.entity_id]
    ids = {pledge.entity_id, *(part.entity_id for part in parts)}
    return [citation for citation in rows.citations if citation.parent_id in ids]


def newest_evidence(rows: Rows, pledge: Pledge) -> date | None:
    """The last possible day of the newest publication that a pledge cites, or that confirms it."""
    confirming_ids = {
        check.entity_id
        for check in rows.checks
        if check.pledge_id == pledge.entity_id and check.found == "still so"
    }
    cited = [each for each in rows.citations if each.root_id in confirming_ids]
    publications = [publication(rows, each) for each in [*cited, *all_citations_of(rows, pledge)]]
    return max((when.latest for when in publications if when), default=None)


def presence(rows: Rows, pledge: Pledge, steps: list[Span], day: date) -> ByThen:
    """Whether a pledge is there: announced, or with a step; without both, once written of."""
    spans = list(steps)
    if pledge.announced or not steps:
        spans.append(span(rows, pledge.announced, all_citations_of(rows, pledge)))
    if any(last <= day for _, last in spans):
        return ByThen.COUNTS
    return ByThen.POSSIBLY if any(first <= day for first, _ in spans) else ByThen.NOT_YET


def attribution(rows: Rows, pledge: Pledge, step_id: int | None) -> Attribution | None:
    """Who says how firm a pledge is."""
    if step_id is None:
        return None
    passages = [
        passage_of(rows, citation)
        for citation in rows.citations
        if citation.parent_id == step_id and citation.fact in (None, "bindingness")
    ]
    if any(passage.each or pledge.actor_id in passage.on_behalf for passage in passages):
        return Attribution.OWN
    if any(passage.speaker for passage in passages):
        return Attribution.ANOTHER
    return Attribution.REPORTED if passages else Attribution.UNCITED
