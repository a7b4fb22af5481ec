"""What the classes of versions declare, looked up once: a record asks for it a million times."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from sqlmodel import SQLModel


class Mark:
    """What a field of a kind may carry besides its type, for the spine to read."""


@dataclass(frozen=True)
class TypedRule(Mark):
    """On a field of text: what is typed there has to pass `check`; what is on record is read as is.

    `check` takes the clean text and raises ValueError with a sentence.
    """

    check: Callable[[str], None]


class EntityIds(Protocol):
    """What knows the ids of an entity: a row of `Entity`, or what a line tells of one."""

    @property
    def id(self) -> int:
        """The number of the entity."""

    @property
    def parent_id(self) -> int | None:
        """The id of the entity it is a part of; None for a thing."""

    @property
    def root_id(self) -> int:
        """The id of the thing it belongs to; of a thing, `id`."""


@cache
def noun(kind: type[SQLModel]) -> str:
    """What the record and the entity call a kind."""
    return str(kind.__tablename__)


@cache
def fact_names(fields_class: type[SQLModel]) -> tuple[str, ...]:
    """The names of the facts that a class declares, in their order there."""
    return tuple(fields_class.model_fields)


@cache
def marks_by_class(kind: type[SQLModel]) -> dict[type, dict[str, Mark]]:
    """The marks on the columns of a kind by column, for each class of marks and each above it."""
    marks: dict[type, dict[str, Mark]] = defaultdict(dict)
    for name, model_field in kind.model_fields.items():
        for item in model_field.metadata:
            if isinstance(item, Mark):
                for each in type(item).__mro__:
                    marks[each][name] = item
    return dict(marks)
