"""What the pages of sources read."""

from collections.abc import Sequence

from sqlmodel import Session, col, func, select

from app.models import Citation, Passage, Source

NEWEST = (col(Source.published_latest).desc().nulls_last(), col(Source.entity_id))


def index(session: Session) -> Sequence[tuple[Source, int]]:
    """All sources with how many citations rest on each, the newest source first: one statement."""
    citation_count = func.count(col(Citation.entity_id))
    query = (
        select(Source, citation_count)
        .outerjoin(Passage, col(Passage.root_id) == Source.entity_id)
        .outerjoin(Citation, col(Citation.passage_id) == Passage.entity_id)
    )
    ordered_query = query.group_by(*Source.__table__.c).order_by(*NEWEST)  # type: ignore[attr-defined]
    return session.exec(ordered_query).all()


def addresses(session: Session, first: int, limit: int) -> list[tuple[int, str]]:
    """The addresses of sources from id `first` on, archived ones too, each once."""
    columns = (Source.address, Source.archived_address)
    rows = [
        row
        for column in columns
        for row in session.exec(
            select(Source.entity_id, column)
            .where(col(column).is_not(None), col(Source.entity_id) >= first)
            .order_by(col(Source.entity_id))
            .limit(limit)
        )
    ]
    firsts: dict[str, int] = {}
    for number, address in sorted((number, address or "") for number, address in rows):
        firsts.setdefault(address, number)
    return [(number, address) for address, number in firsts.items()]


def show(session: Session, source_id: int) -> Source | None:
    """One source; None if it isn't in the register."""
    return session.exec(select(Source).where(Source.entity_id == source_id)).one_or_none()
