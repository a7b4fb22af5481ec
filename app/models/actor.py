"""Who offers or takes a position."""

from typing import Annotated, ClassVar

from pydantic import StringConstraints
from sqlmodel import Field, SQLModel

from app.models.quantity import Quantity
from app.models.vocabulary import ActorKind
from app.spine.column_marks import FoldedColumn
from app.spine.folding import FOLDED_TEXT, fold_text
from app.spine.value import JsonColumn, term_column
from app.spine.versioned import Versioned


class ActorFields(SQLModel):
    """What an actor is called, and what it is."""

    code: Annotated[str, StringConstraints(pattern="^[a-z0-9]+(-[a-z0-9]+)*$")] = Field(
        min_length=2,
        max_length=40,
        title="Code",
        description="A country's ISO 3166-1 code in lower case, or a short name. The address.",
    )
    name: str = Field(min_length=2, max_length=80, title="Name")
    kind: ActorKind = Field(title="Kind", sa_type=term_column(ActorKind))
    aliases: list[str] = Field(
        default_factory=list, title="Also called", sa_type=JsonColumn(list[str])
    )
    count: Quantity | None = Field(
        default=None,
        title="How many",
        description="Of a group that is not named: how many countries it is said to be.",
        sa_type=JsonColumn(Quantity),
    )


class Actor(ActorFields, Versioned, table=True):
    """One version of one actor."""

    label_fact: ClassVar[str | None] = "name"
    natural_columns: ClassVar[tuple[str, ...]] = ("code",)

    name_folded: Annotated[str | None, FoldedColumn("name")] = Field(
        default=None, sa_type=FOLDED_TEXT
    )

    @property
    def is_country(self) -> bool:
        """Whether the page of this actor is among the countries, and not among the groups."""
        return self.kind == ActorKind.COUNTRY

    @property
    def pronoun(self) -> str:
        """What stands for its name in a sentence, where several offer as one: “the group”."""
        return "the group" if self.kind == ActorKind.GROUP else "it"

    @property
    def sort_key(self) -> tuple[str, int]:
        """What actors are ordered by: the name folded, then the id; in SQL `name_folded` and id."""
        return fold_text(self.name), self.entity_id
