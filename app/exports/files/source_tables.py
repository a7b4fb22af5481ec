"""The tables of sources, of their passages, and of the citations that rest on these."""

from dataclasses import dataclass
from typing import Protocol

from app.exports.files.columns import Field
from app.exports.files.shared_fields import URL, fact_day_fields
from app.exports.files.table import kind_table
from app.models import Citation, Passage, Source
from app.queries.citations import Evidence, SourcedPassage

NOBODY = "nobody is spoken for, or each for itself"


@dataclass(frozen=True)
class SourceSubject:
    """What a row of a source is about.

    Attributes:
        site: The address at which readers reach the register.
    """

    row: Source
    citation_count: int
    site: str

    @property
    def url(self) -> str:
        """The address of its page."""
        return f"{self.site}/sources/{self.row.entity_id}"


@dataclass(frozen=True)
class PassageSubject:
    """What a row of a passage is about.

    Attributes:
        citation_count: How many citations name it.
        site: The address at which readers reach the register.
    """

    sourced: SourcedPassage
    citation_count: int
    site: str

    @property
    def row(self) -> Passage:
        """The version."""
        return self.sourced.passage

    @property
    def url(self) -> str:
        """The address of its page."""
        return f"{self.site}/passages/{self.row.entity_id}"


@dataclass(frozen=True)
class CitationSubject:
    """What a row of a citation is about.

    Attributes:
        evidence_for: The noun of the kind of the row that it is for.
        site: The address at which readers reach the register.
    """

    evidence: Evidence
    evidence_for: str
    site: str

    @property
    def row(self) -> Citation:
        """The version."""
        return self.evidence.citation

    @property
    def sourced(self) -> SourcedPassage:
        """The passage that it names."""
        return self.evidence

    @property
    def url(self) -> str:
        """The address of the page of its passage."""
        return f"{self.site}/passages/{self.row.passage_id}"


class HasPassage(Protocol):
    """What is a passage, or names one."""

    @property
    def sourced(self) -> SourcedPassage:
        """The passage with its source."""


SOURCE_FIELDS: tuple[Field[SourceSubject], ...] = (
    *fact_day_fields("published", "Published"),
    Field("citations", int, "Citations", "How many rest on it.",
          value=lambda source: source.citation_count),
    URL,
)  # fmt: skip
SOURCE = kind_table(
    Source,
    "A source that was read.",
    "passages",
    computed=SOURCE_FIELDS,
    meanings={
        "kind": "What sort of text or recording it is.",
        "title": "Its headline or title.",
        "publisher": "Who brought it out.",
        "author": "Who wrote it, as named there.",
        "published": "When it came out, with its doubt.",
        "reliability": "Of the source, by the Admiralty code: A best, E worst, F open.",
    },
    blanks={"origin_id": "it repeats no other source"},
)
SOURCE_TITLE = Field[HasPassage](
    "source", str, "Source", "The title of the source, or its publisher.",
    value=lambda row: row.sourced.source.title or row.sourced.source.publisher,
)  # fmt: skip
PRINCIPALS = Field[HasPassage](
    "principals", list, "Speaks for", "The names of those on whose behalf it is.", NOBODY,
    value=lambda row: row.sourced.principals,
)  # fmt: skip
PASSAGE_FIELDS: tuple[Field[PassageSubject], ...] = (
    SOURCE_TITLE,
    PRINCIPALS,
    Field("citations", int, "Citations", "How many name it.",
          value=lambda passage: passage.citation_count),
    URL,
)  # fmt: skip
PASSAGE = kind_table(
    Passage,
    "A place in a source, and what is said there.",
    "citations",
    computed=PASSAGE_FIELDS,
    meanings={
        "speaker": "Who says so, as the source names them.",
        "speaker_role": "What the speaker is.",
        "mode": "Quoted, paraphrased, told by the source itself, or a document.",
    },
    blanks={
        "gist": "what it says is quoted",
        "speaker": "the source names no speaker",
        "on_behalf": NOBODY,
        "quote": "nothing is quoted",
        "translated": "nothing is translated",
        "credibility": "it is not graded",
    },
)
CITATION_FIELDS: tuple[Field[CitationSubject], ...] = (
    Field("evidence_for", str, "Evidence for", "The kind of the row that it is for.",
          value=lambda citation: citation.evidence_for),
    Field("thing_id", int, "Thing", "The id of the thing that it, or its row, is a part of.",
          value=lambda citation: citation.row.root_id),
    Field("source_id", int, "Source: id", "The source of the passage.",
          value=lambda citation: citation.sourced.source.entity_id),
    SOURCE_TITLE,
    Field("locator", str, "Place in the source", "Of the passage.",
          value=lambda citation: citation.sourced.passage.locator),
    Field("gist", str, "What it says there", "Of the passage; the quote where it has no words of"
          " ours.", value=lambda citation: citation.sourced.gist),
    Field("speaker", str, "Speaker", "Of the passage.", "the source names no speaker",
          value=lambda citation: citation.sourced.passage.speaker),
    PRINCIPALS,
    Field("grade", str, "Grade", "Reliability of the source, then credibility of the passage where"
          " it is graded.", value=lambda citation: citation.sourced.grade),
    URL,
)  # fmt: skip
CITATION = kind_table(
    Citation,
    "The tie from a row, or one fact of it, to a passage.",
    computed=CITATION_FIELDS,
    meanings={"passage_id": "The passage that says so."},
    blanks={"fact": "it is for all that the row says", "note": "the passage says it by itself"},
)
