"""How it stands on a day with what is waited for."""

from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, and_, case, func, select, type_coerce

from app.models import Circumstance, Condition, Pledge, Stance
from app.models.vocabulary import OF_AN_ACTOR, CircumstanceState
from app.queries.row_dates import dated_rows, latest_first
from app.spine.value import term_column

condition: Any = Condition
pledge: Any = Pledge
stance: Any = Stance
SEPARATOR = "|"  # stands between the kinds of conditions; no kind has it
NOBODY = 0  # whose a circumstance of the world is; no entity has this id


def circumstance_states(day: date) -> CTE:
    """The circumstance that holds of each kind and actor: kind, whose, state, circumstance_id."""
    rows = dated_rows(Circumstance, day, None, "kind", "actor_id", "state")
    owner = func.coalesce(rows.c.actor_id, NOBODY)
    rank = func.row_number().over(partition_by=(rows.c.kind, owner), order_by=latest_first(rows))
    id_column = rows.c.entity_id.label("circumstance_id")
    query = select(
        rows.c.kind, owner.label("whose"), rows.c.state, id_column, rank.label("place")
    ).where(rows.c.counts)
    ranking = query.cte("circumstance_ranked")
    return select(ranking).where(ranking.c.place == 1).cte("state")


@lru_cache(maxsize=64)
def gated_conditions(day: date, roots: Select[Any] | None = None) -> CTE:
    """All that things wait for on `day`: a row for each condition that is no limit.

    Columns: condition_id, parent_id, kind, first_id (the first of its alternatives, or itself),
    state (unknown where no circumstance says), circumstance_id.

    Args:
        day: The day of the world.
        roots: Ids of the things that wait; all of them when None.
    """
    current = circumstance_states(day)
    query: Select[Any] = (
        select(
            condition.entity_id.label("condition_id"),
            condition.parent_id,
            condition.kind,
            func.coalesce(condition.alternative_to_id, condition.entity_id).label("first_id"),
            type_coerce(
                func.coalesce(current.c.state, CircumstanceState.UNKNOWN.value),
                term_column(CircumstanceState),
            ).label("state"),
            current.c.circumstance_id,
        )
        .outerjoin(pledge, pledge.entity_id == condition.parent_id)
        .outerjoin(stance, stance.entity_id == condition.parent_id)
        .outerjoin(
            current, and_(current.c.kind == condition.kind, current.c.whose == circumstance_owner())
        )
        .where(condition.gate.is_not(None))
    )
    if roots is not None:
        query = query.where(condition.root_id.in_(roots))
    rows = query.cte("awaited")
    len(rows.c)  # made once and here, as threads will share it
    return rows


def circumstance_owner() -> ColumnElement[int]:
    """Whose circumstance a condition waits for: that of the actor it names, or of its owner."""
    owner = func.coalesce(condition.actor_id, pledge.actor_id, stance.actor_id, NOBODY)
    return case((condition.kind.in_(OF_AN_ACTOR), owner), else_=NOBODY)


def unmet_counts(rows: CTE) -> CTE:
    """What still waits: parent_id, unmet (how many sets of alternatives), kinds (in one text)."""
    is_met = case((rows.c.state == CircumstanceState.MET, 1), else_=0)
    sets = (
        select(rows.c.first_id, func.max(is_met).label("holds"))
        .group_by(rows.c.first_id)
        .cte("alternatives")
    )
    count = func.count(rows.c.first_id.distinct()).label("unmet")
    kinds = func.aggregate_strings(rows.c.kind, SEPARATOR).label("kinds")
    query = select(rows.c.parent_id, count, kinds).join(sets, sets.c.first_id == rows.c.first_id)
    return query.where(sets.c.holds == 0).group_by(rows.c.parent_id).cte("unmet")
