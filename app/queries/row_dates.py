"""Which dated rows are there on a day: the same for steps, stances, events and circumstances."""

from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import CTE, Select, and_, case, func, select
from sqlalchemy.orm import aliased

from app.models import Citation, Source

# The tables as SQL sees them: SQLModel types a column as the value it holds.
citation: Any = Citation
source: Any = Source
origin: Any = aliased(Source)
ORIGINAL = func.coalesce(source.origin_id, source.entity_id)  # a repost is as old as its origin
FIRST = date.min  # an unknown beginning sorts before all days


@lru_cache(maxsize=256)
def dated_rows(kind: Any, day: date, roots: Select[Any] | None, *names: str) -> CTE:  # noqa: ANN401
    """The rows of a kind with the days they count from; an undated one with its oldest source's.

    Columns: entity_id, root_id, earliest, latest, counts (it was there by then), maybe (it
    possibly was), and those named.

    Args:
        kind: A kind that has `at`, `at_earliest` and `at_latest`.
        day: The day of the world.
        roots: Ids of the things to look at; all of them when None.
        names: Further columns.
    """
    oldest = oldest_sources(f"{kind.noun()}_source", citation.parent_id, roots)
    is_undated = kind.at.is_(None)
    begins = func.coalesce(case((is_undated, oldest.c.earliest), else_=kind.at_earliest), FIRST)
    ends = func.coalesce(case((is_undated, oldest.c.latest), else_=kind.at_latest), FIRST)
    query: Select[Any] = select(
        kind.root_id,
        kind.entity_id,
        begins.label("earliest"),
        ends.label("latest"),
        (ends <= day).label("counts"),
        and_(ends > day, begins <= day).label("maybe"),
        *(getattr(kind, name) for name in names),
    ).outerjoin(oldest, and_(oldest.c.cited_by == kind.entity_id, oldest.c.place == 1))
    if roots is not None:
        query = query.where(kind.root_id.in_(roots))
    rows = query.cte(f"dated_{kind.noun()}")
    len(rows.c)  # made once and here, as threads will share it
    return rows


def latest_first(rows: CTE) -> tuple[Any, ...]:
    """How dated rows are ordered: by latest possible day, then earliest, then recording."""
    return rows.c.latest.desc(), rows.c.earliest.desc(), rows.c.entity_id.desc()


def oldest_sources(name: str, cited_by: Any, roots: Select[Any] | None) -> CTE:  # noqa: ANN401
    """The dated sources of each row or thing that cites, the oldest in place 1."""
    order = (origin.published_latest, func.coalesce(origin.published_earliest, FIRST))
    query: Select[Any] = (
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
    if roots is not None:
        query = query.where(citation.root_id.in_(roots))
    return query.cte(name)
