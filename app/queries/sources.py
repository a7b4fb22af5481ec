"""What the pages of sources and citations read."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col, func, select

from app.models import Citation, Entity, Source
from app.queries.citations import Evidence, behalf
from app.queries.filters import Words, contains_any, is_said_by
from app.queries.things import Thing, things
from app.spine.versioned import Versioned, find_kind

PAGE = 100
NEWEST = (col(Source.published_latest).desc().nulls_last(), col(Source.entity_id))


@dataclass(frozen=True)
class ThingCitation:
    """A citation with what it is evidence for.

    Attributes:
        thing: The thing that it is a part of.
        part: The kind of the row that it is for: the thing itself, or a part of it.
    """

    evidence: Evidence
    thing: Thing
    part: type[Versioned]


def index(session: Session) -> Sequence[tuple[Source, int]]:
    """All sources with how many citations rest on each, the newest source first: one statement."""
    citation_count = func.count(col(Citation.entity_id))
    query = select(Source, citation_count).outerjoin(
        Citation, col(Citation.source_id) == Source.entity_id
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


@dataclass(frozen=True)
class CitationPage:
    """What cites a source, a hundred a page, in the order of its places.

    Attributes:
        locators: Each place that is cited, with the page it begins on.
        count: How many citations there are on all pages.
    """

    citations: list[ThingCitation]
    locators: Mapping[str, int]
    count: int


def load_citation_page(session: Session, source_id: int, page: int = 1) -> CitationPage:
    """One page of what cites a source: four statements."""
    query = select(Citation.entity_id, Citation.locator).where(Citation.source_id == source_id)
    keys = sorted(locator_order(locator, i) for i, locator in session.exec(query))
    first_pages = {locator: n // PAGE + 1 for n, (_, locator, _) in reversed([*enumerate(keys)])}
    ids = [i for *_, i in keys[(page - 1) * PAGE : page * PAGE]]
    return CitationPage(
        load_citations(session, ids), dict(reversed(first_pages.items())), len(keys)
    )


def load_citation(session: Session, citation_id: int) -> ThingCitation | None:
    """One citation; None if it isn't in the register: two statements."""
    return next(iter(load_citations(session, [citation_id])), None)


def citation_ids(session: Session, words: Words) -> list[int]:
    """The ids of the citations asked for: those of the newest source first, by their places."""
    query = (
        select(col(Citation.entity_id), col(Citation.locator), col(Citation.source_id))
        .join(Source, col(Source.entity_id) == Citation.source_id)
        .join(Entity, col(Entity.id) == Citation.parent_id)
        .where(*citation_conditions(words))
        .order_by(*NEWEST)
    )
    by_source: dict[int, list[tuple[int, str, int]]] = defaultdict(list)
    for citation_id, locator, source_id in session.exec(query):
        by_source[source_id].append(locator_order(locator, citation_id))
    return [i for keys in by_source.values() for *_, i in sorted(keys)]


def citation_conditions(words: Words) -> list[sa.ColumnElement[bool]]:
    """What citations must fulfil, each by one of its words; [] where nothing is asked."""
    texts = [
        *(col(Citation.gist_folded), col(Citation.quote_folded)),
        *(col(Citation.speaker_folded), col(Citation.speaker_role_folded)),
    ]
    builders: dict[str, Callable[[tuple[str, ...]], sa.ColumnElement[bool]]] = {
        "kind": col(Entity.kind).in_,
        "speaker": is_said_by,
        "source": lambda numbers: col(Citation.source_id).in_(map(int, numbers)),
        "q": lambda words: contains_any(texts, words),
    }
    return [build(words[name]) for name, build in builders.items() if words.get(name)]


def count_citations(session: Session) -> int:
    """How many citations there are in the register."""
    return session.exec(select(func.count()).select_from(Citation)).one()


def load_citations(session: Session, ids: Sequence[int]) -> list[ThingCitation]:
    """Citations with what they are evidence for, in the order of their ids: two statements."""
    query = (
        select(Citation, Source, col(behalf.name), col(Entity.kind))
        .join(Source, col(Source.entity_id) == Citation.source_id)
        .join(Entity, col(Entity.id) == Citation.parent_id)
        .outerjoin(behalf, col(behalf.entity_id) == Citation.on_behalf_id)
        .where(col(Citation.entity_id).in_(ids))
    )
    rows = session.exec(query).all()
    things_by_id = things(session, {citation.root_id for citation, *_ in rows})
    citations_by_id = {
        citation.entity_id: ThingCitation(
            Evidence(citation, source, for_whom), things_by_id[citation.root_id], find_kind(kind)
        )
        for citation, source, for_whom, kind in rows
    }
    return [citations_by_id[i] for i in ids if i in citations_by_id]


def load_cited_row(session: Session, thing_citation: ThingCitation) -> Versioned:
    """The row that a citation is evidence for."""
    parent_id = thing_citation.evidence.citation.parent_id
    return session.exec(
        select(thing_citation.part).where(thing_citation.part.entity_id == parent_id)
    ).one()


def locator_order(locator: str, citation_id: int) -> tuple[int, str, int]:
    """What the citations of a source are ordered by: number in the place, its words, id.

    “¶18” comes before “¶102”; a place without a number counts as 0.
    """
    numbers = re.findall("[0-9]+", locator)
    return int(numbers[0]) if numbers else 0, locator, citation_id
