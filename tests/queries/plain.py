"""The rules of which step, source and citation counts, read slowly: Python over loaded rows.

Written from the rules' texts and not from the SQL, with which it must agree.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, select

from app.models import Actor, Circumstance, Citation, Condition, Link, Pledge, Source, Step
from app.models.vocabulary import Attribution, ConditionKind
from app.models.when import When
from app.rules.disagreement import Statement, disagreeing
from app.rules.staleness import unconfirmed_lately
from app.rules.value import Beside, ByThen, Value

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
    sources: Sequence[Source]
    circumstances: Sequence[Circumstance]
    links: Sequence[Link]


def loaded(session: Session) -> Rows:
    """What a session sees."""
    kinds: tuple[Any, ...] = (
        *(Actor, Pledge, Step, Condition, Citation, Source),
        *(Circumstance, Link),
    )
    return Rows(*(session.exec(select(kind)).all() for kind in kinds))


def read(rows: Rows, day: date) -> dict[int, Value]:
    """What each pledge is worth on a day, by its id."""
    return {pledge.entity_id: worth(rows, pledge, day) for pledge in rows.pledges}


def worth(rows: Rows, pledge: Pledge, day: date) -> Value:
    """What one pledge is worth on a day."""
    steps = [step for step in rows.steps if step.parent_id == pledge.entity_id]
    dated = {step.entity_id: span(rows, step.at, children(rows, step)) for step in steps}
    come = [step for step in steps if dated[step.entity_id][1] <= day]
    come.sort(key=lambda step: (dated[step.entity_id][::-1], step.entity_id))
    perhaps = [first for first, last in dated.values() if first <= day < last]
    axes = stated(come)
    quantity = axes["quantity"]
    told: dict[str, Any] = {
        "pledge_id": pledge.entity_id,
        "actor_id": pledge.actor_id,
        "actor_kind": {a.entity_id: a.kind for a in rows.actors}[pledge.actor_id],
        "domain": pledge.domain,
        "capability": pledge.capability,
        **axes,
        "quantity_sorted": quantity.sortable if quantity else None,
        "quantity_unit": quantity.unit if quantity else None,
        "quantity_per": quantity.per if quantity else None,
        "contested": contested(come, dated),
        "attribution": attribution(rows, pledge, axes["bindingness_step"]),
        "evidence_on": newest(rows, pledge),
        "by_then": presence(rows, pledge, list(dated.values()), day),
        "possibly": len(perhaps),
        "linked": linked(rows, pledge),
    }
    age = (axes["bindingness"], axes["delivery"], told["evidence_on"], day)
    told["unconfirmed_lately"] = unconfirmed_lately(*age)
    told |= conditioned(rows, pledge, day)
    return Value(**told, beside=beside(told))


def stated(come: Sequence[Step]) -> dict[str, Any]:
    """What the last of these steps says that says something, and which, on each axis."""
    axes: dict[str, Any] = {}
    for axis in ("bindingness", "readiness", "delivery", "standing", "quantity"):
        stating = [step for step in come if getattr(step, axis) is not None]
        axes[axis] = getattr(stating[-1], axis) if stating else None
        axes[f"{axis}_step"] = stating[-1].entity_id if stating else None
    return axes


def contested(come: Sequence[Step], dated: dict[int, Span]) -> bool:
    """Whether steps of the same days as the last one with a quantity give another one."""
    told = [
        Statement(step.entity_id, step.quantity, *dated[step.entity_id], None)
        for step in come
        if step.quantity is not None
    ]
    return disagreeing(told) != []


def conditioned(rows: Rows, pledge: Pledge, day: date) -> dict[str, Any]:
    """The kinds of a pledge's conditions, and how many do not hold."""
    its = [c for c in rows.conditions if c.parent_id == pledge.entity_id]
    sets: dict[int, list[Condition]] = {}
    for condition in its:
        if condition.gate is not None:
            first = condition.alternative_to_id or condition.entity_id
            sets.setdefault(first, []).append(condition)
    waiting = [s for s in sets.values() if not any(is_met(rows, pledge, c, day) for c in s)]
    awaited = {condition.kind for s in waiting for condition in s}
    return {
        "conditions": tuple(kind for kind in ConditionKind if kind in {c.kind for c in its}),
        "waiting": len(waiting),
        "awaits": tuple(kind for kind in ConditionKind if kind in awaited),
    }


