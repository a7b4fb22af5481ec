"""The tables of the register as files tell them: which columns, and what each means."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from app.exports.columns import Column, Field, fields
from app.exports.computed import COMPUTED
from app.models import (
    Actor,
    Assessment,
    Attendance,
    Check,
    Circumstance,
    Citation,
    Condition,
    Event,
    Intent,
    Link,
    Membership,
    Pledge,
    Source,
    Stance,
    Step,
    Versioned,
)
from app.models.quantity import Quantity
from app.models.when import When

ID = Field("id", int, "Id", "Its number here, as in the address of its page.")
UID = Field("uid", str, "Uid", "Its identity in every file; it never changes.")
BASE = Field("base", int, "Base", "The revision that this file shows: what an edit starts from.")
SINCE = Field("recorded_in", int, "Recorded in", "The revision that made the row what it is.")
PARENT = (
    Field("parent_id", int, "Part of", "The id of the row that it is a part of."),
    Field("parent_uid", str, "Part of: uid", "The uid of the row that it is a part of."),
)
BLANK_BECAUSE = Column(
    "blank_because",
    str,
    "Blank because",
    "Why cells of this row are blank, column by column.",
    blank="no cell of the row is blank",
)


@dataclass(frozen=True)
class Table:
    """One table.

    Attributes:
        name: As it stands in addresses and in the names of files.
        row: What a row is, in a sentence.
        lead: What says which row it is.
        facts: What editors have recorded.
        computed: What is worked out.
        parts: The tables of its parts, as they are nested in JSON.
    """

    name: str
    row: str
    lead: tuple[Field, ...]
    facts: tuple[Field, ...]
    computed: tuple[Field, ...]
    parts: tuple[str, ...] = ()

    @cached_property
    def columns(self) -> list[Column]:
        """All columns, in their order."""
        plain = [c for each in self.recorded for c in each.parts.values()]
        worked = [c for each in self.prefixed.values() for c in each.parts.values()]
        return [*plain, BLANK_BECAUSE, *worked]

    @cached_property
    def recorded(self) -> tuple[Field, ...]:
        """What is not worked out."""
        return (*self.lead, *self.facts)

    @cached_property
    def prefixed(self) -> dict[str, Field]:
        """What is worked out, under the names of its columns, by its own."""
        return {
            f.name: Field(f"computed_{f.name}", f.type, f.title, f.meaning, f.blank)
            for f in self.computed
        }


@dataclass(frozen=True)
class Row:
    """A row with its parts, by the name of their table.

    Attributes:
        because: Why fields are blank, by name, where the row knows better than its table.
    """

    table: Table
    stated: Mapping[str, Any]
    computed: Mapping[str, Any]
    parts: Mapping[str, Sequence["Row"]] = field(default_factory=dict)
    because: Mapping[str, str] = field(default_factory=dict)

    @property
    def cells(self) -> list[Any]:
        """What stands in its columns; None for nothing."""
        recorded = {each.name: each for each in self.table.recorded}
        stated = [(each, self.stated[name], name) for name, each in recorded.items()]
        worked = [(each, self.computed[name], name) for name, each in self.table.prefixed.items()]
        blanks = [
            why
            for each, value, name in (*stated, *worked)
            for why in each.blanks(value, self.because.get(name))
        ]
        before, behind = (
            [cell for each, value, _ in these for cell in each.cells(value)]
            for these in (stated, worked)
        )
        return [*before, "; ".join(blanks), *behind]


def of(kind: type[Versioned], row: str, *parts: str, child: bool = False) -> Table:
    """The table of a kind."""
    lead = (ID, UID, BASE, SINCE, *(PARENT if child else ()))
    noun = kind.noun()
    name = NAMES.get(kind, f"{noun}s")
    return Table(name, row, lead, fields(kind), COMPUTED[noun], parts)


NAMES: dict[type[Versioned], str] = {Attendance: "attendances"}
ACTOR = of(Actor, "An actor: a country, an organisation, the coalition or a group.",
           "memberships", "citations")  # fmt: skip
ENTRY = Table(
    "timeline",
    "Something dated: a thing, or a step of a pledge.",
    (
        Field("kind", str, "Kind", "What it is of."),
        Field("id", int, "Id", "Its number here."),
        Field("thing_id", int, "Thing", "The id of the thing that it is, or is a part of."),
        BASE,
    ),
    (
        Field("at", When, "Date", "As recorded.", "no date: as old as its oldest source, or a day"),
        Field("text", str, "Text", "Its title, or in our words what it says."),
        Field("quantity", Quantity, "Quantity", "How much it states.", "it states no quantity"),
    ),
    COMPUTED["entry"],
)
REVISION = Table(
    "revisions",
    "One edit of the register.",
    (Field("number", int, "Number", "Which edit it is: 1, 2, 3 … without a gap."),),
    (
        Field("made_at", datetime, "Made at", "When, UTC."),
        Field("intent", Intent, "Intent", "What the edit means to do."),
        Field("comment", str, "Comment", "Why, in the editor's words.", "none was left"),
        Field("undoes", int, "Undoes", "The revision that it takes back.", "it takes back none"),
        Field("account", str, "Account", "Who made it: a public handle."),
        Field("account_uid", str, "Account: uid", "The identity of the account, for the digest."),
        Field("body", str, "Body", "What its lines hash to."),
        Field("digest", str, "Digest", "What ties it to the revision before it."),
    ),
    COMPUTED["revision"],
)
TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        ACTOR,
        of(Source, "A source that was read."),
        of(Pledge, "A pledge: what an actor has publicly offered, or is said to offer.",
           "steps", "conditions", "citations"),
        of(Step, "A dated point in a pledge's life; what it leaves empty is as it was.",
           "citations", child=True),
        of(Condition, "What must hold first, or what limits an offer.", "citations", child=True),
        of(Stance, "The position of an actor on a proposition at a date.",
           "conditions", "citations"),
        of(Assessment, "What somebody judges, estimates or asks for who offers nothing.",
           "conditions", "citations"),
        of(Event, "Something that happened.", "attendances", "citations"),
        of(Attendance, "That an actor was at an event.", "citations", child=True),
        of(Membership, "That an actor belongs to a group, an organisation or the coalition.",
           "citations", child=True),
        of(Circumstance, "How it stood at a date with what offers wait for.", "citations"),
        of(Check, "That somebody looked."),
        of(Link, "How two things bear on each other.", "citations"),
        of(Citation, "The tie from a row, or one fact of it, to a passage of a source.",
           child=True),
        ENTRY,
        REVISION,
    )
}  # fmt: skip
EXACT = 15  # digits that a number keeps in a workbook, and in SQLite
WHOLE = tuple(name for name in TABLES if name not in ("timeline", "revisions"))


def worded() -> list[tuple[str, str, str]]:
    """Each word of a vocabulary: the columns that use it, the word, what it means."""
    used: dict[Any, list[str]] = defaultdict(list)
    for name in WHOLE:
        for column in TABLES[name].columns:
            if column.words:
                used[column.type].append(f"{name}.{column.name}")
    return [
        ("; ".join(columns), str(word), word.meaning)
        for kind, columns in used.items()
        for word in kind
    ]


WORDS = worded()
