"""What somebody judges, estimates or asks for who offers nothing."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import model_validator
from sqlmodel import Field, SQLModel

from app.models.quantity import Quantity
from app.models.vocabulary import AssessmentKind, Capability, Domain, misfit
from app.models.when import When
from app.spine.column_marks import DerivedColumn, FoldedColumn, Reference
from app.spine.folding import FOLDED_TEXT
from app.spine.value import JsonColumn, term_column
from app.spine.versioned import Versioned


class AssessmentFields(SQLModel):
    """Of an expert, of people not named, or of the source itself. Never a pledge."""

    kind: AssessmentKind = Field(title="Kind", sa_type=term_column(AssessmentKind))
    author: str = Field(
        min_length=2,
        max_length=120,
        title="Whose",
        description="A name, or words such as “unnamed analysts”.",
    )
    about_actor_id: Annotated[int | None, Reference("actor")] = Field(default=None, title="About")
    domain: Domain | None = Field(default=None, title="Domain", sa_type=term_column(Domain))
    capability: Capability | None = Field(
        default=None, title="Capability", sa_type=term_column(Capability)
    )
    quantity: Quantity | None = Field(
        default=None, title="Quantity", description="How much.", sa_type=JsonColumn(Quantity)
    )
    at: When | None = Field(
        default=None,
        title="Date",
        description="When it was said. Empty: as old as its oldest source.",
        sa_type=JsonColumn(When),
    )
    gist: str = Field(
        min_length=3, max_length=600, title="In our words", description="What is said."
    )

    @model_validator(mode="after")
    def the_capability_belongs_to_the_domain(self) -> "AssessmentFields":
        """Raise ValueError for a capability of another domain, or of none."""
        if sentence := misfit(self.domain, self.capability):
            raise ValueError(sentence)
        return self


class Assessment(AssessmentFields, Versioned, table=True):
    """One version of one assessment."""

    label_fact: ClassVar[str | None] = "author"

    at_earliest: Annotated[date | None, DerivedColumn("at", "earliest")] = None
    at_latest: Annotated[date | None, DerivedColumn("at", "latest")] = None
    quantity_sorted: Annotated[float | None, DerivedColumn("quantity", "sortable")] = None
    author_folded: Annotated[str | None, FoldedColumn("author")] = Field(
        default=None, sa_type=FOLDED_TEXT
    )
    gist_folded: Annotated[str | None, FoldedColumn("gist")] = Field(
        default=None, sa_type=FOLDED_TEXT
    )
