"""Which thing an editor means as the duplicate of another one, and which it may be."""

import re
from collections.abc import Sequence

from sqlalchemy import and_, or_
from sqlmodel import Session, col, select

from app.models import Pledge, Source
from app.models.address import address_key
from app.spine.folding import fold_text
from app.spine.versions import current_rows

MAX_CANDIDATES = 10  # things that a page or a sentence names
# As it stands in an address of ours, in a sentence, or alone: “/pledges/9”, “pledge 9”, “9”.
NUMBER = re.compile(
    r"(?:(?:https?://[^/]+)?/(?:pledges|sources)/|(?:pledge|source) |#)?"
    r"(?P<number>[1-9][0-9]{0,8})(?:[/?#].*)?",
    re.IGNORECASE,
)
Candidate = Pledge | Source


def find_candidates(session: Session, row: Candidate, text: str) -> Sequence[Candidate]:
    """The things that a text may name beside a pledge or a source: two statements at most.

    Args:
        session: Where.
        row: The thing; itself is among them only by its number.
        text: The number of another one, its address or its title; of a source also its address on
            the web, or who publishes it.
    """
    if isinstance(row, Source) and text.startswith(("http://", "https://")):
        query = select(Source).where(
            Source.address_key == address_key(text), Source.entity_id != row.entity_id
        )
        if sources := session.exec(query.order_by(col(Source.entity_id))).all():
            return sources
    if match := NUMBER.fullmatch(text):
        rows = current_rows(session, [int(match["number"])]).values()
        return [each for each in rows if isinstance(each, type(row))]
    needle = fold_text(text)
    rows_called = (
        pledges_called(session, row, needle)
        if isinstance(row, Pledge)
        else sources_called(session, row.entity_id, needle)
    )
    return [each for each in rows_called if needle == each.title_folded] or rows_called


def pledges_called(session: Session, pledge: Pledge, needle: str) -> Sequence[Candidate]:
    """The other pledges of an actor whose title holds a folded text: one statement."""
    query = select(Pledge).where(
        Pledge.actor_id == pledge.actor_id,
        Pledge.entity_id != pledge.entity_id,
        col(Pledge.title_folded).contains(needle, autoescape=True),
    )
    return session.exec(query.order_by(col(Pledge.entity_id)).limit(MAX_CANDIDATES)).all()


def sources_called(session: Session, but_id: int, needle: str) -> Sequence[Candidate]:
    """The other sources whose title or publisher holds a folded text: one statement."""
    names = (col(Source.title_folded), col(Source.publisher_folded))
    is_called = or_(*(name.contains(needle, autoescape=True) for name in names))
    query = select(Source).where(is_called, Source.entity_id != but_id)
    return session.exec(query.order_by(col(Source.entity_id)).limit(MAX_CANDIDATES)).all()


def likely_duplicates(session: Session, row: Candidate) -> Sequence[Candidate]:
    """What is most likely the same once more, the newest first: one statement.

    That is a pledge of the same actor in the same domain, a source at the same address, or one of
    the same publisher and title.
    """
    if isinstance(row, Pledge):
        pledges = select(Pledge).where(
            Pledge.actor_id == row.actor_id,
            Pledge.domain == row.domain,
            Pledge.entity_id != row.entity_id,
        )
        order = col(Pledge.entity_id).desc()
        return session.exec(pledges.order_by(order).limit(MAX_CANDIDATES)).all()
    has_same_names = and_(
        col(Source.publisher_folded) == row.publisher_folded,
        col(Source.title_folded) == row.title_folded,
    )
    is_alike = or_(has_same_names, col(Source.address_key) == (row.address_key or ""))
    sources = select(Source).where(is_alike, Source.entity_id != row.entity_id)
    return session.exec(sources.order_by(col(Source.entity_id).desc()).limit(MAX_CANDIDATES)).all()
