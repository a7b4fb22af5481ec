"""What sources repeat, and what those repeat in turn."""

from collections.abc import Collection

from sqlalchemy import select
from sqlmodel import Session

from app.models import Source
from app.spine.batches import split_ids
from app.spine.columns import table_of


def load_origins(session: Session, ids: Collection[int]) -> dict[int, int]:
    """What each of these sources repeats now, and each of those, by id: one statement a batch."""
    table, origins = table_of(Source), dict[int, int]()
    columns = table.c.entity_id, table.c.origin_id
    is_repost = table.c.until.is_(None) & table.c.origin_id.is_not(None)
    for batch in split_ids(ids):
        first = select(*columns).where(is_repost, table.c.entity_id.in_(batch))
        chain = first.cte("chain", recursive=True)
        repeated = table.c.entity_id == chain.c.origin_id
        query = select(chain.union(select(*columns).join(chain, repeated).where(is_repost)))
        origins |= {row[0]: row[1] for row in session.connection().execute(query)}
    return origins
