"""What each pledge is worth on a day: one row a pledge, the source of every list and total.

Which step, citation or source counts is decided here and nowhere else, in SQL; it sees the
register at the session's moment. A slow reading of the same rules in plain Python stands in the
tests and must agree.
"""

from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.orm import aliased
from sqlalchemy.sql.selectable import ScalarSelect

from app.models import Citation, Condition, Pledge, Source, Step
from app.models.vocabulary import Attribution
from app.rules.rule import Rule
from app.rules.value import ByThen, Value
from app.spine.value import stored

# The tables as SQL sees them: SQLModel types a column as the value it holds.
pledge: Any = Pledge
step: Any = Step
condition: Any = Condition
citation: Any = Citation
source: Any = Source
origin: Any = aliased(Source)
ORIGINAL = func.coalesce(source.origin_id, source.entity_id)  # a repost is as old as its origin

AXES = ("bindingness", "readiness", "delivery", "standing", "quantity")
FIRST = date.min  # an unknown beginning sorts before all days

RULES = (
    Rule(
        "value-on-a-day",
        "Which step counts",
        1,
        (
            "A pledge lives in dated steps. Each states any of: how firm, how ready, how far "
            "delivered, whether it stands, how much; what it leaves empty is as it was. What a "
            "pledge is worth on one of these is what the latest step says that states it: the "
            "one with the latest possible day, then the latest earliest possible day, then the "
            "one recorded last.",
            "On a day, a step counts if its latest possible day has come. If only its earliest "
            "possible day has come, it is “possibly by then” and counted apart. A step without "
            "a date is as old as its oldest dated source; without that it comes first and always "
            "counts. A repost is as old as what it repeats. “About” does not widen a date.",
            "A pledge is there from the day of its announcement or of its first step on.",
        ),
    ),
    Rule(
        "attribution",
        "Who says so",
        1,
        (
            "It is read off the citations of the step that says how firm the pledge is, those for "
            "another of its facts aside; the first of these that applies. Own: one of them speaks "
            "on behalf of the owner. Said by another: one has a named speaker, who speaks for "
            "somebody else or for nobody. Reported: there are citations, but no speaker is named. "
            "Uncited: there is none.",
            "Only what an owner has said itself is counted as the owner’s.",
        ),
    ),
)

NAMES = tuple(field.name for field in fields(Value))


def values(day: date, pledges: Select[Any] | None = None) -> CTE:
    """The selectable: a row a pledge, with the columns of `Value`, on `day`.

    Args:
        day: The day of the world.
        pledges: Ids of the pledges to work out; all of them when None.
    """
    steps = dated(day, pledges)
    axes = {axis: latest(steps, axis) for axis in AXES}
    begun = presence(steps)
    oldest = oldest_source("pledge_source", citation.root_id, pledges)
    bound = axes["bindingness"]
    columns: list[Any] = [
        pledge.entity_id.label("pledge_id"),
        pledge.actor_id,
        pledge.domain,
        pledge.capability,
        *(axes[axis].c[name] for axis in AXES for name in (axis, f"{axis}_step")),
        case((bound.c.bindingness_step.is_(None), None), else_=attribution(bound)).label(
            "attribution"
        ),
        newest_evidence().label("evidence_on"),
        by_then(begun, oldest, day).label("by_then"),
        func.coalesce(begun.c.possibly, 0).label("possibly"),
        waiting().label("waiting"),
    ]
    found: Select[Any] = select(*columns).select_from(pledge)
    for part in (*axes.values(), begun):
        found = found.outerjoin(part, part.c.root_id == pledge.entity_id)
    first = and_(oldest.c.cited_by == pledge.entity_id, oldest.c.place == 1)
    found = found.outerjoin(oldest, first)
    if pledges is not None:
        found = found.where(pledge.entity_id.in_(pledges))
    return found.cte("value")


def dated(day: date, pledges: Select[Any] | None) -> CTE:
    """The steps with the days they count from; an undated one with its oldest source's."""
    oldest = oldest_source("step_source", citation.parent_id, pledges)
    undated = step.at.is_(None)
    begins = case((undated, oldest.c.earliest), else_=step.at_earliest)
    ends = case((undated, oldest.c.latest), else_=step.at_latest)
    found: Select[Any] = select(
        step.root_id,
        step.entity_id.label("step_id"),
        func.coalesce(begins, FIRST).label("earliest"),
        func.coalesce(ends, FIRST).label("latest"),
        (func.coalesce(ends, FIRST) <= day).label("counts"),
        and_(func.coalesce(ends, FIRST) > day, func.coalesce(begins, FIRST) <= day).label("maybe"),
        *(getattr(step, axis) for axis in AXES),
    ).outerjoin(oldest, and_(oldest.c.cited_by == step.entity_id, oldest.c.place == 1))
    if pledges is not None:
        found = found.where(step.root_id.in_(pledges))
    return found.cte("dated_step")


