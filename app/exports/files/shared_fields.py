"""The fields that tables of several kinds share, and what each needs to be worked out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from app.exports.files.columns import AnyField, Column, Field, Subject
from app.models import Actor, Condition, Versioned
from app.queries.things import Thing
from app.rules.pledge_state import ByThen

NO_DATE = "no date: it is as old as its oldest source"
Days = tuple[date | None, date | None]  # the first and the last that a date may mean
BASE = AnyField("base", int, "Base", "The revision that this file shows: what an edit starts from.")
IDENTITY: tuple[AnyField, ...] = (
    Field("id", int, "Id", "Its number here, as in the address of its page."),
    Field("uid", str, "Uid", "Its identity in every file; it never changes."),
    BASE,
    Field("recorded_in", int, "Recorded in", "The revision that made the row what it is."),
)
PARENT_FIELDS: tuple[AnyField, ...] = (
    Field("parent_id", int, "Part of", "The id of the row that it is a part of."),
    Field("parent_uid", str, "Part of: uid", "The uid of the row that it is a part of."),
)
BLANK_BECAUSE = Column(
    "blank_because",
    str,
    "Blank because",
    "Why cells of this row are blank, column by column.",
    blank_reason="no cell of the row is blank",
)


class HasRow(Protocol):
    """What a row of a version is about."""

    @property
    def row(self) -> Versioned:
        """The version."""


class HasActor(Protocol):
    """What is an actor’s, or is about one, or is nobody’s."""

    @property
    def actor(self) -> Actor | None:
        """The actor."""


class HasName(Protocol):
    """What has a name."""

    @property
    def name(self) -> str:
        """As its page is called."""


class HasByThen(Protocol):
    """What is there from some day on."""

    @property
    def by_then(self) -> ByThen:
        """Whether it is there on the day."""


class HasCitations(Protocol):
    """What rests on citations."""

    @property
    def citation_count(self) -> int:
        """How many there are of it and of its parts."""


class HasUrl(Protocol):
    """What has a page."""

    @property
    def url(self) -> str:
        """The address of the page."""


class HasConditions(Protocol):
    """What may have conditions."""

    @property
    def conditions(self) -> Sequence[Condition]:
        """All of them, limits too."""


def day_fields(
    name: str,
    title: str,
    days: Callable[[Subject], Days],
    why: str = "no date is recorded",
) -> tuple[Field[Subject], Field[Subject]]:
    """The first and the last day that a date may mean; `why` there is none."""
    no_first = "no date is recorded, or it has no such bound"
    first, last = f"{title}: first day", f"{title}: last day"
    return (
        Field(f"{name}_earliest", date, first, "The first it may be.", no_first,
              value=lambda subject: days(subject)[0]),
        Field(f"{name}_latest", date, last, "The last it may be.", why,
              value=lambda subject: days(subject)[1]),
    )  # fmt: skip


def fact_day_fields(
    name: str, title: str, why: str = "no date is recorded"
) -> tuple[Field[HasRow], Field[HasRow]]:
    """The days of a date that is a fact, from the columns that repeat them."""
    first, last = f"{name}_earliest", f"{name}_latest"
    return day_fields(name, title, lambda s: (getattr(s.row, first), getattr(s.row, last)), why)


ACTOR = Field[HasActor](
    "actor", str, "Actor", "The name of whose it is, or whom it is about.", "nobody's",
    value=lambda subject: subject.actor.name if subject.actor else None,
)  # fmt: skip
ACTOR_CODE = Field[HasActor](
    "actor_code", str, "Actor: code", "The code of that actor.", "nobody's",
    value=lambda subject: subject.actor.code if subject.actor else None,
)  # fmt: skip
NAME = Field[HasName](
    "name", str, "Name", "What its page is called.", value=lambda subject: subject.name
)
BY_THEN = Field[HasByThen](
    "by_then", ByThen, "There on the day", "Whether it is there on the day.",
    value=lambda subject: subject.by_then,
)  # fmt: skip
CITATIONS = Field[HasCitations](
    "citations", int, "Citations", "How many there are of it and of its parts.",
    value=lambda subject: subject.citation_count,
)  # fmt: skip
URL = Field[HasUrl](
    "url", str, "Page", "The address of its page.", value=lambda subject: subject.url
)
CONDITIONS = Field[HasConditions](
    "conditions", list, "Conditions", "What must hold first, and what limits it: for what (or a"
    " limit), the kind, in words.", "none is recorded",
    value=lambda subject: [
        f"{each.gate or 'limit'}: {each.kind}: {each.words}" for each in subject.conditions
    ],
)  # fmt: skip


@dataclass(frozen=True)
class PartSubject:
    """What a row of a part is about.

    Attributes:
        things: What parts are a part of, and who is meant in them, by id.
    """

    row: Versioned
    things: Mapping[int, Thing]

    @property
    def thing(self) -> Thing:
        """What it is a part of."""
        return self.things[self.row.root_id]

    @property
    def actor(self) -> Actor | None:
        """Whose that is."""
        return self.thing.actor

    def actor_name(self, fact: str) -> str:
        """The name of the actor that a fact of it points at."""
        return self.things[getattr(self.row, fact)].title


PART_FIELDS: tuple[Field[PartSubject], ...] = (
    Field("part_of", str, "Part of: kind", "What kind of thing it is a part of.",
          value=lambda part: part.thing.kind),
    Field("thing", str, "Thing", "What that thing is called.",
          value=lambda part: part.thing.title),
)  # fmt: skip