# What each actor has for itself: the rest is of the world.
ITS_OWN = (
    *("parliamentary approval", "government decision", "funding approved"),
    *("mission defined", "burden sharing"),
)


def is_met(rows: Rows, pledge: Pledge, condition: Condition, day: date) -> bool:
    """Whether the last circumstance by a day says that a condition is met."""
    whose = (condition.actor_id or pledge.actor_id) if condition.kind in ITS_OWN else None
    found = []
    for each in rows.circumstances:
        days = span(rows, each.at, children(rows, each))
        if (each.kind, each.actor_id) == (condition.kind, whose) and days[1] <= day:
            found.append((days[::-1], each.entity_id, each.state))
    return bool(found) and max(found)[-1] == "met"


def linked(rows: Rows, pledge: Pledge) -> str | None:
    """The first kind of link that takes it out of totals."""
    ours = {link.kind for link in rows.links if link.from_id == pledge.entity_id}
    met = {link.kind for link in rows.links if link.to_id == pledge.entity_id}
    for kind in ("part of", "repeats", "unclear", "contradicts"):
        if kind in ours or (kind == "contradicts" and kind in met):
            return kind
    return None


def beside(told: dict[str, Any]) -> Beside | None:
    """Why it is in no total."""
    reasons = {
        Beside.NOT_YET: told["by_then"] == "not yet",
        Beside.POSSIBLY: told["by_then"] == "possibly",
        Beside.NO_COUNTRY: told["actor_kind"] != "country",
        Beside.GONE: told["standing"] not in (None, "active") or told["delivery"] == "ended",
        Beside.NOT_OWN: told["attribution"] != "own",
        Beside.FLOATED: told["bindingness"] == "floated",
        Beside.LINKED: told["linked"] is not None,
        Beside.CONTESTED: told["contested"],
    }
    return next((reason for reason, applies in reasons.items() if applies), None)


def span(rows: Rows, when: When | None, citations: Iterable[Citation]) -> Span:
    """The days it may have been on: its own, else those of its oldest source, else always."""
    if when is None:
        published = [p for citation in citations if (p := publication(rows, citation))]
        when = min(published, key=lambda p: bounds(p)[::-1], default=None)
    return bounds(when) if when else (ALWAYS, ALWAYS)


def bounds(when: When) -> Span:
    """The first and the last possible day of a date."""
    return when.earliest or ALWAYS, when.latest


def publication(rows: Rows, citation: Citation) -> When | None:
    """When what is cited was first published: a repost when its origin was."""
    known = {source.entity_id: source for source in rows.sources}
    source = known[citation.source_id]
    return known[source.origin_id].published if source.origin_id else source.published


def children(rows: Rows, row: Any) -> list[Citation]:
    """The citations of a row."""
    return [citation for citation in rows.citations if citation.parent_id == row.entity_id]


def whole(rows: Rows, pledge: Pledge) -> list[Citation]:
    """The citations of a pledge, of its steps and of its conditions."""
    parts = [part for part in (*rows.steps, *rows.conditions) if part.parent_id == pledge.entity_id]
    ids = {pledge.entity_id, *(part.entity_id for part in parts)}
    return [citation for citation in rows.citations if citation.parent_id in ids]


def newest(rows: Rows, pledge: Pledge) -> date | None:
    """The last possible day of the newest publication that a pledge cites."""
    published = [publication(rows, citation) for citation in whole(rows, pledge)]
    return max((when.latest for when in published if when), default=None)


def presence(rows: Rows, pledge: Pledge, steps: list[Span], day: date) -> ByThen:
    """Whether a pledge is there: announced, or with a step; without both, once written of."""
    spans = list(steps)
    if pledge.announced or not steps:
        spans.append(span(rows, pledge.announced, whole(rows, pledge)))
    if any(last <= day for _, last in spans):
        return ByThen.COUNTS
    return ByThen.POSSIBLY if any(first <= day for first, _ in spans) else ByThen.NOT_YET


def attribution(rows: Rows, pledge: Pledge, step_id: int | None) -> Attribution | None:
    """Who says how firm a pledge is."""
    if step_id is None:
        return None
    told = [
        citation
        for citation in rows.citations
        if citation.parent_id == step_id and citation.fact in (None, "bindingness")
    ]
    if any(citation.on_behalf_id == pledge.actor_id for citation in told):
        return Attribution.OWN
    if any(citation.speaker for citation in told):
        return Attribution.ANOTHER
    return Attribution.REPORTED if told else Attribution.UNCITED
