"""Two kinds that mean nothing: the spine must do for any noun what it does for ours."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import model_validator
from sqlmodel import Field, SQLModel

from app.spine.column_marks import DerivedColumn, Reference, ReferenceList
from app.spine.value import IdListColumn, JsonColumn, Term, Value, term_column
from app.spine.versioned import Versioned


class Colour(Term):
    RED = "red", "like blood"
    BLUE = "blue", "like the sky"


class Span(Value):
    """From one day to another: one fact of two parts."""

    first: date
    last: date | None = None

    @property
    def length(self) -> int | None:
        return (self.last - self.first).days if self.last else None


class ToyFields(SQLModel):
    code: str = Field(max_length=20, title="Code")
    name: str | None = Field(default=None, max_length=80, title="Name")
    colour: Colour | None = Field(default=None, title="Colour", sa_type=term_column(Colour))
    price: Decimal | None = Field(
        default=None, max_digits=20, title="Price", sa_type=JsonColumn(Decimal)
    )
    used: Span | None = Field(default=None, title="Used", sa_type=JsonColumn(Span))
    tags: list[str] = Field(default_factory=list, title="Tags", sa_type=JsonColumn(list[str]))
    friend_id: Annotated[int | None, Reference("toy")] = Field(default=None, title="Friend")
    seen_with: Annotated[list[int], ReferenceList("toy")] = Field(
        default_factory=list, title="Seen with", sa_type=IdListColumn
    )

    @model_validator(mode="after")
    def what_is_dear_has_a_name(self) -> "ToyFields":
        if self.price is not None and self.price > 1000 and self.name is None:
            raise ValueError("Name what is dear.")
        return self


class Toy(ToyFields, Versioned, table=True):
    label_fact: ClassVar[str | None] = "name"
    natural_columns: ClassVar[tuple[str, ...]] = ("code",)

    used_length: Annotated[int | None, DerivedColumn("used", "length")] = None


class PhotoFields(SQLModel):
    text: str = Field(max_length=80, title="Text")


class Photo(PhotoFields, Versioned, table=True):
    """What tags may rest on, of any toy."""

    __tablename__ = "photo"


class TagFields(SQLModel):
    text: str = Field(max_length=80, title="Text")
    fact: str | None = Field(default=None, max_length=20, title="Fact")
    loud: bool | None = Field(default=None, title="Loud")
    photo_id: Annotated[int | None, Reference("photo")] = Field(default=None, title="Photo")


class Tag(TagFields, Versioned, table=True):
    """Evidence for a fact of what it hangs on."""

    __tablename__ = "tag"
    evidence_fact: ClassVar[str | None] = "fact"
    basis_fact: ClassVar[str | None] = "photo_id"


TOYS = [Toy, Photo, Tag]
for toy in TOYS:
    toy.__table__.info["unmigrated"] = True
