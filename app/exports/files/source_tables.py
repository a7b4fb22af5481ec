"""The tables of sources, and of the citations that rest on them."""

from dataclasses import dataclass

from app.exports.files.columns import Field
from app.exports.files.shared_fields import URL, fact_day_fields
from app.exports.files.table import kind_table
from app.models import Citation, Source
from app.queries.citations import Evidence


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
    def url(self) -> str:
        """The address of its page."""
        return f"{self.site}/citations/{self.row.entity_id}"


SOURCE_FIELDS: tuple[Field[SourceSubject], ...] = (
    *fact_day_fields("published", "Published"),
    Field("citations", int, "Citations", "How many rest on it.",
          value=lambda source: source.citation_count),
    URL,
)  # fmt: skip
SOURCE = kind_table(
    Source,
    "A source that was read.",
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
CITATION_FIELDS: tuple[Field[CitationSubject], ...] = (
    Field("evidence_for", str, "Evidence for", "The kind of the row that it is for.",
          value=lambda citation: citation.evidence_for),
    Field("thing_id", int, "Thing", "The id of the thing that it, or its row, is a part of.",
          value=lambda citation: citation.row.root_id),
    Field("source", str, "Source", "The title of the source, or its publisher.",
          value=lambda citation: (
              citation.evidence.source.title or citation.evidence.source.publisher
          )),
    Field("on_behalf", str, "On behalf of", "The name of that actor.", "nobody is spoken for",
          value=lambda citation: citation.evidence.on_behalf),
    URL,
)  # fmt: skip
CITATION = kind_table(
    Citation,
    "The tie from a row, or one fact of it, to a passage of a source.",
    computed=CITATION_FIELDS,
    meanings={
        "source_id": "The source that says so.",
        "speaker": "Who says so, as the source names them.",
        "speaker_role": "What the speaker is.",
        "mode": "Quoted, paraphrased, told by the source itself, or a document.",
        "credibility": "Of what is said, by the Admiralty code: 1 best, 5 worst, 6 open.",
    },
    blanks={
        "fact": "it is for all that the row says",
        "speaker": "the source names no speaker",
        "on_behalf_id": "nobody is spoken for",
        "quote": "nothing is quoted",
        "translated": "nothing is translated",
    },
)
