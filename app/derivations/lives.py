"""The parts that rows follow from, each with the revisions it is true for.

One loading serves now and all of history: a row that is joined from several versions is true for
the revisions that these have in common.
"""

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from sqlalchemy import Select
from sqlmodel import Session, col

from app.spine.derived_table import Derived, RowsByRevision
from app.spine.moment import ALL_VERSIONS
from app.spine.validity import Kind
from app.spine.versioned import Facts

P = TypeVar("P", bound=tuple[Any, ...])


class Life(NamedTuple, Generic[P]):
    """A part, true from revision `since` until just before `until`."""

    since: int
    until: int | None
    part: P

    def is_true_at(self, number: int) -> bool:
        """Whether it is true at a revision."""
        return self.since <= number and (self.until is None or self.until > number)


class PartQuery(NamedTuple, Generic[P]):
    """Where parts come from.

    Attributes:
        make: Makes a part of the columns; the first is the key that it belongs to.
        query: A SELECT of these columns.
        kinds: The kinds that it joins.
    """

    make: Callable[..., P]
    query: Select[*tuple[Any, ...]]
    kinds: Sequence[Kind]


LivesByKey = Mapping[int, Sequence[Life[P]]]


def load_lives(
    session: Session, queries: Sequence[PartQuery[P]], *, of_all_times: bool
) -> LivesByKey[P]:
    """The parts that these queries find, by key: a statement each."""
    lives: dict[int, list[Life[P]]] = defaultdict(list)
    for make, query, kinds in queries:
        bounds = [column for kind in kinds for column in (col(kind.since), col(kind.until))]
        options = ALL_VERSIONS if of_all_times else {}
        width = len(query.selected_columns)
        statement = query.add_columns(*bounds)
        for row in session.execute(statement, execution_options=options):
            since = max(row[width::2])
            until = min((end for end in row[width + 1 :: 2] if end is not None), default=None)
            if until is None or until > since:
                lives[row[0]].append(Life(since, until, make(*row[:width])))
    return lives


class PartDerivation(ABC, Generic[P]):
    """A derivation whose rows follow, key by key, from parts."""

    table: type[Derived]
    version: int

    @abstractmethod
    def part_queries(self, keys: Collection[int]) -> Sequence[PartQuery[P]]:
        """Where the parts of these keys come from."""

    @abstractmethod
    def rows(self, parts: Sequence[P]) -> list[Facts]:
        """The rows of one key that follow from its parts."""

    def rows_now(self, session: Session, keys: Collection[int]) -> list[Facts]:
        """The columns of the rows of these keys, without since and until, as things stand."""
        lives = load_lives(session, self.part_queries(keys), of_all_times=False)
        return [row for each in lives.values() for row in self.rows([life.part for life in each])]

    def history(self, session: Session, keys: Collection[int]) -> dict[int, RowsByRevision]:
        """By key, the rows from each revision on at which a part began or ended."""
        lives = load_lives(session, self.part_queries(keys), of_all_times=True)
        return {key: self.rows_by_revision(each) for key, each in lives.items()}

    def rows_by_revision(self, lives: Sequence[Life[P]]) -> RowsByRevision:
        """The rows of one key from each revision on."""
        numbers = {end for life in lives for end in (life.since, life.until) if end is not None}
        return {
            number: self.rows([life.part for life in lives if life.is_true_at(number)])
            for number in numbers
        }
