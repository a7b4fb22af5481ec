"""Where something can be read."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from pydantic import StringConstraints
from sqlmodel import Field, SQLModel

from app.models.address import address_key, check_address
from app.models.vocabulary import Reliability, SourceKind
from app.models.when import When
from app.spine.column_marks import DerivedColumn, FoldedColumn, Reference
from app.spine.folding import FOLDED_TEXT
from app.spine.kind_metadata import TypedRule
from app.spine.value import JsonColumn, term_column
from app.spine.versioned import Versioned

# What was recorded has to look like an address; what is typed has to be one.
RECORDED_ADDRESS = StringConstraints(pattern="^https?://[^ ]+$")
ADDRESS_RULE = TypedRule(check_address)


class SourceFields(SQLModel):
    """What a source is. A repost points at its origin and is no second source."""

    kind: SourceKind = Field(title="Kind", sa_type=term_column(SourceKind))
    title: str | None = Field(default=None, max_length=300, title="Title")
    publisher: str = Field(min_length=2, max_length=120, title="Publisher")
    author: str | None = Field(default=None, max_length=120, title="Author")
    language: str = Field(
        min_length=2, max_length=35, title="Language", description="As in English, or en-GB."
    )
    published: When | None = Field(default=None, title="Published", sa_type=JsonColumn(When))
    retrieved_on: date = Field(title="Retrieved on", description="The day it was read.")
    address: Annotated[str | None, RECORDED_ADDRESS, ADDRESS_RULE] = Field(
        default=None, max_length=2000, title="Address", description="From https:// on."
    )
    archived_address: Annotated[str | None, RECORDED_ADDRESS, ADDRESS_RULE] = Field(
        default=None, max_length=2000, title="Archived address", description="From https:// on."
    )
    reliability: Reliability = Field(
        title="Reliability",
        description="Of whoever publishes it, whatever it says here.",
        sa_type=term_column(Reliability),
    )
    origin_id: Annotated[int | None, Reference("source")] = Field(
        default=None, title="Repost of", description="The source that this one repeats."
    )


@dataclass(frozen=True)
class AddressKeyColumn(DerivedColumn):
    """On a column: it is what tells the page at the address `of` from others."""

    part: str = "key"

    def value(self, fact: object) -> str | None:
        """The key of an address; None where there is none."""
        return address_key(fact) if isinstance(fact, str) else None


class Source(SourceFields, Versioned, table=True):
    """One version of one source."""

    label_fact: ClassVar[str | None] = "publisher"
    natural_columns: ClassVar[tuple[str, ...]] = ("address",)

    published_earliest: Annotated[date | None, DerivedColumn("published", "earliest")] = None
    published_latest: Annotated[date | None, DerivedColumn("published", "latest")] = None
    address_key: Annotated[str | None, AddressKeyColumn("address")] = Field(
        default=None, sa_type=FOLDED_TEXT, index=True
    )
    title_folded: Annotated[str | None, FoldedColumn("title")] = Field(
        default=None, sa_type=FOLDED_TEXT
    )
    publisher_folded: Annotated[str | None, FoldedColumn("publisher")] = Field(
        default=None, sa_type=FOLDED_TEXT
    )
    author_folded: Annotated[str | None, FoldedColumn("author")] = Field(
        default=None, sa_type=FOLDED_TEXT
    )
