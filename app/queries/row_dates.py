"""Which dated rows are there on a day: the same for steps, stances, events and circumstances."""

from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    Select,
    SQLColumnExpression,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
)
from sqlmodel import col

from app.derivations.publication import join_publication, origin
from app.models import Check, Citation, Link, Passage
from app.models.derived import ConditionStateRow, PledgeStateRow
from app.rules.dated import FIRST as FIRST
from app.rules.pledge_state import ByThen
from app.spine.columns import column
from app.spine.id_conditions import lists_id
from app.spine.versioned import Versioned

LAST = date.max - timedelta(days=1)  # that can be asked for


@lru_cache(maxsize=64)
def dated_rows(kind: type[Versioned], day: date, roots: Select[int] | None, *names: str) -> CTE:
    """The rows of a kind with the days they count from; an undated one with its oldest source's.

    Columns: root_id, entity_id, earliest, latest, counts (it was there by then), maybe (it
    possibly was), and those named. The same object for the same arguments.

    Args:
        kind: A kind that has `at`, `at_earliest` and `at_latest`.
        day: The day of the world.
        roots: Ids of the things to look at; all of them when None.
        names: Further columns.
    """
    oldest = oldest_sources(f"{kind.noun()}_source", col(Citation.parent_id), roots)
    is_undated = column(kind, "at").is_(None)
    begins = func.coalesce(
        case((is_undated, oldest.c.earliest), else_=column(kind, "at_earliest")), FIRST
    )
    ends = func.coalesce(
        case((is_undated, oldest.c.latest), else_=column(kind, "at_latest")), FIRST
    )
    query = select(
        col(kind.root_id),
        col(kind.entity_id),
        begins.label("earliest"),
        ends.label("latest"),
        (ends <= day).label("counts"),
        and_(ends > day, begins <= day).label("maybe"),
        *(column(kind, name) for name in names),
    ).outerjoin(oldest, and_(oldest.c.cited_by == kind.entity_id, oldest.c.place == 1))
    if roots is not None:
        query = query.where(col(kind.root_id).in_(roots))
    rows = query.cte(f"dated_{kind.noun()}")
    len(rows.c)  # made once and here, as threads will share it
    return rows


def oldest_sources(
    name: str,
    cited_by: SQLColumnExpression[int] | SQLColumnExpression[int | None],
    roots: Select[int] | None,
) -> CTE:
    """The dated sources of each row or thing that cites: cited_by, earliest, latest, place.

    Place 1 is the oldest: of several of one latest day, the one whose earliest day is first.

    Args:
        name: What the statement calls the selectable.
        cited_by: The column of Citation that says what cites: parent_id or root_id.
        roots: Ids of the things that cite; all of them when None.
    """
    order = (col(origin.published_latest), func.coalesce(col(origin.published_earliest), FIRST))
    query = select(
        cited_by.label("cited_by"),
        col(origin.published_earliest).label("earliest"),
        col(origin.published_latest).label("latest"),
        func.row_number().over(partition_by=cited_by, order_by=order).label("place"),
    ).select_from(Citation)
    query = join_publication(query).where(col(origin.published_latest).is_not(None))
    if roots is not None:
        query = query.where(col(Citation.root_id).in_(roots))
    return query.cte(name)


def covers(table: type[PledgeStateRow] | type[ConditionStateRow], day: date) -> ColumnElement[bool]:
    """The condition that a derived row is true on a day; the last of all days are one."""
    clamped_day = min(day, LAST)
    return and_(col(table.from_day) <= clamped_day, col(table.to_day) > clamped_day)


def is_word_of(actor_id: SQLColumnExpression[int]) -> ColumnElement[bool]:
    """Whether a passage is the own word of an actor whose row cites it."""
    return or_(col(Passage.each), lists_id(col(Passage.on_behalf), actor_id))


def entry_days(kind: type[Versioned], day: date, ids: Select[int] | None) -> CTE:
    """The days of things of a kind: entity_id, earliest, latest, counts, maybe.

    A check is of a plain day; a link is of none, and always there.

    Args:
        kind: A kind of `dated_rows`, or Check or Link.
        day: The day of the world.
        ids: Ids of those asked for; all of them when None.
    """
    if kind not in (Check, Link):
        return dated_rows(kind, day, ids)
    on: SQLColumnExpression[date | None] = (
        col(Check.checked_on) if kind is Check else cast(null(), Date)
    )
    query: Select[*tuple[Any, ...]] = select(
        col(kind.entity_id),
        on.label("earliest"),
        on.label("latest"),
        (on <= day if kind is Check else literal(value=True)).label("counts"),
        literal(value=False).label("maybe"),
    )
    if ids is not None:
        query = query.where(col(kind.entity_id).in_(ids))
    return query.cte(f"dated_{kind.noun()}")


def day_or_none(day: date | None) -> date | None:
    """A day of a row; None for FIRST, which stands for an unknown one."""
    return None if day == FIRST else day


def by_then(counts: bool, maybe: bool) -> ByThen:
    """Whether a row is there on the day, by its columns counts and maybe."""
    return ByThen.COUNTS if counts else ByThen.POSSIBLY if maybe else ByThen.NOT_YET
