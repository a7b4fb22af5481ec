"""What the pages of sources and citations read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from app.models import Actor, Citation, Pledge, Source
from app.queries.offers import Cited
from app.spine import lookups
from app.spine.versioned import Versioned

MOST = 500  # passages a page shows in full


@dataclass(frozen=True)
class Passage:
    """A citation with what it is evidence for.

    Attributes:
        pledge: The thing that it hangs on, with its actor.
        parent: The row that it is for.
    """

    cited: Cited
    pledge: Pledge
    actor: Actor
    parent: Versioned


def index(session: Session) -> Sequence[tuple[Source, int]]:
    """All sources with how many citations rest on each, the newest source first."""
    counted = func.count(col(Citation.entity_id))
    joined = select(Source, counted).outerjoin(
        Citation, col(Citation.source_id) == Source.entity_id
    )
    ordered = joined.group_by(*Source.__table__.c).order_by(  # type: ignore[attr-defined]
        col(Source.published_latest).desc().nulls_last(), col(Source.entity_id)
    )
    return session.exec(ordered).all()


def show(session: Session, source_id: int) -> Source | None:
    """One source; None if it isn't in the register."""
    return session.exec(select(Source).where(Source.entity_id == source_id)).one_or_none()


def passages(session: Session, source_id: int) -> list[Passage]:
    """What cites a source, in the order of its places, the first 500."""
    these = select(Citation.entity_id, Citation.locator).where(Citation.source_id == source_id)
    places = sorted(order(locator, i) for i, locator in session.exec(these))
    return found(session, [i for *_, i in places[:MOST]])


def passage(session: Session, citation_id: int) -> Passage | None:
    """One citation; None if it isn't in the register."""
    return next(iter(found(session, [citation_id])), None)


def found(session: Session, ids: Sequence[int]) -> list[Passage]:
    """Citations with what they are evidence for."""
    behalf: Any = aliased(Actor)
    joined: Any = (
        sa.select(Citation, Source, Pledge, Actor, behalf.name)
        .join(Source, col(Source.entity_id) == Citation.source_id)
        .join(Pledge, col(Pledge.entity_id) == Citation.root_id)
        .join(Actor, col(Actor.entity_id) == Pledge.actor_id)
        .outerjoin(behalf, behalf.entity_id == Citation.on_behalf_id)
        .where(col(Citation.entity_id).in_(ids))
    )
    rows = session.exec(joined).all()
    parents = lookups.current(session, {citation.parent_id for citation, *_ in rows})
    told = [
        Passage(Cited(citation, source, for_whom), pledge, actor, parents[citation.parent_id])
        for citation, source, pledge, actor, for_whom in rows
    ]
    return sorted(told, key=place)


def place(passage: Passage) -> tuple[int, str, int]:
    """What passages are ordered by."""
    citation = passage.cited.citation
    return order(citation.locator, citation.entity_id)


def order(locator: str, citation_id: int) -> tuple[int, str, int]:
    """By the first number in the place, then by the words of it."""
    numbers = re.findall("[0-9]+", locator)
    return int(numbers[0]) if numbers else 0, locator, citation_id
