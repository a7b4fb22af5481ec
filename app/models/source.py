"""Where something can be read."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import StringConstraints
from sqlmodel import Field, SQLModel

from app.models.vocabulary import Reliability, SourceKind
from app.models.when import When
from app.spine.value import Stored, stored
from app.spine.versioned import Derived, Refers, Versioned

ADDRESS = "^https?://[^ ]+$"


class SourceFields(SQLModel):
    """What a source is. A repost points at its origin and is no second source."""

    kind: SourceKind = Field(title="Kind", sa_type=stored(SourceKind))
    title: str | None = Field(default=None, max_length=300, title="Title")
    publisher: str = Field(min_length=2, max_length=120, title="Publisher")
    author: str | None = Field(default=None, max_length=120, title="Author")
    language: str = Field(
        min_length=2, max_length=35, title="Language", description="As in English, or en-GB."
    )
    published: When | None = Field(default=None, title="Published", sa_type=Stored(When))
    retrieved_on: date = Field(title="Retrieved on", description="The day it was read.")
    address: Annotated[str | None, StringConstraints(pattern=ADDRESS)] = Field(
        default=None, max_length=2000, title="Address", description="From https:// on."
    )
    archived_address: Annotated[str | None, StringConstraints(pattern=ADDRESS)] = Field(
        default=None, max_length=2000, title="Archived address", description="From https:// on."
    )
    reliability: Reliability = Field(
        title="Reliability",
        description="Of whoever publishes it, whatever it says here.",
        sa_type=stored(Reliability),
    )
    origin_id: Annotated[int | None, Refers("source")] = Field(
        default=None, title="Repost of", description="The source that this one repeats."
    )


class Source(SourceFields, Versioned, table=True):
    """One version of one source."""

    called: ClassVar[str | None] = "publisher"
    natural: ClassVar[tuple[str, ...]] = ("address",)

    published_earliest: Annotated[date | None, Derived("published", "earliest")] = None
    published_latest: Annotated[date | None, Derived("published", "latest")] = None
