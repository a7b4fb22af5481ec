"""What each pledge is worth on a day, worked out in SQL from the versions themselves.

The rules once more, in another language: the table `pledge_state` must say the same.
"""

from dataclasses import fields
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    SQLColumnExpression,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.engine import Row
from sqlalchemy.sql.selectable import ScalarSelect
from sqlmodel import col

from app.derivations.publication import ORIGINAL, origin
from app.models import Actor, Check, Citation, Condition, Passage, Pledge, Source, Step
from app.models.quantity import Quantity
from app.models.step import AMOUNTS, AXES
from app.models.vocabulary import Attribution, CheckResult, ConditionKind
from app.queries.row_dates import FIRST, dated_rows, is_word_of, oldest_sources
from app.rules.contested_amount import amount_range, different_amounts
from app.rules.pledge_state import ByThen, PledgeState
from app.spine.value import term_column
from tests.queries.oracle_amounts import (
    LINE,
    STAGE_LEVELS,
    STEP_COLUMNS,
    amount_columns,
    level_columns,
    same_day_amounts,
)
from tests.queries.oracle_exclusions import excluding_link, exclusion_reason, unconfirmed_lately
from tests.queries.oracle_waits import SEPARATOR, gated_conditions, latest_first, unmet_counts

NAMES = tuple(field.name for field in fields(PledgeState))


@lru_cache(maxsize=16)  # putting it together takes longer than asking it of a small register
def pledge_states(day: date, pledges: Select[int] | None = None) -> CTE:
    """The selectable: a row a pledge, with the fields of `PledgeState` as columns, on `day`.

    In no order. The same object for the same arguments.

    Args:
        day: The day of the world.
        pledges: Ids of the pledges to work out; all of them when None.
    """
    base = base_states(day, pledges)
    columns: dict[str, ColumnElement[Any]] = {
        **base.c,
        "unconfirmed_lately": unconfirmed_lately(base, day),
        "exclusion": exclusion_reason(base),
    }
    rows = select(*(columns[name].label(name) for name in NAMES)).cte("value")
    len(rows.c)  # made once and here, as threads will share it
    return rows


def base_states(day: date, pledges: Select[int] | None) -> CTE:
    """A row a pledge, with all columns but those that follow from the others of the same row."""
    steps = dated_rows(Step, day, pledges, *AXES, *STEP_COLUMNS)
    axes = {axis: latest_on_axis(steps, axis) for axis in AXES}
    step_counts = count_steps(steps)
    oldest = oldest_sources("pledge_source", col(Citation.root_id), pledges)
    waits = unmet_counts(gated_conditions(day, pledges))
    columns: list[SQLColumnExpression[object]] = [
        col(Pledge.entity_id).label("pledge_id"),
        col(Pledge.actor_id),
        col(Actor.kind).label("actor_kind"),
        col(Pledge.domain),
        col(Pledge.capability),
        *(axes[a].c[n] for a in AXES if a not in STAGE_LEVELS for n in (a, f"{a}_step")),
        *(column for axis in STAGE_LEVELS for column in level_columns(axes, axis)),
        *amount_columns(axes),
        attribution(axes["bindingness"]).label("attribution"),
        newest_evidence().label("evidence_on"),
        by_then(step_counts, oldest, day).label("by_then"),
        func.coalesce(step_counts.c.possibly, 0).label("possibly"),
        condition_kinds().label("conditions"),
        func.coalesce(waits.c.unmet, 0).label("waiting"),
        waits.c.kinds.label("awaits"),
        excluding_link().label("linked"),
    ]
    query = select(*columns).select_from(Pledge)
    query = query.join(Actor, col(Actor.entity_id) == Pledge.actor_id)
    for part in (*axes.values(), step_counts):
        query = query.outerjoin(part, part.c.root_id == Pledge.entity_id)
    first = and_(oldest.c.cited_by == Pledge.entity_id, oldest.c.place == 1)
    query = query.outerjoin(oldest, first).outerjoin(waits, waits.c.parent_id == Pledge.entity_id)
    if pledges is not None:
        query = query.where(col(Pledge.entity_id).in_(pledges))
    return query.cte("judged")


def latest_on_axis(steps: CTE, axis: str) -> CTE:
    """What the latest step that counts says on an axis: root_id, the axis, its step, place.

    Of amounts also the columns of `same_day_amounts`.
    """
    c = steps.c
    rank = func.row_number().over(partition_by=c.root_id, order_by=latest_first(steps))
    columns: list[SQLColumnExpression[Any]] = [
        c.root_id,
        c[axis],
        c.entity_id.label(f"{axis}_step"),
        rank.label("place"),
    ]
    if axis in AMOUNTS:
        columns += same_day_amounts(steps, axis)
    ranking = select(*columns).where(c.counts, c[axis].is_not(None)).cte(f"{axis}_ranked")
    return select(ranking).where(ranking.c.place == 1).cte(axis)


