"""A table of a file, a row of it, and how the one makes the other."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Generic, Never

from app.exports.files.columns import (
    AnyField,
    Cell,
    Column,
    Field,
    FieldValue,
    Subject,
    fact_fields,
)
from app.exports.files.shared_fields import BLANK_BECAUSE, IDENTITY, PARENT_FIELDS
from app.models import Versioned
from app.models.kinds import BY_MODEL


def no_row_reasons(_subject: object) -> Mapping[str, str]:
    """No reasons but those that stand with the fields."""
    return {}


@dataclass(frozen=True)
class Table(Generic[Subject]):
    """One table, whose columns stand in the order in which its fields are declared.

    Attributes:
        name: As it stands in addresses and in the names of files.
        row: What a row is, in a sentence.
        identity: What says which row it is.
        facts: What editors have recorded.
        computed: What is worked out, each with how, from what a row is about; in files their names
            begin with `computed_`, so that no reader takes one for recorded.
        parts: The names of the tables whose rows are nested in a row of this one in JSON: of a
            pledge its steps, conditions and citations.
        row_reasons: Why fields of a row are blank, by name, where other fields of it tell which of
            several reasons it is.
    """

    name: str
    row: str
    identity: tuple[AnyField, ...]
    facts: tuple[AnyField, ...]
    computed: tuple[Field[Subject], ...]
    parts: tuple[str, ...] = ()
    row_reasons: Callable[[Subject], Mapping[str, str]] = no_row_reasons

    @cached_property
    def columns(self) -> list[Column]:
        """The columns of what is recorded, `blank_because`, and those of what is worked out."""
        recorded_columns = [c for each in self.recorded_fields for c in each.parts.values()]
        computed_columns = [
            c for each in self.prefixed_fields.values() for c in each.parts.values()
        ]
        return [*recorded_columns, BLANK_BECAUSE, *computed_columns]

    @cached_property
    def recorded_fields(self) -> tuple[AnyField, ...]:
        """Identity, then facts."""
        return (*self.identity, *self.facts)

    @cached_property
    def prefixed_fields(self) -> dict[str, Field[Subject]]:
        """What is worked out, under the names of its columns, by its own."""
        return {f.name: replace(f, name=f"computed_{f.name}") for f in self.computed}

    def build_row(
        self,
        subject: Subject,
        recorded_values: Mapping[str, FieldValue],
        parts: Mapping[str, Sequence["TableRow"]] | None = None,
    ) -> "TableRow":
        """The row about a subject, all that is worked out in it included.

        Args:
            subject: What the row is about.
            recorded_values: Identity and facts, by name.
            parts: The rows of its parts by table; a table that is left out is not shown.
        """
        computed = {f.name: f.value(subject) for f in self.computed if f.value}
        reasons = dict.fromkeys(unknown_first_days(computed), "the date has no first day")
        reasons |= self.row_reasons(subject)
        return TableRow(self, recorded_values, computed, parts or {}, reasons)


AnyTable = Table[Never]  # one whose rows are made already


@dataclass(frozen=True)
class TableRow:
    """A row with its parts, by the name of their table.

    Attributes:
        blank_reasons: Why fields are blank, by name, where the row knows better than its table.
    """

    table: AnyTable
    recorded_values: Mapping[str, FieldValue]
    computed: Mapping[str, FieldValue]
    parts: Mapping[str, Sequence["TableRow"]] = field(default_factory=dict)
    blank_reasons: Mapping[str, str] = field(default_factory=dict)

    @property
    def cells(self) -> list[Cell]:
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


def kind_table(
    kind: type[Versioned],
    row: str,
    *parts: str,
    computed: tuple[Field[Subject], ...],
    meanings: Mapping[str, str] | None = None,
    blanks: Mapping[str, str] | None = None,
    row_reasons: Callable[[Subject], Mapping[str, str]] = no_row_reasons,
) -> Table[Subject]:
    """The table of a kind; a row of a part names the row it is a part of.

    Args:
        kind: The kind, whose facts it takes over as they are declared.
        row: What a row is, in a sentence.
        parts: The tables of its parts.
        computed: What is worked out.
        meanings: What facts mean, where their declaration has no description.
        blanks: Why facts are left out, where more can be said than “not recorded”.
        row_reasons: Why fields of a row are blank, where the row knows better.
    """
    record = BY_MODEL[kind]
    identity = (*IDENTITY, *(PARENT_FIELDS if record.is_part else ()))
    facts = fact_fields(kind, meanings or {}, blanks or {})
    return Table(record.plural, row, identity, facts, computed, parts, row_reasons)


def unknown_first_days(computed: Mapping[str, FieldValue]) -> list[str]:
    """The first days of those dates of which only the last day is known."""
    firsts = (name for name in computed if name.endswith("_earliest"))
    return [n for n in firsts if computed[f"{n.removesuffix('earliest')}latest"] is not None]
