"""The tie from a row, or from one fact of it, to a passage."""

from typing import Annotated, ClassVar

from sqlmodel import Field, SQLModel

from app.models.vocabulary import Credibility, Mode
from app.spine.folding import FOLDED_TEXT
from app.spine.value import term_column
from app.spine.versioned import Facts, FoldedColumn, Reference, Versioned


class CitationFields(SQLModel):
    """Who says what, for whom, where, and how far to believe it."""

    fact: str | None = Field(
        default=None,
        max_length=40,
        title="For which fact",
        description="Which one of them it says; empty: all of them.",
    )
    source_id: Annotated[int, Reference("source")] = Field(title="Source")
    locator: str = Field(
        min_length=1,
        max_length=60,
        title="Place in the source",
        description="As in p. 4, ¶18 or para 18.",
    )
    gist: str = Field(
        min_length=3, max_length=600, title="What it says there", description="In our own words."
    )
    quote: str | None = Field(
        default=None, max_length=120, title="Quote", description="A few words of the speaker's."
    )
    translated: str | None = Field(
        default=None,
        max_length=35,
        title="Quote translated from",
        description="As in French, or fr.",
    )
    speaker: str | None = Field(default=None, min_length=1, max_length=120, title="Speaker")
    speaker_role: str | None = Field(
        default=None, min_length=1, max_length=120, title="Speaker's role"
    )
    on_behalf_id: Annotated[int | None, Reference("actor")] = Field(
        default=None,
        title="On behalf of",
        description="Whose word it is: the state’s, where its minister speaks for it. "
        "Empty: nobody’s, and an offer is then “not confirmed” by its owner.",
    )
    mode: Mode = Field(title="Mode", sa_type=term_column(Mode))
    credibility: Credibility = Field(title="Credibility", sa_type=term_column(Credibility))


class Citation(CitationFields, Versioned, table=True):
    """One version of one citation, a child of what it is evidence for."""

    evidence_fact: ClassVar[str | None] = "fact"

    gist_folded: Annotated[str | None, FoldedColumn("gist")] = Field(
        default=None, sa_type=FOLDED_TEXT
    )
    quote_folded: Annotated[str | None, FoldedColumn("quote")] = Field(
        default=None, sa_type=FOLDED_TEXT
    )
    speaker_folded: Annotated[str | None, FoldedColumn("speaker")] = Field(
        default=None, sa_type=FOLDED_TEXT
    )
    speaker_role_folded: Annotated[str | None, FoldedColumn("speaker_role")] = Field(
        default=None, sa_type=FOLDED_TEXT
    )

    @classmethod
    def label_text(cls, facts: Facts) -> str:
        """The place in the source and who speaks there, as in “¶3, Mari Maa”."""
        return ", ".join(facts[name] for name in ("locator", "speaker") if facts.get(name))
