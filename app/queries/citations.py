"""Citations with their sources, for the things and rows that rest on them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from app.models import Actor, Citation, Source

behalf = aliased(Actor)  # made once: it copies each column of the table


@dataclass(frozen=True)
class Evidence:
    """A citation with its source, and the name of who it speaks for."""

    citation: Citation
    source: Source
    on_behalf: str | None

    @property
    def published_on(self) -> date | None:
        """The latest possible day of publication; None of a repost, which is no newer source."""
        return None if self.source.origin_id else self.source.published_latest

    @property
    def name(self) -> str:
        """Who speaks; the publisher where nobody does."""
        return self.citation.speaker or self.source.publisher


def citations(session: Session, roots: Select[int] | None) -> dict[int, list[Evidence]]:
    """The citations of things and their parts, by thing, in the order of recording: one statement.

    Args:
        session: Where, and at which moment.
        roots: Ids of the things; all of them when None. One without citations gives [].
    """
    query = (
        select(Citation, Source, col(behalf.name))
        .join(Source, col(Source.entity_id) == Citation.source_id)
        .outerjoin(behalf, col(behalf.entity_id) == Citation.on_behalf_id)
        .order_by(col(Citation.entity_id))
    )
    if roots is not None:
        query = query.where(col(Citation.root_id).in_(roots))
    by_thing: dict[int, list[Evidence]] = defaultdict(list)
    for citation, source, on_behalf in session.exec(query):
        by_thing[citation.root_id].append(Evidence(citation, source, on_behalf))
    return by_thing


def group_by_part(evidence: Iterable[Evidence]) -> dict[int, list[Evidence]]:
    """The citations by the id of the part they are for, in their order; no other parts."""
    parts: dict[int, list[Evidence]] = defaultdict(list)
    for each in evidence:
        parts[each.citation.parent_id or 0].append(each)
    return dict(parts)
