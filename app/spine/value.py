"""Values of several parts that are one fact, lists, and words: how facts are written as JSON."""

import json
from collections.abc import Hashable
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, Self, cast

from pydantic import BaseModel, ConfigDict, TypeAdapter
from sqlalchemy import Dialect, Enum, Text
from sqlalchemy.types import TypeDecorator

Json = str | list["Json"] | dict[str, "Json"]


class Value(BaseModel):
    """One fact of several parts: merged, cited and recorded as a whole. Never changed in place."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Term(StrEnum):
    """A word of a closed vocabulary, written as `WORD = "word", "what it means"`."""

    meaning: str

    def __new__(cls, word: str, meaning: str = "") -> Self:
        """A member that is its word and knows what it means."""
        member = str.__new__(cls, word)
        member._value_ = word
        member.meaning = meaning
        return member


def to_json(value: object) -> Json:
    """A fact as strings, lists and objects, alike on every machine: 5000.00 is "5000".

    An absent part is left out. A naive instant is a mistake of the caller's.
    """
    match value:
        case Value():
            return {name: to_json(part) for name, part in value if part is not None}
        case list() | tuple():
            return [to_json(part) for part in value]
        case Decimal():
            return format(value.normalize(), "f") if value else "0"
        case datetime():
            return format_instant(value)
        case date():
            return value.isoformat()
    return str(value).lower() if isinstance(value, bool) else str(value)


def format_instant(at: datetime) -> str:
    """An instant as the record and the digest spell it: 2026-11-22T12:00:00.000000Z."""
    return f"{at:%Y-%m-%dT%H:%M:%S.%f}Z"


def canonical_json(data: object) -> str:
    """What `to_json` returned, as text in the canonical form of RFC 8785."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def holds_nul(value: object) -> bool:
    """Whether a text in a fact, or in several, has a NUL, which PostgreSQL can't keep."""
    match value:
        case str():
            return "\0" in value
        case Value():
            return any(holds_nul(part) for _, part in value)
        case list() | tuple():
            return any(map(holds_nul, value))
    return False


@cache
def type_adapter(kind: Hashable) -> TypeAdapter[Any]:
    """The pydantic adapter that turns what `to_json` wrote of a value of `kind` into a value."""
    return TypeAdapter(cast("type[object]", kind))


@lru_cache(maxsize=1024)  # pages show the same dates and amounts again and again
def parse_value(kind: Hashable, text: str) -> object:
    """The value that `canonical_json` wrote; the same object for the same text."""
    return type_adapter(kind).validate_python(json.loads(text))


class JsonColumn(TypeDecorator[object]):
    """The column type for a `Value` or a list: canonical JSON text, exact on every database."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: Hashable) -> None:
        super().__init__()
        self.kind = kind
        is_shared = isinstance(kind, type) and issubclass(kind, Value)  # and not a list
        self.parse = parse_value if is_shared else parse_value.__wrapped__

    def process_bind_param(self, value: object, _dialect: Dialect) -> str | None:
        """The canonical JSON of a value; None, for NULL, where there is none."""
        return None if value is None else canonical_json(to_json(value))

    def process_result_value(self, value: str | None, _dialect: Dialect) -> object:
        """The value that the stored text holds; None for NULL."""
        return None if value is None else self.parse_text(value)

    def parse_text(self, text: str) -> object:
        """The value that a stored text holds."""
        return self.parse(self.kind, text)


class IdListColumn(TypeDecorator[list[int]]):
    """The column type for a list of ids: “,12,15,”, so that “,12,” stands in it; "" for none."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: list[int] | None, _dialect: Dialect) -> str:
        """The text for a list."""
        return f",{','.join(map(str, value))}," if value else ""

    def process_result_value(self, value: str | None, _dialect: Dialect) -> list[int]:
        """The list that the stored text holds."""
        return self.parse_text(value or "")

    def parse_text(self, text: str) -> list[int]:
        """The list that a stored text holds."""
        return [int(each) for each in text.strip(",").split(",") if each]


def term_column(kind: type[StrEnum]) -> Enum:
    """The column type for a vocabulary: its words as text, so a new word needs no migration."""
    return Enum(
        kind,
        values_callable=lambda words: [word.value for word in words],
        native_enum=False,
        length=40,
    )
