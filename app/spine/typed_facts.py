"""Facts as somebody types them, on their way to the rules of their kind: with clean texts.

The lines of the record don't pass here: they are read as they were written.
"""

from collections.abc import Mapping, Sequence
from typing import get_args

from annotated_types import MaxLen
from pydantic.fields import FieldInfo
from sqlmodel import SQLModel

from app.spine.kind_metadata import TypedRule
from app.spine.text import MAX_LINE, clean_text
from app.spine.value import Term, Value
from app.spine.versioned import Facts, Versioned

Fields = Mapping[str, FieldInfo]


def pick_facts(kind: type[Versioned], facts: SQLModel | Facts) -> Facts:
    """What is wanted of an entity, with clean texts; of a form, the part that `kind` keeps.

    Raises:
        ValueError: With a sentence that names the fact, when one can't be typed.
    """
    if not isinstance(facts, dict):
        names = kind.fact_names()
        facts = {name: getattr(facts, name) for name in names if hasattr(facts, name)}
    accepted: Facts = {}
    for name, value in facts.items():
        try:
            accepted[name] = accept_fact(kind, name, value)
        except ValueError as refusal:
            raise ValueError(f"{kind.fact_title(name)}: {refusal}") from None
    return accepted


def accept_fact(kind: type[Versioned], name: str, value: object) -> object:
    """One fact with clean texts, as a value or as what makes one.

    Raises:
        ValueError: With a sentence, when it can't be typed.
    """
    field = kind.fields_class().model_fields.get(name)
    if field is None:
        return value
    accepted = clean_value(value, max_length(field.metadata), part_fields(field))
    rule = kind.marks(TypedRule).get(name)
    if rule is not None and isinstance(accepted, str):
        rule.check(accepted)
    return accepted


def clean_value(value: object, length: int, parts: Fields) -> object:
    """A value with clean texts.

    Args:
        value: A text, a list, a `Value`, or the dict that makes one; anything else stays.
        length: How many characters its text may have; where one line holds them, it is one line.
        parts: The fields of the parts of a `Value`.

    Raises:
        ValueError: With a sentence, for a character that can't be kept.
    """
    match value:
        case Term():
            return value
        case str():
            return clean_text(value, is_line=length <= MAX_LINE)
        case Value():
            return value.model_copy(update=clean_parts(dict(value), parts))
        case dict():
            return clean_parts(value, parts)
        case list() | tuple():
            return type(value)(clean_value(each, length, parts) for each in value)
    return value


def clean_parts(values: Mapping[str, object], parts: Fields) -> dict[str, object]:
    """The parts of a value with clean texts."""
    lengths = {name: max_length(field.metadata) for name, field in parts.items()}
    return {n: clean_value(each, lengths.get(n, MAX_LINE), {}) for n, each in values.items()}


def part_fields(field: FieldInfo) -> Fields:
    """The fields of the `Value` that a field takes; {} where it takes none."""
    kinds = (field.annotation, *get_args(field.annotation))
    return next(
        (each.model_fields for each in kinds if isinstance(each, type) and issubclass(each, Value)),
        {},
    )


def max_length(metadata: Sequence[object]) -> int:
    """How many characters a text of a field may have: those of a line, where it does not say."""
    return next((mark.max_length for mark in metadata if isinstance(mark, MaxLen)), MAX_LINE)
