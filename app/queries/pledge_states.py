"""What each pledge is worth on a day: one row a pledge, the source of every list and total.

The rows stand in the table `pledge_state`, worked out when something was written; what a pledge
waits for is joined here, so that a circumstance does not change the rows of all that wait for it.
"""

from dataclasses import fields
from datetime import date
from functools import lru_cache

from sqlalchemy import CTE, Select, SQLColumnExpression, and_, func, select
from sqlalchemy.engine import Row
from sqlmodel import col

from app.models.derived import SEPARATOR, PledgeStateRow
from app.models.step import AMOUNTS
from app.models.vocabulary import ConditionKind
from app.queries.circumstances import gated_conditions, unmet_counts
from app.queries.row_dates import covers
from app.rules.pledge_state import PledgeState
from app.spine.columns import column

NAMES = tuple(field.name for field in fields(PledgeState))


@lru_cache(maxsize=16)  # putting it together takes longer than asking it of a small register
def pledge_states(day: date, pledges: Select[int] | None = None) -> CTE:
    """The selectable: a row a pledge, with the fields of `PledgeState` as columns, on `day`.

    In no order. The same object for the same arguments.

    Args:
        day: The day of the world.
        pledges: Ids of the pledges to look at; all of them when None.
    """
    waits = unmet_counts(gated_conditions(day, pledges))
    other_columns: dict[str, SQLColumnExpression[object]] = {
        "unconfirmed_lately": and_(
            col(PledgeStateRow.stale_from).is_not(None), col(PledgeStateRow.stale_from) <= day
        ),
        "waiting": func.coalesce(waits.c.unmet, 0),
        "awaits": waits.c.kinds,
    }
    query = (
        select(
            *(
                other_columns[name].label(name)
                if name in other_columns
                else column(PledgeStateRow, name)
                for name in NAMES
            )
        )
        .select_from(PledgeStateRow)
        .outerjoin(waits, waits.c.parent_id == PledgeStateRow.pledge_id)
        .where(covers(PledgeStateRow, day))
    )
    if pledges is not None:
        query = query.where(col(PledgeStateRow.pledge_id).in_(pledges))
    rows = query.cte("value")
    len(rows.c)  # made once and here, as threads will share it
    return rows


def to_pledge_state(row: Row[*tuple[object, ...]]) -> PledgeState:
    """The state that a row tells which has the columns of the selectable, and perhaps others."""
    facts = {name: getattr(row, name) for name in NAMES}
    for name in ("conditions", "awaits"):
        kinds = set(facts[name].split(SEPARATOR)) if facts[name] else set()
        facts[name] = tuple(kind for kind in ConditionKind if kind in kinds) if kinds else ()
    for name in AMOUNTS:
        facts[f"{name}_statements"] = facts[f"{name}_statements"] or ()
    return PledgeState(**facts)
