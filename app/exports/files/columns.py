"""What a row of a file says: its fields, the columns these are split into, and why one is blank."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from types import UnionType
from typing import Annotated, Generic, Never, TypeGuard, TypeVar, Union, get_args, get_origin

from app.models import Versioned
from app.models.quantity import Qualifier, Quantity
from app.spine.value import Term, Value

# What a cell of one column holds; bool is an int here, datetime a date, a Term a str.
Cell = str | int | Decimal | date | Sequence[str] | None
FieldValue = Cell | Value  # what a field says: one cell, or a value that is split into several
Subject = TypeVar("Subject", contravariant=True)

NOT_RECORDED = "not recorded"
EMPTY_VALUES: tuple[FieldValue, ...] = (None, [], (), "")
BOUND_WORDS = {"low": "least", "high": "most"}
PART_BLANK_REASONS = {
    "words": "no words are recorded",
    "unit": "there is no unit for what the words say",
    "note": "there is no note",
    "countries": "which countries is not clear",
}
NO_PART_REASON = "what is recorded gives none"


@dataclass(frozen=True)
class Column:
    """One column of a table without structure.

    Attributes:
        type: What its cells hold: str, int, bool, date, datetime, Decimal, list or a Term.
        refers: The kind whose ids it holds.
        blank_reason: What a blank cell may mean; the row’s own reasons stand beside it.
    """

    name: str
    type: type
    title: str
    meaning: str
    refers: str | None = None
    blank_reason: str = NOT_RECORDED

    @property
    def words(self) -> list[str]:
        """The words that its cells are of, in their order; [] for any."""
        return [str(word) for word in self.type] if is_vocabulary(self.type) else []


@dataclass(frozen=True)
class Field(Generic[Subject]):
    """One thing that a row says, which may have several parts.

    Attributes:
        type: Of its value: as a column has it, or a `Value` that is split into columns.
        blank_reason: Why there is nothing, where there is nothing.
        value: Works it out from what the row is about; None for what is recorded.
        refers: The kind whose ids it holds.
        lists: The kind of which it holds a list of ids.
    """

    name: str
    type: type
    title: str
    meaning: str
    blank_reason: str = NOT_RECORDED
    value: Callable[[Subject], FieldValue] | None = None
    refers: str | None = None
    lists: str | None = None

    @cached_property
    def parts(self) -> dict[str, Column]:
        """Its columns without their common beginning, by part; under "" what has no parts."""
        if not has_parts(self.type):
            column = Column(
                self.name, self.type, self.title, self.meaning, self.refers, self.blank_reason
            )
            return {"": column}
        return {
            name: Column(
                f"{self.name}_{name}",
                bare_type(part.annotation),
                f"{self.title}: {(part.title or name).lower()}",
                part.description or "",
                blank_reason=f"{self.blank_reason}; or "
                f"{PART_BLANK_REASONS.get(name, NO_PART_REASON)}",
            )
            for name, part in self.type.model_fields.items()
        }

    def cells(self, value: FieldValue) -> list[Cell]:
        """What each of its columns holds for a value; None for nothing."""
        if isinstance(value, Value):
            return [getattr(value, name) for name in self.parts]
        return [value] if "" in self.parts else [None] * len(self.parts)

    def blank_reasons(self, value: FieldValue, why: str | None = None) -> list[str]:
        """Why its columns are blank, as far as they are: “quantity_high: “more than” gives no…”."""
        if value is None or (not value and value in EMPTY_VALUES):
            return [f"{self.name}{'' if '' in self.parts else '_…'}: {why or self.blank_reason}"]
        if "" in self.parts:
            return []
        return [
            f"{column.name}: {missing_part_reason(value, name)}"
            for name, column in self.parts.items()
            if getattr(value, name) in EMPTY_VALUES
        ]


AnyField = Field[Never]  # one whose value, if it has any, nobody asks for


def missing_part_reason(value: FieldValue, name: str) -> str:
    """Why a value lacks a part; KeyError for a part that is never missing."""
    if isinstance(value, Quantity) and name in BOUND_WORDS:
        if value.qualifier is Qualifier.UNSTATED:
            return "no figure was given"
        return f"“{value.qualifier}” gives no {BOUND_WORDS[name]}"
    return PART_BLANK_REASONS[name]


def fact_fields(
    kind: type[Versioned], meanings: Mapping[str, str], blanks: Mapping[str, str]
) -> tuple[AnyField, ...]:
    """The facts of a kind, as they are declared; behind each that points, the uid it points at.

    Args:
        kind: The kind.
        meanings: What facts mean, by name, where their declaration has no description.
        blanks: Why facts are left out, by name, where more can be said than “not recorded”.
    """
    all_fields: list[AnyField] = []
    refers, lists = kind.references(), kind.reference_lists()
    for name in kind.fact_names():
        model_field = kind.model_fields[name]
        title, meaning = str(model_field.title), model_field.description or meanings[name]
        blank = blanks.get(name, NOT_RECORDED)
        field_type = bare_type(model_field.annotation)
        field = Field[Never](name, field_type, title, meaning, blank)
        all_fields.append(replace(field, refers=refers.get(name), lists=lists.get(name)))
        if name in refers:
            uid = f"{name.removesuffix('_id')}_uid"
            uid_meaning = "The same, by the identity that it has in every file."
            all_fields.append(Field(uid, str, f"{title}: uid", uid_meaning, blank))
        if name in lists:
            uids_meaning = "The same, by the identities that they have in every file."
            all_fields.append(Field(f"{name}_uids", list, f"{title}: uids", uids_meaning, blank))
    return tuple(all_fields)


def bare_type(annotation: object) -> type:
    """The type without `| None` and marks, and a tuple or a list of something as a plain list."""
    if get_origin(annotation) in (Union, UnionType):
        annotation = next(each for each in get_args(annotation) if each is not type(None))
    if get_origin(annotation) is Annotated:
        return bare_type(get_args(annotation)[0])
    return annotation if isinstance(annotation, type) else list


def has_parts(kind: type) -> TypeGuard[type[Value]]:
    """Whether values of a type are split into columns."""
    return issubclass(kind, Value)


def is_vocabulary(kind: type) -> TypeGuard[type[Term]]:
    """Whether a type is a closed vocabulary, whose words can be gone through."""
    return issubclass(kind, Term)
