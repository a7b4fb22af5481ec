"""Two kinds that mean nothing: the spine must do for any noun what it does for ours."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import model_validator
from sqlmodel import Field, Session, SQLModel, col, select

from app.spine.change import Change
from app.spine.column_marks import DerivedColumn, Reference, ReferenceList
from app.spine.derived_table import Derived, RowsByRevision, register
from app.spine.moment import ALL_VERSIONS
from app.spine.value import IdListColumn, JsonColumn, Term, Value, term_column
from app.spine.versioned import Facts, Versioned


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


class TagCount(Derived, table=True):
    """How many tags a toy has, where there are any, the loud ones apart."""

    __tablename__ = "tag_count"
    key_column: ClassVar[str] = "toy_id"
    part_columns: ClassVar[tuple[str, ...]] = ("loud",)

    toy_id: int = Field(primary_key=True)
    loud: bool = Field(primary_key=True)
    count: int


class TagCounting:
    """A derivation like any other: the tags of a toy, the loud ones apart."""

    table = TagCount
    version = 1

    def affected_keys(self, _session: Session, changes: Sequence[Change]) -> set[int]:
        return {change.entity.root_id for change in changes if change.kind is Tag}

    def all_keys(self, session: Session) -> Sequence[int]:
        tagged = select(Tag.root_id).distinct().order_by(Tag.root_id)
        return session.exec(tagged, execution_options=ALL_VERSIONS).all()

    def rows_now(self, session: Session, keys: Collection[int]) -> list[Facts]:
        tags = session.exec(select(Tag).where(col(Tag.root_id).in_(keys))).all()
        return [row for key in keys for row in count_tags(key, tags)]

    def history(self, session: Session, keys: Collection[int]) -> dict[int, RowsByRevision]:
        query = select(Tag).where(col(Tag.root_id).in_(keys))
        tags = session.exec(query, execution_options=ALL_VERSIONS).all()
        numbers = {n for each in tags for n in (each.since, each.until) if n}
        return {
            key: {
                n: count_tags(key, [t for t in tags if t.since <= n < (t.until or n + 1)])
                for n in numbers
            }
            for key in keys
        }


def count_tags(toy_id: int, tags: Iterable[Tag]) -> list[Facts]:
    counts = Counter(bool(each.loud) for each in tags if each.root_id == toy_id)
    return [{"toy_id": toy_id, "loud": loud, "count": n} for loud, n in counts.items()]


register(TagCounting())
TOYS = [Toy, Photo, Tag, TagCount]
for toy in TOYS:
    toy.__table__.info["unmigrated"] = True
