"""The tie from a row, or from one fact of it, to a passage."""

from typing import Annotated, ClassVar

from sqlmodel import Field, SQLModel

from app.spine.column_marks import FoldedColumn, Reference
from app.spine.folding import FOLDED_TEXT
from app.spine.versioned import Versioned


class CitationFields(SQLModel):
    """That a row, or one fact of it, rests on a passage."""

    fact: str | None = Field(
        default=None,
        max_length=40,
        title="For which fact",
        description="Which one of them it says; empty: all of them.",
    )
    passage_id: Annotated[int, Reference("passage")] = Field(title="Passage")
    note: str | None = Field(
        default=None,
        min_length=3,
        max_length=600,
        title="Note",
        description="In our own words, where the passage does not say by itself how it bears on "
        "this.",
    )


class Citation(CitationFields, Versioned, table=True):
    """One version of one citation, a child of what it is evidence for."""

    label_fact: ClassVar[str | None] = "fact"
    evidence_fact: ClassVar[str | None] = "fact"
    basis_fact: ClassVar[str | None] = "passage_id"

    note_folded: Annotated[str | None, FoldedColumn("note")] = Field(
        default=None, sa_type=FOLDED_TEXT
    )
