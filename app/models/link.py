"""How two things in the register bear on each other."""

from typing import Annotated, ClassVar

from pydantic import model_validator
from sqlmodel import Field, SQLModel

from app.models.vocabulary import LinkKind
from app.spine.column_marks import ANY_KIND, Reference
from app.spine.value import term_column
from app.spine.versioned import Versioned


class LinkFields(SQLModel):
    """From the later one, or the part, to the one it bears on."""

    from_id: Annotated[int, Reference(ANY_KIND)] = Field(
        title="From",
        description="What bears on the other: its address, such as /pledges/12, or its number.",
    )
    to_id: Annotated[int, Reference(ANY_KIND)] = Field(
        title="To", description="What it bears on, written in the same way."
    )
    kind: LinkKind = Field(title="Kind", sa_type=term_column(LinkKind))
    note: str | None = Field(default=None, max_length=1000, title="Note")

    @model_validator(mode="after")
    def it_joins_two(self) -> "LinkFields":
        """Raise ValueError for a link from a thing to itself."""
        if self.from_id == self.to_id:
            raise ValueError("A link joins two different things.")
        return self


class Link(LinkFields, Versioned, table=True):
    """One version of one link between pledges, stances, assessments or other things."""

    label_fact: ClassVar[str | None] = "kind"
