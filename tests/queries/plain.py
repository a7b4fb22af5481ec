"""The rules of which step, source and citation counts, read slowly: Python over loaded rows.

Written from the rules' texts and not from the SQL, with which it must agree.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, select

from app.models import Citation, Condition, Pledge, Source, Step
from app.models.vocabulary import Attribution
from app.models.when import When
from app.rules.value import ByThen, Value

ALWAYS = date.min
Span = tuple[date, date]  # the first and the last possible day


@dataclass
class Rows:
    """What is in the register at one moment."""

    pledges: Sequence[Pledge]
    steps: Sequence[Step]
    conditions: Sequence[Condition]
    citations: Sequence[Citation]
    sources: Sequence[Source]


def loaded(session: Session) -> Rows:
    """What a session sees."""
    kinds: tuple[Any, ...] = (Pledge, Step, Condition, Citation, Source)
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
    axes: dict[str, Any] = {}
    for axis in ("bindingness", "readiness", "delivery", "standing", "quantity"):
        stating = [step for step in come if getattr(step, axis) is not None]
        axes[axis] = getattr(stating[-1], axis) if stating else None
        axes[f"{axis}_step"] = stating[-1].entity_id if stating else None
    return Value(
        pledge_id=pledge.entity_id,
        actor_id=pledge.actor_id,
        domain=pledge.domain,
        capability=pledge.capability,
        **axes,
        attribution=attribution(rows, pledge, axes["bindingness_step"]),
        evidence_on=newest(rows, pledge),
        by_then=presence(rows, pledge, list(dated.values()), day),
        possibly=len(perhaps),
        waiting=len([c for c in rows.conditions if c.parent_id == pledge.entity_id and c.gate]),
    )


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


def children(rows: Rows, step: Step) -> list[Citation]:
    """The citations of a step."""
    return [citation for citation in rows.citations if citation.parent_id == step.entity_id]


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