def oldest_source(name: str, cited_by: Any, pledges: Select[Any] | None) -> CTE:  # noqa: ANN401
    """The dated sources of each row or thing that cites, the oldest in place 1."""
    order = (origin.published_latest, func.coalesce(origin.published_earliest, FIRST))
    found: Select[Any] = (
        select(
            cited_by.label("cited_by"),
            origin.published_earliest.label("earliest"),
            origin.published_latest.label("latest"),
            func.row_number().over(partition_by=cited_by, order_by=order).label("place"),
        )
        .join(source, source.entity_id == citation.source_id)
        .join(origin, origin.entity_id == ORIGINAL)
        .where(origin.published_latest.is_not(None))
    )
    if pledges is not None:
        found = found.where(citation.root_id.in_(pledges))
    return found.cte(name)


def latest(steps: CTE, axis: str) -> CTE:
    """What the latest step that counts says on an axis, by pledge."""
    c = steps.c
    order = (c.latest.desc(), c.earliest.desc(), c.step_id.desc())
    ranked: CTE = (
        select(
            c.root_id,
            c[axis],
            c.step_id.label(f"{axis}_step"),
            func.row_number().over(partition_by=c.root_id, order_by=order).label("place"),
        )
        .where(c.counts, c[axis].is_not(None))
        .cte(f"{axis}_ranked")
    )
    return select(ranked).where(ranked.c.place == 1).cte(axis)


def presence(steps: CTE) -> CTE:
    """How many steps each pledge has, how many count, and how many possibly do."""
    c = steps.c
    return (
        select(
            c.root_id,
            func.count().label("steps"),
            func.sum(case((c.counts, 1), else_=0)).label("counted"),
            func.sum(case((c.maybe, 1), else_=0)).label("possibly"),
        )
        .group_by(c.root_id)
        .cte("presence")
    )


def by_then(begun: CTE, oldest: CTE, day: date) -> ColumnElement[str]:
    """Whether a pledge is there: by its announcement or its steps; by its sources without them."""
    announced = pledge.announced.is_not(None)
    undated = and_(~announced, begun.c.steps.is_(None))
    came = or_(
        begun.c.counted > 0,
        and_(announced, pledge.announced_latest <= day),
        and_(undated, func.coalesce(oldest.c.latest, FIRST) <= day),
    )
    maybe = or_(
        begun.c.possibly > 0,
        and_(announced, func.coalesce(pledge.announced_earliest, FIRST) <= day),
        and_(undated, func.coalesce(oldest.c.earliest, FIRST) <= day),
    )
    words = (came, ByThen.COUNTS.value), (maybe, ByThen.POSSIBLY.value)
    return type_coerce(case(*words, else_=ByThen.NOT_YET.value), stored(ByThen))


def newest_evidence() -> ScalarSelect[Any]:
    """The latest possible day of publication of the newest source that a pledge cites."""
    return (
        select(func.max(origin.published_latest))
        .select_from(citation)
        .join(source, source.entity_id == citation.source_id)
        .join(origin, origin.entity_id == ORIGINAL)
        .where(citation.root_id == pledge.entity_id)
        .scalar_subquery()
    )


def attribution(bound: CTE) -> ColumnElement[str]:
    """Who says so: the first of the rule's cases that applies to the step's citations."""
    own = citation.on_behalf_id == pledge.actor_id
    word = case(
        (cited(bound, own), Attribution.OWN.value),
        (cited(bound, citation.speaker.is_not(None)), Attribution.ANOTHER.value),
        (cited(bound, literal(value=True)), Attribution.REPORTED.value),
        else_=Attribution.UNCITED.value,
    )
    return type_coerce(word, stored(Attribution))


def cited(bound: CTE, how: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether the step that states the bindingness has a citation of this sort, for that fact."""
    about = or_(citation.fact.is_(None), citation.fact == "bindingness")
    its_own = and_(
        citation.root_id == pledge.entity_id, citation.parent_id == bound.c.bindingness_step
    )
    return exists(select(citation.entity_id).where(its_own, about, how))


def waiting() -> ScalarSelect[int]:
    """How many conditions of a pledge are no limits."""
    holds = and_(condition.parent_id == pledge.entity_id, condition.gate.is_not(None))
    return select(func.count(condition.entity_id)).where(holds).scalar_subquery()


def value(row: Any) -> Value:  # noqa: ANN401
    """A row that has the columns of the selectable, as a `Value`."""
    return Value(**{name: getattr(row, name) for name in NAMES})
