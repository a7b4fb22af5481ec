"""What an actor has publicly offered, or is said to offer."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import ValidationInfo, field_validator, model_validator
from sqlmodel import Field, SQLModel

from app.models.place import Place
from app.models.vocabulary import Capability, Domain, Instrument, misfit
from app.models.when import When
from app.spine.column_marks import DerivedColumn, FoldedColumn, Reference
from app.spine.folding import FOLDED_TEXT
from app.spine.value import JsonColumn, term_column
from app.spine.versioned import Versioned


class PledgeFields(SQLModel):
    """The facts an editor states. A new field is declared here, once.

    The table, the form, its labels and hints, the merge, the history and the record all read it.
    """

    actor_id: Annotated[int, Reference("actor")] = Field(title="Actor")
    title: str = Field(
        min_length=3, max_length=200, title="What is pledged", description="In a few words."
    )
    domain: Domain = Field(title="Domain", sa_type=term_column(Domain))
    capability: Capability | None = Field(
        default=None, title="Capability", sa_type=term_column(Capability)
    )
    place: Place | None = Field(default=None, title="Place", sa_type=JsonColumn(Place))
    announced: When | None = Field(
        default=None,
        title="Announced",
        description="When it was first offered.",
        sa_type=JsonColumn(When),
    )
    due: When | None = Field(
        default=None,
        title="Due",
        description="When what is pledged is to be there.",
        sa_type=JsonColumn(When),
    )
    instrument: Instrument | None = Field(
        default=None,
        title="Instrument",
        description="In what form the money comes; empty where it is not stated.",
        sa_type=term_column(Instrument),
    )
    period: When | None = Field(
        default=None,
        title="Period",
        description="The time that it covers, from its first to its last day; or how long, as in "
        "“over four years”.",
        sa_type=JsonColumn(When),
    )
    note: str | None = Field(
        default=None,
        max_length=1000,
        title="Note",
        description="What must not be misread; shown with the pledge.",
    )

    @model_validator(mode="after")
    def the_capability_belongs_to_the_domain(self) -> "PledgeFields":
        """Raise ValueError for a capability of another domain."""
        if sentence := misfit(self.domain, self.capability):
            raise ValueError(sentence)
        return self

    @field_validator("instrument")
    @classmethod
    def an_instrument_is_of_money(
        cls, instrument: Instrument | None, info: ValidationInfo
    ) -> Instrument | None:
        """The instrument; ValueError for a loan or the like of something that is no money."""
        if instrument is not None and info.data.get("domain") != Domain.FUNDING:
            raise ValueError(f"“{instrument}” is of money only: choose funding, or none.")
        return instrument


class Pledge(PledgeFields, Versioned, table=True):
    """One version of one pledge by one actor. How firm and how much it is, its steps say."""

    label_fact: ClassVar[str | None] = "title"

    announced_earliest: Annotated[date | None, DerivedColumn("announced", "earliest")] = None
    announced_latest: Annotated[date | None, DerivedColumn("announced", "latest")] = None
    title_folded: Annotated[str | None, FoldedColumn("title")] = Field(
        default=None, sa_type=FOLDED_TEXT
    )
    note_folded: Annotated[str | None, FoldedColumn("note")] = Field(
        default=None, sa_type=FOLDED_TEXT
    )
