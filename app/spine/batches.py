"""Long lists in parts that a database takes in one statement."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

BATCH_SIZE = 500
T = TypeVar("T")


def split_ids(items: Iterable[T]) -> Iterator[Sequence[T]]:
    """Yield `items` in lists of at most 500, for IN; nothing when there are none."""
    sequence = list(items)
    for start in range(0, len(sequence), BATCH_SIZE):
        yield sequence[start : start + BATCH_SIZE]
