"""What happened."""

from datetime import date
from typing import Annotated, ClassVar

from sqlmodel import Field, SQLModel

from app.models.place import Place
from app.models.vocabulary import EventKind
from app.models.when import When
from app.spine.column_marks import DerivedColumn, FoldedColumn
from app.spine.folding import FOLDED_TEXT
from app.spine.value import JsonColumn, term_column
from app.spine.versioned import Versioned


class EventFields(SQLModel):
    """A meeting, talks, a statement: when and where."""

    kind: EventKind = Field(title="Kind", sa_type=term_column(EventKind))
    title: str = Field(
        min_length=3, max_length=200, title="What happened", description="In a few words."
    )
    at: When | None = Field(
        default=None,
        title="Date",
        description="Empty: as old as its oldest source.",
        sa_type=JsonColumn(When),
    )
    place: Place | None = Field(default=None, title="Place", sa_type=JsonColumn(Place))


class Event(EventFields, Versioned, table=True):
    """One version of one event. Who was there, its attendance says."""

    label_fact: ClassVar[str | None] = "title"

    at_earliest: Annotated[date | None, DerivedColumn("at", "earliest")] = None
    at_latest: Annotated[date | None, DerivedColumn("at", "latest")] = None
    title_folded: Annotated[str | None, FoldedColumn("title")] = Field(
        default=None, sa_type=FOLDED_TEXT
    )
