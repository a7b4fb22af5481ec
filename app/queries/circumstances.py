"""The conditions that things wait for, and whether they are met on a day."""

from collections import defaultdict
from datetime import date
from functools import lru_cache

from sqlalchemy import CTE, Select, and_, case, func, select, type_coerce
from sqlmodel import Session, col

from app.models import Condition
from app.models.derived import SEPARATOR, Awaited, ConditionStateRow
from app.models.vocabulary import CircumstanceState
from app.queries.result_rows import fetch_rows
from app.queries.row_dates import covers
from app.spine.value import term_column


@lru_cache(maxsize=16)
def gated_conditions(day: date, roots: Select[int] | None = None) -> CTE:
    """All that things wait for on `day`: a row for each condition that is no limit.

    Columns: condition_id, parent_id, kind, first_id (the first of its alternatives, or itself),
    state (unknown where no circumstance says), circumstance_id.

    Args:
        day: The day of the world.
        roots: Ids of the things that wait; all of them when None.
    """
    state = func.coalesce(col(ConditionStateRow.state), CircumstanceState.UNKNOWN.value)
    is_its_own = and_(
        col(ConditionStateRow.kind) == Awaited.kind,
        col(ConditionStateRow.whose) == Awaited.whose,
        covers(ConditionStateRow, day),
    )
    query = (
        select(
            col(Awaited.condition_id),
            col(Awaited.parent_id),
            col(Awaited.kind),
            col(Awaited.first_id),
            type_coerce(state, term_column(CircumstanceState)).label("state"),
            col(ConditionStateRow.circumstance_id),
        )
        .select_from(Awaited)
        .outerjoin(ConditionStateRow, is_its_own)
    )
    if roots is not None:
        query = query.where(col(Awaited.parent_id).in_(roots))
    rows = query.cte("waits")
    len(rows.c)  # made once and here, as threads will share it
    return rows


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


def load_conditions(
    session: Session, day: date, roots: Select[int] | None
) -> tuple[dict[int, list[Condition]], dict[int, CircumstanceState]]:
    """The conditions of things, by thing in the order of recording; and their states, by id.

    One statement. The state is how it stands on the day; UNKNOWN for one that is a limit, too.

    Args:
        session: Where, and at which moment.
        day: The day of the world.
        roots: Ids of the things; all of them when None.
    """
    by_thing: dict[int, list[Condition]] = defaultdict(list)
    states = {}
    for condition, state in fetch_rows(session, select_conditions(day, roots)):
        by_thing[condition.root_id].append(condition)
        states[condition.entity_id] = state or CircumstanceState.UNKNOWN
    return by_thing, states


@lru_cache(maxsize=64)
def select_conditions(
    day: date, roots: Select[int] | None
) -> Select[Condition, CircumstanceState | None]:
    """The conditions of things with their states; NULL for a limit."""
    rows = gated_conditions(day, roots)
    query = select(Condition, rows.c.state).order_by(col(Condition.entity_id))
    query = query.outerjoin(rows, rows.c.condition_id == Condition.entity_id)
    return query if roots is None else query.where(col(Condition.root_id).in_(roots))
