"""What each pledge is worth on a day: one row a pledge, the source of every list and total.

Which step, citation, circumstance or row counts is decided here and nowhere else, in SQL; it
sees the register at the session's moment. A slow reading of the same rules in plain Python stands
in the tests and must agree.
"""

from dataclasses import fields
from datetime import date
from functools import lru_cache
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
from sqlalchemy.sql.selectable import ScalarSelect

from app.models import Actor, Citation, Condition, Link, Pledge, Step
from app.models.vocabulary import (
    Attribution,
    ConditionKind,
    LinkKind,
)
from app.queries.circumstances import BETWEEN, awaited, unmet
from app.queries.days import FIRST, ORIGINAL, dated, latest_first, oldest_source, origin, source
from app.queries.judging import beside, unconfirmed_lately
from app.rules.value import APART, ByThen, Value
from app.spine.value import stored

# The tables as SQL sees them: SQLModel types a column as the value it holds.
actor: Any = Actor
pledge: Any = Pledge
condition: Any = Condition
citation: Any = Citation
link: Any = Link

AXES = ("bindingness", "readiness", "delivery", "standing", "quantity")
OF_QUANTITY = ("quantity_sorted", "quantity_unit", "quantity_per")
NAMES = tuple(field.name for field in fields(Value))


@lru_cache(maxsize=64)  # putting it together takes longer than asking it of a small register
def values(day: date, pledges: Select[Any] | None = None) -> CTE:
    """The selectable: a row a pledge, with the columns of `Value`, on `day`.

    The same object for the same arguments.

    Args:
        day: The day of the world.
        pledges: Ids of the pledges to work out; all of them when None.
    """
    stated = judged(day, pledges)
    follow = {"unconfirmed_lately": unconfirmed_lately(stated, day), "beside": beside(stated)}
    columns: dict[str, Any] = {**stated.c, **follow}
    found = select(*(columns[name].label(name) for name in NAMES)).cte("value")
    len(found.c)  # made once and here, as threads will share it
    return found


def judged(day: date, pledges: Select[Any] | None) -> CTE:
    """All columns but those that follow from the others of the same row."""
    steps = dated(Step, day, pledges, *AXES, *OF_QUANTITY, "quantity_figures")
    axes = {axis: latest(steps, axis) for axis in AXES}
    begun = presence(steps)
    oldest = oldest_source("pledge_source", citation.root_id, pledges)
    waits = unmet(awaited(day, pledges))
    quantity = axes["quantity"].c
    columns: list[Any] = [
        pledge.entity_id.label("pledge_id"),
        pledge.actor_id,
        actor.kind.label("actor_kind"),
        pledge.domain,
        pledge.capability,
        *(axes[axis].c[name] for axis in AXES for name in (axis, f"{axis}_step")),
        *(quantity[name] for name in OF_QUANTITY),
        func.coalesce(quantity.figures > 1, False).label("contested"),
        attribution(axes["bindingness"]).label("attribution"),
        newest_evidence().label("evidence_on"),
        by_then(begun, oldest, day).label("by_then"),
        func.coalesce(begun.c.possibly, 0).label("possibly"),
        kinds_of_conditions().label("conditions"),
        func.coalesce(waits.c.unmet, 0).label("waiting"),
        waits.c.kinds.label("awaits"),
        linked().label("linked"),
    ]
    found: Select[Any] = select(*columns).select_from(pledge)
    found = found.join(actor, actor.entity_id == pledge.actor_id)
    for part in (*axes.values(), begun):
        found = found.outerjoin(part, part.c.root_id == pledge.entity_id)
    first = and_(oldest.c.cited_by == pledge.entity_id, oldest.c.place == 1)
    found = found.outerjoin(oldest, first).outerjoin(waits, waits.c.parent_id == pledge.entity_id)
    if pledges is not None:
        found = found.where(pledge.entity_id.in_(pledges))
    return found.cte("judged")


def latest(steps: CTE, axis: str) -> CTE:
    """What the latest step that counts says on an axis, by pledge.

    Of quantities also what of them is sorted and filtered by, and how many different `figures`
    the steps of the same days state.
    """
    c = steps.c
    place = func.row_number().over(partition_by=c.root_id, order_by=latest_first(steps))
    columns = [c.root_id, c[axis], c.entity_id.label(f"{axis}_step"), place.label("place")]
    if axis == "quantity":
        columns += [c[name] for name in OF_QUANTITY]
        same_days = (c.root_id, c.latest, c.earliest)
        ends = (
            end(c.quantity_figures).over(partition_by=same_days) for end in (func.min, func.max)
        )
        low, high = ends
        columns.append(case((low == high, 1), else_=2).label("figures"))
    ranked = select(*columns).where(c.counts, c[axis].is_not(None)).cte(f"{axis}_ranked")
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
    """Who says so: the first of the rule's cases that applies; NULL without a step to judge by."""
    own = citation.on_behalf_id == pledge.actor_id
    word = case(
        (bound.c.bindingness_step.is_(None), None),
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


def kinds_of_conditions() -> ScalarSelect[str]:
    """The kinds of all that a pledge waits for or is limited by, in one text; NULL for none."""
    kinds = func.aggregate_strings(condition.kind, BETWEEN)
    return select(kinds).where(condition.parent_id == pledge.entity_id).scalar_subquery()


def linked() -> ColumnElement[str]:
    """The first kind of link that takes a pledge out of totals; NULL if none does."""
    here, there = (end == pledge.entity_id for end in (link.from_id, link.to_id))
    ends = dict.fromkeys(APART, here) | {LinkKind.CONTRADICTS: or_(here, there)}
    cases = [
        (exists(select(link.entity_id).where(end, link.kind == kind)), kind.value)
        for kind, end in ends.items()
    ]
    return type_coerce(case(*cases, else_=None), stored(LinkKind))


def value(row: Any) -> Value:  # noqa: ANN401
    """A row that has the columns of the selectable, as a `Value`."""
    told = {name: getattr(row, name) for name in NAMES}
    for name in ("conditions", "awaits"):
        kinds = set(told[name].split(BETWEEN)) if told[name] else set()
        told[name] = tuple(kind for kind in ConditionKind if kind in kinds) if kinds else ()
    return Value(**told)
