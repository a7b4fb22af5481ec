"""Long lists in parts that a database takes in one statement."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

BATCH_SIZE = 500
ROWS_SIZE = 1000  # a busy server answers for so many within the patience of a connection
T = TypeVar("T")


def split_ids(items: Iterable[T]) -> Iterator[Sequence[T]]:
    """Yield `items` in lists of at most 500, for IN; nothing when there are none."""
    yield from split_rows(list(items), BATCH_SIZE)


def split_rows(rows: Sequence[T], size: int = ROWS_SIZE) -> Iterator[Sequence[T]]:
    """Yield `rows` in parts of at most `size`, each written at one go; nothing without any."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
