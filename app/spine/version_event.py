"""What a revision did to a version, whether the record or the tables tell it."""

from typing import Generic, NamedTuple, TypeVar

V = TypeVar("V")


class VersionEvent(NamedTuple, Generic[V]):
    """A version that a revision closed or opened.

    Attributes:
        version: A `ReplayedVersion`, where a line tells it; a `Versioned` row, where a table does.
        is_closed: Whether the revision closed it; else it opened it.
    """

    version: V
    is_closed: bool
