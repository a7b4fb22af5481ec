"""What the pages of sources and citations read."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from app.models import Actor, Citation, Entity, Source
from app.queries.choosing import Words
from app.queries.citations import Cited
from app.queries.things import Thing, things
from app.spine.versioned import Versioned, named

PAGE = 100
NEWEST = (col(Source.published_latest).desc().nulls_last(), col(Source.entity_id))


@dataclass(frozen=True)
class Passage:
    """A citation with what it is evidence for.

    Attributes:
        thing: What it hangs on.
        part: The kind of the row that it is for: the thing itself, or a part of it.
    """

    cited: Cited
    thing: Thing
    part: type[Versioned]


def index(session: Session) -> Sequence[tuple[Source, int]]:
    """All sources with how many citations rest on each, the newest source first."""
    counted = func.count(col(Citation.entity_id))
    joined = select(Source, counted).outerjoin(
        Citation, col(Citation.source_id) == Source.entity_id
    )
    ordered = joined.group_by(*Source.__table__.c).order_by(*NEWEST)  # type: ignore[attr-defined]
    return session.exec(ordered).all()


def show(session: Session, source_id: int) -> Source | None:
    """One source; None if it isn't in the register."""
    return session.exec(select(Source).where(Source.entity_id == source_id)).one_or_none()


@dataclass(frozen=True)
class Passages:
    """What cites a source, a hundred a page, in the order of its places.

    Attributes:
        places: Each place that is cited, with the page it begins on.
        count: How many citations there are on all pages.
    """

    shown: list[Passage]
    places: Mapping[str, int]
    count: int


def passages(session: Session, source_id: int, page: int = 1) -> Passages:
    """One page of what cites a source: four statements."""
    these = select(Citation.entity_id, Citation.locator).where(Citation.source_id == source_id)
    ordered = sorted(order(locator, i) for i, locator in session.exec(these))
    begins = {locator: n // PAGE + 1 for n, (_, locator, _) in reversed([*enumerate(ordered)])}
    own = [i for *_, i in ordered[(page - 1) * PAGE : page * PAGE]]
    return Passages(found(session, own), dict(reversed(begins.items())), len(ordered))


def passage(session: Session, citation_id: int) -> Passage | None:
    """One citation; None if it isn't in the register."""
    return next(iter(found(session, [citation_id])), None)


def asked(session: Session, words: Words) -> list[int]:
    """The ids of the citations asked for: those of the newest source first, by their places."""
    rows: Any = (
        sa.select(col(Citation.entity_id), col(Citation.locator), col(Citation.source_id))
        .join(Source, col(Source.entity_id) == Citation.source_id)
        .join(Entity, col(Entity.id) == Citation.parent_id)
        .where(*chosen(words))
        .order_by(*NEWEST)
    )
    by_source: dict[int, list[tuple[int, str, int]]] = defaultdict(list)
    for citation_id, locator, source_id in session.exec(rows):
        by_source[source_id].append(order(locator, citation_id))
    return [i for its in by_source.values() for *_, i in sorted(its)]


def chosen(words: Words) -> list[sa.ColumnElement[bool]]:
    """What citations must fulfil: each of these conditions, by one of the words for it."""
    texts: Any = (Citation.gist, Citation.quote, Citation.speaker, Citation.speaker_role)
    fits: dict[str, Callable[[tuple[str, ...]], sa.ColumnElement[bool]]] = {
        "kind": col(Entity.kind).in_,
        "speaker": col(Citation.speaker).in_,
        "source": lambda numbers: col(Citation.source_id).in_(map(int, numbers)),
        "q": lambda told: sa.or_(*(t.icontains(w, autoescape=True) for t in texts for w in told)),
    }
    return [fit(words[name]) for name, fit in fits.items() if words.get(name)]


def count(session: Session) -> int:
    """How many citations there are."""
    return session.exec(select(func.count()).select_from(Citation)).one()


def found(session: Session, ids: Sequence[int]) -> list[Passage]:
    """Citations with what they are evidence for, in the order of their ids: two statements."""
    behalf: Any = aliased(Actor)
    joined: Any = (
        sa.select(Citation, Source, behalf.name, col(Entity.kind))
        .join(Source, col(Source.entity_id) == Citation.source_id)
        .join(Entity, col(Entity.id) == Citation.parent_id)
        .outerjoin(behalf, behalf.entity_id == Citation.on_behalf_id)
        .where(col(Citation.entity_id).in_(ids))
    )
    rows = session.exec(joined).all()
    its = things(session, {citation.root_id for citation, *_ in rows})
    told = {
        citation.entity_id: Passage(
            Cited(citation, source, for_whom), its[citation.root_id], named(kind)
        )
        for citation, source, for_whom, kind in rows
    }
    return [told[i] for i in ids if i in told]


def row(session: Session, passage: Passage) -> Versioned:
    """The row that a citation is evidence for."""
    parent_id = passage.cited.citation.parent_id
    return session.exec(select(passage.part).where(passage.part.entity_id == parent_id)).one()


def order(locator: str, citation_id: int) -> tuple[int, str, int]:
    """By the first number in the place, then by the words of it."""
    numbers = re.findall("[0-9]+", locator)
    return int(numbers[0]) if numbers else 0, locator, citation_id
