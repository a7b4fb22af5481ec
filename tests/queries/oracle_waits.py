"""What things wait for on a day, worked out in SQL from the versions themselves."""

from datetime import date
from functools import lru_cache

from sqlalchemy import CTE, ColumnElement, Select, and_, case, func, select, type_coerce
from sqlmodel import col

from app.models import Circumstance, Condition, Pledge, Stance
from app.models.derived import NOBODY, SEPARATOR
from app.models.vocabulary import OF_AN_ACTOR, CircumstanceState
from app.queries.row_dates import dated_rows
from app.spine.value import term_column


def circumstance_states(day: date) -> CTE:
    """The circumstance that holds of each kind and actor on the day, the latest that counts.

    Columns: kind, whose (an actor's id; NOBODY for the world), state, circumstance_id, place.
    """
    rows = dated_rows(Circumstance, day, None, "kind", "actor_id", "state")
    owner = func.coalesce(rows.c.actor_id, NOBODY)
    rank = func.row_number().over(partition_by=(rows.c.kind, owner), order_by=latest_first(rows))
    id_column = rows.c.entity_id.label("circumstance_id")
    query = select(
        rows.c.kind, owner.label("whose"), rows.c.state, id_column, rank.label("place")
    ).where(rows.c.counts)
    ranking = query.cte("circumstance_ranked")
    return select(ranking).where(ranking.c.place == 1).cte("state")


@lru_cache(maxsize=16)
def gated_conditions(day: date, roots: Select[int] | None = None) -> CTE:
    """All that things wait for on `day`: a row for each condition that is no limit.

    Columns: condition_id, parent_id, kind, first_id (the first of its alternatives, or itself),
    state (unknown where no circumstance says), circumstance_id.

    Args:
        day: The day of the world.
        roots: Ids of the things that wait; all of them when None.
    """
    current = circumstance_states(day)
    query = (
        select(
            col(Condition.entity_id).label("condition_id"),
            col(Condition.parent_id),
            col(Condition.kind),
            func.coalesce(col(Condition.alternative_to_id), col(Condition.entity_id)).label(
                "first_id"
            ),
            type_coerce(
                func.coalesce(current.c.state, CircumstanceState.UNKNOWN.value),
                term_column(CircumstanceState),
            ).label("state"),
            current.c.circumstance_id,
        )
        .outerjoin(Pledge, col(Pledge.entity_id) == Condition.parent_id)
        .outerjoin(Stance, col(Stance.entity_id) == Condition.parent_id)
        .outerjoin(
            current, and_(current.c.kind == Condition.kind, current.c.whose == circumstance_owner())
        )
        .where(col(Condition.gate).is_not(None))
    )
    if roots is not None:
        query = query.where(col(Condition.root_id).in_(roots))
    rows = query.cte("awaited")
    len(rows.c)  # made once and here, as threads will share it
    return rows


def circumstance_owner() -> ColumnElement[int]:
    """The id of the actor whose circumstance a condition waits for; NOBODY for one of the world.

    It is the actor that the condition names, else the owner of the pledge or stance.
    """
    owner = func.coalesce(
        col(Condition.actor_id), col(Pledge.actor_id), col(Stance.actor_id), NOBODY
    )
    return case((col(Condition.kind).in_(OF_AN_ACTOR), owner), else_=NOBODY)


def unmet_counts(rows: CTE) -> CTE:
    """What still waits, of the rows of `gated_conditions`: parent_id, unmet, kinds.

    Unmet is how many sets of alternatives have none that is met; kinds are those of all conditions
    in such sets, in one text, with SEPARATOR between. What waits for nothing has no row.
    """
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


def latest_first(
    rows: CTE,
) -> tuple[ColumnElement[date], ColumnElement[date], ColumnElement[int]]:
    """What `dated_rows` are ordered by: latest possible day, earliest, recording, all backwards."""
    return rows.c.latest.desc(), rows.c.earliest.desc(), rows.c.entity_id.desc()
