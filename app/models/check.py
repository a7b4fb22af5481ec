"""A search by an editor for something that may not be there."""

from datetime import date
from typing import Annotated, ClassVar

from sqlmodel import Field, SQLModel

from app.models.vocabulary import CheckResult, Topic
from app.spine.column_marks import FoldedColumn, Reference
from app.spine.folding import FOLDED_TEXT
from app.spine.value import term_column
from app.spine.versioned import Versioned


class CheckFields(SQLModel):
    """For what, when and where somebody looked, and what that came to."""

    actor_id: Annotated[int, Reference("actor")] = Field(title="Actor")
    topic: Topic = Field(
        title="Looked for", description="A domain, or a proposition.", sa_type=term_column(Topic)
    )
    checked_on: date = Field(title="Looked on")
    where: str = Field(
        min_length=2, max_length=300, title="Where", description="Which sources were gone through."
    )
    found: CheckResult = Field(
        title="Found",
        description="Still so: cite the passage that says it.",
        sa_type=term_column(CheckResult),
    )
    pledge_id: Annotated[int | None, Reference("pledge")] = Field(
        default=None,
        title="For one pledge",
        description="The number of the pledge that the search was about.",
    )


class Check(CheckFields, Versioned, table=True):
    """One version of one check."""

    label_fact: ClassVar[str | None] = "topic"

    where_folded: Annotated[str | None, FoldedColumn("where")] = Field(
        default=None, sa_type=FOLDED_TEXT
    )
