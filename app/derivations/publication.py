"""The sources behind citations, as old as what they repeat."""

from typing import Any

from sqlalchemy import Select, func
from sqlmodel import col

from app.models import Citation, Passage, Source
from app.spine.columns import shared_alias
from app.spine.validity import Kind

origin = shared_alias(Source)
# The id of the source that dates one: a repost is as old as its origin.
ORIGINAL = func.coalesce(col(Source.origin_id), col(Source.entity_id))
CITING_KINDS: tuple[Kind, ...] = (Citation, Passage, Source, origin)


def join_publication(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """A SELECT of citations, joined with their passage and the source that dates it, `origin`."""
    return (
        query.join(Passage, col(Passage.entity_id) == Citation.passage_id)
        .join(Source, col(Source.entity_id) == Passage.root_id)
        .join(origin, col(origin.entity_id) == ORIGINAL)
    )
