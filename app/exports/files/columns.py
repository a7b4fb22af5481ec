"""What a row of a file says: its fields, the columns these are split into, and why one is blank."""

from dataclasses import dataclass
from functools import cached_property
from types import UnionType
from typing import Any, Union, get_args, get_origin

from app.exports.files.meanings import BLANK_REASONS, FACT_MEANINGS
from app.models import Versioned
from app.models.quantity import Qualifier, Quantity
from app.spine.value import Term, Value

NOT_RECORDED = "not recorded"
EMPTY_VALUES: tuple[Any, ...] = (None, [], (), "")
BOUND_WORDS = {"low": "least", "high": "most"}
PART_BLANK_REASONS = {
    "words": "no words are recorded",
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
    type: Any
    title: str
    meaning: str
    refers: str | None = None
    blank_reason: str = NOT_RECORDED

    @property
    def words(self) -> list[str]:
        """The words that its cells are of, in their order; [] for any."""
        return [str(word) for word in self.type] if is_vocabulary(self.type) else []


@dataclass(frozen=True)
class Field:
    """One thing that a row says, which may have several parts.

    Attributes:
        blank_reason: Why there is nothing, where there is nothing.
    """

    name: str
    type: Any
    title: str
    meaning: str
    blank_reason: str = NOT_RECORDED
    refers: str | None = None

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

    def cells(self, value: Any) -> list[Any]:  # noqa: ANN401
        """What each of its columns holds for a value; None for nothing."""
        if "" in self.parts:
            return [value]
        return [None if value is None else getattr(value, name) for name in self.parts]

    def blank_reasons(self, value: Any, why: str | None = None) -> list[str]:  # noqa: ANN401
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


def missing_part_reason(value: Any, name: str) -> str:  # noqa: ANN401
    """Why a value lacks a part."""
    if isinstance(value, Quantity) and name in BOUND_WORDS:
        if value.qualifier is Qualifier.UNSTATED:
            return "no figure was given"
        return f"“{value.qualifier}” gives no {BOUND_WORDS[name]}"
    return PART_BLANK_REASONS[name]


def fact_fields(kind: type[Versioned]) -> tuple[Field, ...]:
    """The facts of a kind, as they are declared; behind each that points, the uid it points at."""
    all_fields: list[Field] = []
    refers = kind.references()
    for name in kind.fact_names():
        model_field: Any = kind.model_fields[name]
        meaning = model_field.description or FACT_MEANINGS[kind.noun(), name]
        blank = BLANK_REASONS.get((kind.noun(), name), NOT_RECORDED)
        field_type = bare_type(model_field.annotation)
        all_fields.append(
            Field(name, field_type, model_field.title, meaning, blank, refers.get(name))
        )
        if name in refers:
            uid = f"{name.removesuffix('_id')}_uid"
            uid_meaning = "The same, by the identity that it has in every file."
            all_fields.append(Field(uid, str, f"{model_field.title}: uid", uid_meaning, blank))
    return tuple(all_fields)


def bare_type(annotation: Any) -> Any:  # noqa: ANN401
    """The type without `| None`, and a tuple as the list it is."""
    if get_origin(annotation) in (Union, UnionType):
        annotation = next(each for each in get_args(annotation) if each is not type(None))
    return list if get_origin(annotation) in (list, tuple) else annotation


def has_parts(kind: Any) -> bool:  # noqa: ANN401
    """Whether a type has parts of its own."""
    return isinstance(kind, type) and issubclass(kind, Value)


def is_vocabulary(kind: Any) -> bool:  # noqa: ANN401
    """Whether a type is a vocabulary."""
    return isinstance(kind, type) and issubclass(kind, Term)
