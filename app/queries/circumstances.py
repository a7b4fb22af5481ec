"""How it stands on a day with what is waited for."""

from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, and_, case, func, select, type_coerce

from app.models import Circumstance, Condition, Pledge, Stance
from app.models.vocabulary import OF_AN_ACTOR, CircumstanceState
from app.queries.days import dated, latest_first
from app.spine.value import stored

condition: Any = Condition
pledge: Any = Pledge
stance: Any = Stance
BETWEEN = "|"  # stands between the kinds of conditions; no kind has it
NOBODY = 0  # whose a circumstance of the world is; no entity has this id


def states(day: date) -> CTE:
    """The circumstance that holds of each kind and actor: kind, whose, state, circumstance_id."""
    rows = dated(Circumstance, day, None, "kind", "actor_id", "state")
    whose = func.coalesce(rows.c.actor_id, NOBODY)
    place = func.row_number().over(partition_by=(rows.c.kind, whose), order_by=latest_first(rows))
    named = rows.c.entity_id.label("circumstance_id")
    ranked = select(
        rows.c.kind, whose.label("whose"), rows.c.state, named, place.label("place")
    ).where(rows.c.counts)
    found = ranked.cte("circumstance_ranked")
    return select(found).where(found.c.place == 1).cte("state")


@lru_cache(maxsize=64)
def awaited(day: date, roots: Select[Any] | None = None) -> CTE:
    """All that things wait for on `day`: a row for each condition that is no limit.

    Columns: condition_id, parent_id, kind, first_id (the first of its alternatives, or itself),
    state (unknown where no circumstance says), circumstance_id.

    Args:
        day: The day of the world.
        roots: Ids of the things that wait; all of them when None.
    """
    now = states(day)
    found: Select[Any] = (
        select(
            condition.entity_id.label("condition_id"),
            condition.parent_id,
            condition.kind,
            func.coalesce(condition.alternative_to_id, condition.entity_id).label("first_id"),
            type_coerce(
                func.coalesce(now.c.state, CircumstanceState.UNKNOWN.value),
                stored(CircumstanceState),
            ).label("state"),
            now.c.circumstance_id,
        )
        .outerjoin(pledge, pledge.entity_id == condition.parent_id)
        .outerjoin(stance, stance.entity_id == condition.parent_id)
        .outerjoin(now, and_(now.c.kind == condition.kind, now.c.whose == whose()))
        .where(condition.gate.is_not(None))
    )
    if roots is not None:
        found = found.where(condition.root_id.in_(roots))
    rows = found.cte("awaited")
    len(rows.c)  # made once and here, as threads will share it
    return rows


def whose() -> ColumnElement[int]:
    """Whose circumstance a condition waits for: that of the actor it names, or of its owner."""
    owner = func.coalesce(condition.actor_id, pledge.actor_id, stance.actor_id, NOBODY)
    return case((condition.kind.in_(OF_AN_ACTOR), owner), else_=NOBODY)


def unmet(rows: CTE) -> CTE:
    """What still waits: parent_id, unmet (how many sets of alternatives), kinds (in one text)."""
    is_met = case((rows.c.state == CircumstanceState.MET, 1), else_=0)
    sets = (
        select(rows.c.first_id, func.max(is_met).label("holds"))
        .group_by(rows.c.first_id)
        .cte("alternatives")
    )
    count = func.count(rows.c.first_id.distinct()).label("unmet")
    kinds = func.aggregate_strings(rows.c.kind, BETWEEN).label("kinds")
    joined = select(rows.c.parent_id, count, kinds).join(sets, sets.c.first_id == rows.c.first_id)
    return joined.where(sets.c.holds == 0).group_by(rows.c.parent_id).cte("unmet")
