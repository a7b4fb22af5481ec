"""What the classes of versions declare, looked up once: a record asks for it a million times."""

from functools import cache
from typing import Any, Protocol


class EntityIds(Protocol):
    """What knows the ids of an entity."""

    @property
    def id(self) -> int:
        """Its own."""

    @property
    def parent_id(self) -> int | None:
        """That of what it is a part of."""

    @property
    def root_id(self) -> int:
        """That of the thing it belongs to."""


@cache
def noun(kind: Any) -> str:  # noqa: ANN401
    """What the record and the entity call a kind."""
    return str(kind.__tablename__)


@cache
def fact_names(kind: Any) -> tuple[str, ...]:  # noqa: ANN401
    """The names of the facts of a kind, in the order they are declared."""
    return tuple(kind.fields_class().model_fields)


@cache
def field_marks(kind: Any, mark_type: Any) -> dict[str, Any]:  # noqa: ANN401
    """The marks of one type on the columns of a kind, by column."""
    return {
        name: item
        for name, field in kind.model_fields.items()
        for item in field.metadata
        if isinstance(item, mark_type)
    }