def count_steps(steps: CTE) -> CTE:
    """By pledge, how many steps it has: root_id, steps, counted, possibly (there by the day).

    A pledge without a step has no row.
    """
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


def by_then(step_counts: CTE, oldest: CTE, day: date) -> ColumnElement[str]:
    """Whether a pledge is there: by its announcement or its steps; by its sources without them."""
    is_announced = col(Pledge.announced).is_not(None)
    is_undated = and_(~is_announced, step_counts.c.steps.is_(None))
    has_come = or_(
        step_counts.c.counted > 0,
        and_(is_announced, col(Pledge.announced_latest) <= day),
        and_(is_undated, func.coalesce(oldest.c.latest, FIRST) <= day),
    )
    maybe = or_(
        step_counts.c.possibly > 0,
        and_(is_announced, func.coalesce(col(Pledge.announced_earliest), FIRST) <= day),
        and_(is_undated, func.coalesce(oldest.c.earliest, FIRST) <= day),
    )
    words = (has_come, ByThen.COUNTS.value), (maybe, ByThen.POSSIBLY.value)
    return type_coerce(case(*words, else_=ByThen.NOT_YET.value), term_column(ByThen))


def newest_evidence() -> ScalarSelect[date | None]:
    """The latest possible day of publication of the newest source that a pledge cites.

    So does what is cited for a check which says that the pledge is still so.
    """
    confirming_ids = (
        select(col(Check.entity_id))
        .where(col(Check.pledge_id) == Pledge.entity_id, col(Check.found) == CheckResult.STILL_SO)
        .correlate(Pledge)  # two levels up, where it is not looked for by itself
    )
    return (
        select(func.max(col(origin.published_latest)))
        .select_from(Citation)
        .join(Passage, col(Passage.entity_id) == Citation.passage_id)
        .join(Source, col(Source.entity_id) == Passage.root_id)
        .join(origin, col(origin.entity_id) == ORIGINAL)
        .where(
            or_(
                col(Citation.root_id) == Pledge.entity_id,
                col(Citation.root_id).in_(confirming_ids),
            )
        )
        .scalar_subquery()
    )


def attribution(bindingness: CTE) -> ColumnElement[str]:
    """Who says so: the first of the rule's cases that applies; NULL without a step to judge by."""
    own = is_word_of(col(Pledge.actor_id))
    word = case(
        (bindingness.c.bindingness_step.is_(None), None),
        (step_has_citation(bindingness, own), Attribution.OWN.value),
        (
            step_has_citation(bindingness, col(Passage.speaker).is_not(None)),
            Attribution.ANOTHER.value,
        ),
        (step_has_citation(bindingness, literal(value=True)), Attribution.REPORTED.value),
        else_=Attribution.UNCITED.value,
    )
    return type_coerce(word, term_column(Attribution))


def step_has_citation(
    bindingness: CTE, citation_condition: ColumnElement[bool]
) -> ColumnElement[bool]:
    """Whether the step that states the bindingness has a citation of this sort, for that fact."""
    about = or_(col(Citation.fact).is_(None), col(Citation.fact) == "bindingness")
    is_of_step = and_(
        col(Citation.root_id) == Pledge.entity_id,
        col(Citation.parent_id) == bindingness.c.bindingness_step,
    )
    query = select(col(Citation.entity_id)).join(
        Passage, col(Passage.entity_id) == Citation.passage_id
    )
    return exists(query.where(is_of_step, about, citation_condition))


def condition_kinds() -> ScalarSelect[str]:
    """The kinds of all that a pledge waits for or is limited by, in one text; NULL for none."""
    kinds = func.aggregate_strings(col(Condition.kind), SEPARATOR)
    return select(kinds).where(col(Condition.parent_id) == Pledge.entity_id).scalar_subquery()


def to_pledge_state(row: Row[*tuple[object, ...]]) -> PledgeState:
    """The state that a row tells which has the columns of the selectable, and perhaps others."""
    facts = {name: getattr(row, name) for name in NAMES}
    for name in ("conditions", "awaits"):
        kinds = set(facts[name].split(SEPARATOR)) if facts[name] else set()
        facts[name] = tuple(kind for kind in ConditionKind if kind in kinds) if kinds else ()
    for name in AMOUNTS:
        lines = facts[f"{name}_statements"].split(LINE) if facts[f"{name}_statements"] else ()
        statements = different_amounts(Quantity.model_validate_json(line) for line in lines)
        facts[f"{name}_statements"] = statements
        facts[name] = amount_range(statements) if statements else facts[name]
    return PledgeState(**facts)
