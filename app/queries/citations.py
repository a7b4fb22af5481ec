"""Citations with their passages and sources, for the things and rows that rest on them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from sqlalchemy import Label, Select, func, select
from sqlmodel import Session, col

from app.models import Actor, Citation, Entity, Passage, Source
from app.models.vocabulary import Mode
from app.queries.result_rows import fetch_rows
from app.spine.columns import shared_alias
from app.spine.folding import fold_text
from app.spine.id_conditions import listed_ids

behalf = shared_alias(Actor)  # made once: it copies each column of the table
SEPARATOR = "\n"  # between names, none of which has two lines
FOR_ITSELF = "each for itself"


@dataclass(frozen=True)
class SourcedPassage:
    """A passage with its source, and the names of those it speaks for.

    Attributes:
        principals: By name; none where it speaks for nobody, or for each that it is cited for.
    """

    passage: Passage
    source: Source
    principals: tuple[str, ...]

    @property
    def on_behalf(self) -> str:
        """Who it speaks for, in a sentence: “France and Italy”; "" for nobody."""
        if self.passage.each:
            return FOR_ITSELF
        *first, last = self.principals or ("",)
        return " and ".join(filter(None, (", ".join(first), last)))

    @property
    def name(self) -> str:
        """Who speaks; the publisher where nobody does."""
        return self.passage.speaker or self.source.publisher

    @property
    def gist(self) -> str:
        """What it says there: in our words, marked where a form drafted them; else as quoted."""
        mark = " (drafted)" if self.passage.drafted else ""
        return f"{self.passage.gist}{mark}" if self.passage.gist else f"“{self.passage.quote}”"

    @property
    def credibility_words(self) -> str:
        """How credible it is, in words."""
        credibility = self.passage.credibility
        return credibility.meaning if credibility else "not graded"

    @property
    def grade(self) -> str:
        """Both grades, the source's first: B2; B alone where what it says is not graded."""
        return f"{self.source.reliability}{self.passage.credibility or ''}"

    @property
    def is_for_nobody(self) -> bool:
        """Whether somebody speaks, and it is not said for whom."""
        passage = self.passage
        return bool(passage.speaker) and not (passage.on_behalf or passage.each)


@dataclass(frozen=True)
class Evidence(SourcedPassage):
    """A citation with its passage.

    Attributes:
        sources: The sources of all that its session has read, and so of the page, by id.
    """

    citation: Citation
    sources: dict[int, Source] = field(compare=False, repr=False)

    @property
    def published_on(self) -> date | None:
        """The latest possible day of publication; None of a repost, which is no newer source."""
        return None if self.source.origin_id else self.source.published_latest

    @property
    def place(self) -> str:
        """The place, with its source where the page rests on several: “¶18, The Herald”.

        Sources of one publisher are told apart by their days, else by their titles.
        """
        like = [s for s in self.sources.values() if s.publisher == self.source.publisher]
        names = [self.source.publisher] if len(self.sources) > 1 else []
        if len(like) > 1:
            days = [each.published.short for each in like if each.published]
            day = self.source.published.short if self.source.published else ""
            title = self.source.title or f"source {self.source.entity_id}"
            names.append(day if days.count(day) == 1 else title)
        return ", ".join([self.passage.locator, *names])

    @property
    def spot(self) -> tuple[int, str, str | None]:
        """The place and the speaker: passages that share both have one mark."""
        return self.source.entity_id, self.passage.locator, self.passage.speaker

    @property
    def words(self) -> str:
        """What the passage says, and how it bears on the row."""
        return " ".join(filter(None, (self.gist, self.citation.note)))

    def is_about(self, fact: str) -> bool:
        """Whether it is evidence for a fact of its row, alone or with all others."""
        return self.citation.fact in (None, fact)

    def is_word_of(self, actor_id: int | None) -> bool:
        """Whether it is the own word of an actor whose row cites it."""
        return self.passage.is_word_of(actor_id)


def principal_names() -> Label[str | None]:
    """A column beside Passage: the names of those it speaks for, in one text; NULL for none."""
    is_listed = col(behalf.entity_id).bool_op("IN")(listed_ids(col(Passage.on_behalf)))
    query = select(func.aggregate_strings(col(behalf.name), SEPARATOR)).where(is_listed)
    return query.scalar_subquery().label("principals")


def split_names(text: str | None) -> tuple[str, ...]:
    """The names in a `principal_names` column, by name."""
    return tuple(sorted(filter(None, (text or "").split(SEPARATOR)), key=fold_text))


def select_evidence() -> Select[Citation, Passage, Source, str | None]:
    """A SELECT of citations with their passages and sources, as `build_evidence` reads it."""
    return (
        select(Citation, Passage, Source, principal_names())
        .join(Passage, col(Passage.entity_id) == Citation.passage_id)
        .join(Source, col(Source.entity_id) == Passage.root_id)
    )


def build_evidence(
    session: Session, citation: Citation, passage: Passage, source: Source, names: str | None
) -> Evidence:
    """A row of `select_evidence`, which knows what else its session has read."""
    sources: dict[int, Source] = session.info.setdefault("sources", {})
    sources[source.entity_id] = source
    return Evidence(passage, source, split_names(names), citation, sources)


def citations(session: Session, roots: Select[int] | None) -> dict[int, list[Evidence]]:
    """The citations of things and their parts, by thing, in the order of recording: one statement.

    Args:
        session: Where, and at which moment.
        roots: Ids of the things; all of them when None. One without citations gives [].
    """
    by_thing: dict[int, list[Evidence]] = defaultdict(list)
    for citation, passage, source, names in fetch_rows(session, select_citations(roots)):
        evidence = build_evidence(session, citation, passage, source, names)
        by_thing[citation.root_id].append(evidence)
    return by_thing


@lru_cache(maxsize=64)
def select_citations(roots: Select[int] | None) -> Select[Citation, Passage, Source, str | None]:
    """The citations of things and their parts; of all things when None."""
    query = select_evidence().order_by(col(Citation.entity_id))
    return query if roots is None else query.where(col(Citation.root_id).in_(roots))


def load_evidence(session: Session, ids: Sequence[int]) -> list[tuple[Evidence, str]]:
    """These citations, each with the noun of the row that it is for, in the order of their ids."""
    query = select_evidence().add_columns(col(Entity.kind))
    query = query.join(Entity, col(Entity.id) == Citation.parent_id)
    pairs = {
        citation.entity_id: (build_evidence(session, citation, *others), noun)
        for citation, *others, noun in fetch_rows(
            session, query.where(col(Citation.entity_id).in_(ids))
        )
    }
    return [pairs[i] for i in ids if i in pairs]


def group_by_part(evidence: Iterable[Evidence]) -> dict[int, list[Evidence]]:
    """The citations by the id of the part they are for, in their order; no other parts."""
    parts: dict[int, list[Evidence]] = defaultdict(list)
    for each in evidence:
        parts[each.citation.parent_id or 0].append(each)
    return dict(parts)


def passage_modes(session: Session, ids: Sequence[int]) -> set[Mode]:
    """How passages give what was said; one statement where there are any."""
    query = select(col(Passage.mode)).where(col(Passage.entity_id).in_(ids)).distinct()
    return set(session.scalars(query)) if ids else set()
