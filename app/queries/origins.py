"""What sources repeat, and what those repeat in turn."""

from collections.abc import Collection

from sqlmodel import Session, col, select

from app.models import Source
from app.spine.id_conditions import match_ids


def load_origins(session: Session, ids: Collection[int]) -> dict[int, int]:
    """What each of these sources repeats, and each of those, by id: one statement."""
    columns = col(Source.entity_id), col(Source.origin_id)
    is_repost = col(Source.origin_id).is_not(None)
    first = select(*columns).where(is_repost, match_ids(col(Source.entity_id), ids))
    chain = first.cte("chain", recursive=True)
    is_repeated = col(Source.entity_id) == chain.c.origin_id
    rest = select(*columns).join(chain, is_repeated).where(is_repost)
    rows = chain.union(rest)
    query = select(rows.c.entity_id, rows.c.origin_id)
    return dict(session.exec(query).all())
