"""The tables of the register as files tell them: which columns, and what each means."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from app.exports.files.columns import Column, Field, fact_fields
from app.exports.files.computed_columns import COMPUTED_FIELDS
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
from app.models.parts import KINDS
from app.models.quantity import Quantity
from app.models.when import When

ID = Field("id", int, "Id", "Its number here, as in the address of its page.")
UID = Field("uid", str, "Uid", "Its identity in every file; it never changes.")
BASE = Field("base", int, "Base", "The revision that this file shows: what an edit starts from.")
RECORDED_IN = Field("recorded_in", int, "Recorded in", "The revision that made the row what it is.")
PARENT_FIELDS = (
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


@dataclass(frozen=True)
class Table:
    """One table.

    Attributes:
        name: As it stands in addresses and in the names of files.
        row: What a row is, in a sentence.
        identity: What says which row it is.
        facts: What editors have recorded.
        computed: What is worked out.
        parts: The tables of its parts, as they are nested in JSON.
    """

    name: str
    row: str
    identity: tuple[Field, ...]
    facts: tuple[Field, ...]
    computed: tuple[Field, ...]
    parts: tuple[str, ...] = ()

    @cached_property
    def columns(self) -> list[Column]:
        """All columns, in their order."""
        recorded_columns = [c for each in self.recorded_fields for c in each.parts.values()]
        computed_columns = [
            c for each in self.prefixed_fields.values() for c in each.parts.values()
        ]
        return [*recorded_columns, BLANK_BECAUSE, *computed_columns]

    @cached_property
    def recorded_fields(self) -> tuple[Field, ...]:
        """What is not worked out."""
        return (*self.identity, *self.facts)

    @cached_property
    def prefixed_fields(self) -> dict[str, Field]:
        """What is worked out, under the names of its columns, by its own."""
        return {
            f.name: Field(f"computed_{f.name}", f.type, f.title, f.meaning, f.blank_reason)
            for f in self.computed
        }


@dataclass(frozen=True)
class TableRow:
    """A row with its parts, by the name of their table.

    Attributes:
        blank_reasons: Why fields are blank, by name, where the row knows better than its table.
    """

    table: Table
    recorded_values: Mapping[str, Any]
    computed: Mapping[str, Any]
    parts: Mapping[str, Sequence["TableRow"]] = field(default_factory=dict)
    blank_reasons: Mapping[str, str] = field(default_factory=dict)

    @property
    def cells(self) -> list[Any]:
        """What stands in its columns; None for nothing."""
        fields_by_name = {each.name: each for each in self.table.recorded_fields}
        recorded_cells = [
            (each, self.recorded_values[name], name) for name, each in fields_by_name.items()
        ]
        computed_cells = [
            (each, self.computed[name], name) for name, each in self.table.prefixed_fields.items()
        ]
        reasons = [
            why
            for each, value, name in (*recorded_cells, *computed_cells)
            for why in each.blank_reasons(value, self.blank_reasons.get(name))
        ]
        before, behind = (
            [cell for each, value, _ in triples for cell in each.cells(value)]
            for triples in (recorded_cells, computed_cells)
        )
        return [*before, "; ".join(reasons), *behind]


def kind_table(kind: type[Versioned], row: str, *parts: str, child: bool = False) -> Table:
    """The table of a kind."""
    identity = (ID, UID, BASE, RECORDED_IN, *(PARENT_FIELDS if child else ()))
    noun = kind.noun()
    name = IRREGULAR_NAMES.get(kind, f"{noun}s")
    return Table(name, row, identity, fact_fields(kind), COMPUTED_FIELDS[noun], parts)


IRREGULAR_NAMES: dict[type[Versioned], str] = {Attendance: "attendances"}
ACTOR_TABLE = kind_table(Actor, "An actor: a country, an organisation, the coalition or a group.",
           "memberships", "citations")  # fmt: skip
TIMELINE_TABLE = Table(
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
    COMPUTED_FIELDS["entry"],
)
REVISION_TABLE = Table(
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
    COMPUTED_FIELDS["revision"],
)
TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        ACTOR_TABLE,
        kind_table(Source, "A source that was read."),
        kind_table(Pledge, "A pledge: what an actor has publicly offered, or is said to offer.",
           "steps", "conditions", "citations"),
        kind_table(Step, "A dated point in a pledge's life; what it leaves empty is as it was.",
           "citations", child=True),
        kind_table(Condition, "What must hold first, or what limits an offer.",
           "citations", child=True),
        kind_table(Stance, "The position of an actor on a proposition at a date.",
           "conditions", "citations"),
        kind_table(Assessment, "What somebody judges, estimates or asks for who offers nothing.",
           "conditions", "citations"),
        kind_table(Event, "Something that happened.", "attendances", "citations"),
        kind_table(Attendance, "That an actor was at an event.", "citations", child=True),
        kind_table(Membership,
           "That an actor belongs to a group, an organisation or the coalition.",
           "citations", child=True),
        kind_table(Circumstance, "How it stood at a date with what offers wait for.", "citations"),
        kind_table(Check, "That somebody looked."),
        kind_table(Link, "How two things bear on each other.", "citations"),
        kind_table(Citation, "The tie from a row, or one fact of it, to a passage of a source.",
           child=True),
        TIMELINE_TABLE,
        REVISION_TABLE,
    )
}  # fmt: skip
EXACT_DIGITS = 15  # digits that a number keeps in a workbook, and in SQLite
SNAPSHOT_TABLES = tuple(name for name in TABLES if name not in ("timeline", "revisions"))


def table_of(kind: type[Versioned]) -> Table:
    """The table of a kind."""
    return TABLES[IRREGULAR_NAMES.get(kind, f"{kind.noun()}s")]


def kind_of(table: str) -> type[Versioned]:
    """The kind of the versions that a table holds; StopIteration for one that holds none."""
    return next(kind for kind in KINDS if table_of(kind).name == table)


def vocabulary_rows() -> list[tuple[str, str, str]]:
    """Each word of a vocabulary: the columns that use it, the word, what it means."""
    columns_by_type: dict[Any, list[str]] = defaultdict(list)
    for name in SNAPSHOT_TABLES:
        for column in TABLES[name].columns:
            if column.words:
                columns_by_type[column.type].append(f"{name}.{column.name}")
    return [
        ("; ".join(columns), str(word), word.meaning)
        for kind, columns in columns_by_type.items()
        for word in kind
    ]


VOCABULARY_ROWS = vocabulary_rows()
