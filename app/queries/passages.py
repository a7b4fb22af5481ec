"""What the pages of passages read: each with all that rests on it."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col, func, select

from app.models import Citation, Entity, Passage, Source
from app.queries.citations import Evidence, SourcedPassage, principal_names, split_names
from app.queries.filters import Words, contains_any, is_said_by
from app.queries.sources import NEWEST
from app.queries.things import Thing, things
from app.spine.versioned import Versioned, find_kind

PAGE = 100


@dataclass(frozen=True)
class Use:
    """A citation of a passage, with what it is evidence for.

    Attributes:
        thing: The thing that it is a part of.
        part: The kind of the row that it is for: the thing itself, or a part of it.
    """

    citation: Citation
    thing: Thing
    part: type[Versioned]


@dataclass(frozen=True)
class CitedPassage(SourcedPassage):
    """A passage with all that rests on it, in the order of recording."""

    uses: list[Use]

    @property
    def evidence(self) -> list[tuple[str, Evidence]]:
        """What rests on it as evidence, each behind the noun of the row that it is for."""
        return [
            (
                use.part.noun(),
                Evidence(self.passage, self.source, self.principals, use.citation, {}),
            )
            for use in self.uses
        ]


@dataclass(frozen=True)
class PassagePage:
    """A hundred of the passages of a source.

    Attributes:
        locators: Each place, with the page it begins on; empty where they are ordered by use.
        count: How many passages there are on all pages.
        citation_count: How many citations name one of them.
    """

    passages: list[CitedPassage]
    locators: Mapping[str, int]
    count: int
    citation_count: int


def load_passage_page(
    session: Session, source_id: int, page: int = 1, *, most_cited_first: bool = False
) -> PassagePage:
    """One page of the passages of a source, in the order of their places: four statements."""
    use_count = func.count(col(Citation.entity_id))
    query = (
        select(col(Passage.entity_id), col(Passage.locator), use_count)
        .outerjoin(Citation, col(Citation.passage_id) == Passage.entity_id)
        .where(col(Passage.root_id) == source_id)
        .group_by(col(Passage.entity_id), col(Passage.locator))
    )
    rows = session.exec(query).all()
    counts = {passage_id: count for passage_id, _, count in rows}
    keys = sorted(locator_order(locator, passage_id) for passage_id, locator, _ in rows)
    first_pages = {locator: n // PAGE + 1 for n, (_, locator, _) in reversed([*enumerate(keys)])}
    ids = [passage_id for *_, passage_id in keys]
    if most_cited_first:
        ids, first_pages = sorted(ids, key=lambda i: -counts[i]), {}
    passages = load_passages(session, ids[(page - 1) * PAGE : page * PAGE])
    locators = dict(reversed(first_pages.items()))
    return PassagePage(passages, locators, len(ids), sum(counts.values()))


def load_passage(session: Session, passage_id: int) -> CitedPassage | None:
    """One passage; None if it isn't in the register: three statements."""
    return next(iter(load_passages(session, [passage_id])), None)


def load_passages(session: Session, ids: Sequence[int]) -> list[CitedPassage]:
    """Passages with all that rests on them, in the order of their ids: three statements."""
    query = (
        select(Passage, Source, principal_names())
        .join(Source, col(Source.entity_id) == Passage.root_id)
        .where(col(Passage.entity_id).in_(ids))
    )
    rows = {
        passage.entity_id: (passage, source, names)
        for passage, source, names in session.exec(query)
    }
    uses = load_uses(session, ids)
    return [
        CitedPassage(passage, source, split_names(names), uses[i])
        for i, (passage, source, names) in ((i, rows[i]) for i in ids if i in rows)
    ]


def load_uses(session: Session, ids: Sequence[int]) -> dict[int, list[Use]]:
    """The citations of these passages, by passage, in the order of recording: two statements."""
    query = (
        select(Citation, col(Entity.kind))
        .join(Entity, col(Entity.id) == Citation.parent_id)
        .where(col(Citation.passage_id).in_(ids))
        .order_by(col(Citation.entity_id))
    )
    rows = session.exec(query).all()
    things_by_id = things(session, {citation.root_id for citation, _ in rows})
    uses: dict[int, list[Use]] = defaultdict(list)
    for citation, kind in rows:
        use = Use(citation, things_by_id[citation.root_id], find_kind(kind))
        uses[citation.passage_id].append(use)
    return uses


def load_cited_rows(session: Session, passage: CitedPassage) -> dict[int, Versioned]:
    """The rows that rest on a passage, by id: a statement for each of their kinds."""
    rows: dict[int, Versioned] = {}
    for kind in dict.fromkeys(use.part for use in passage.uses):
        ids = [use.citation.parent_id for use in passage.uses if use.part is kind]
        query = select(kind).where(col(kind.entity_id).in_(ids))
        rows |= {row.entity_id: row for row in session.exec(query)}
    return rows


def passage_ids(session: Session, words: Words) -> list[int]:
    """The ids of the passages asked for: those of the newest source first, by their places."""
    query = (
        select(col(Passage.entity_id), col(Passage.locator), col(Passage.root_id))
        .join(Source, col(Source.entity_id) == Passage.root_id)
        .where(*passage_conditions(words))
        .order_by(*NEWEST)
    )
    by_source: dict[int, list[tuple[int, str, int]]] = defaultdict(list)
    for passage_id, locator, source_id in session.exec(query):
        by_source[source_id].append(locator_order(locator, passage_id))
    return [i for keys in by_source.values() for *_, i in sorted(keys)]


def passage_conditions(words: Words) -> list[sa.ColumnElement[bool]]:
    """What passages must fulfil, each by one of its words; [] where nothing is asked."""
    texts = [
        *(col(Passage.gist_folded), col(Passage.quote_folded)),
        *(col(Passage.speaker_folded), col(Passage.speaker_role_folded)),
    ]
    builders: dict[str, Callable[[tuple[str, ...]], sa.ColumnElement[bool]]] = {
        "kind": supports_kind,
        "speaker": is_said_by,
        "source": lambda numbers: col(Passage.root_id).in_(map(int, numbers)),
        "q": lambda words: sa.or_(contains_any(texts, words), has_note(words)),
    }
    return [build(words[name]) for name, build in builders.items() if words.get(name)]


def supports_kind(kinds: tuple[str, ...]) -> sa.ColumnElement[bool]:
    """Whether a row of one of these kinds rests on a passage."""
    cited = select(col(Citation.passage_id)).join(Entity, col(Entity.id) == Citation.parent_id)
    return col(Passage.entity_id).in_(cited.where(col(Entity.kind).in_(kinds)))


def has_note(words: tuple[str, ...]) -> sa.ColumnElement[bool]:
    """Whether a citation of a passage has one of the words in its note."""
    noted = select(col(Citation.passage_id)).where(contains_any([col(Citation.note_folded)], words))
    return col(Passage.entity_id).in_(noted)


def count_passages(session: Session) -> int:
    """How many passages there are in the register."""
    return session.exec(select(func.count()).select_from(Passage)).one()


def locator_order(locator: str, passage_id: int) -> tuple[int, str, int]:
    """What the passages of a source are ordered by: number in the place, its words, id.

    “¶18” comes before “¶102”; a place without a number counts as 0.
    """
    numbers = re.findall("[0-9]+", locator)
    return int(numbers[0]) if numbers else 0, locator, passage_id


def newest_changes(session: Session, ids: Collection[int]) -> list[int]:
    """The revisions in which these passages became what they are."""
    return list(session.exec(select(Passage.since).where(col(Passage.entity_id).in_(ids))))
