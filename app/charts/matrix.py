"""The tile matrix: who offers what. Actors in rows, kinds of contribution in columns."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.charts.blank import Blank, build_blank, build_refusal, refusal_words
from app.charts.fold import Fold, fold_actors
from app.charts.matrix_columns import COLUMNS, MatrixColumn
from app.charts.matrix_order import (
    APART_TITLE,
    MatrixOrder,
    actor_order,
    firmest_pledge,
    section_of,
)
from app.charts.rows import MatrixActor, MatrixRefusal
from app.charts.text_width import text_width
from app.charts.tile import Tile, build_tile

WAITS_WIDTH = 16.0  # of what a row waits for, in the size of type; what goes beyond is counted


Address = Callable[[MatrixActor, MatrixColumn], str]


@dataclass(frozen=True)
class MatrixHead:
    """The head of a column.

    Attributes:
        count: How many countries have a pledge in it that totals count.
    """

    column: MatrixColumn
    count: int


@dataclass(frozen=True)
class MatrixRow:
    """An actor and what it offers, column by column.

    Attributes:
        waits: What its offers still wait for, in a few words; "" for nothing on record.
        evidence_on: The day of its newest evidence; None where no source has one.
        is_old: Whether its firmest offer is unconfirmed lately.
    """

    actor: MatrixActor
    cells: tuple[Tile | Blank, ...]
    waits: str
    evidence_on: date | None
    is_old: bool


@dataclass(frozen=True)
class MatrixSection:
    """Rows that belong together; the title says why, and is "" where nothing needs saying."""

    title: str
    rows: tuple[MatrixRow, ...]
    is_apart: bool = False


@dataclass(frozen=True)
class Matrix:
    """Who offers what.

    Attributes:
        country_count: Of how many countries the counts in the heads are.
        today: The day that it shows.
    """

    order: MatrixOrder
    heads: tuple[MatrixHead, ...]
    sections: tuple[MatrixSection, ...]
    folds: tuple[Fold, ...]
    country_count: int
    today: date

    @property
    def rows(self) -> list[MatrixRow]:
        """All rows, in their order."""
        return [row for section in self.sections for row in section.rows]

    @property
    def tiles(self) -> list[Tile]:
        """All tiles, row by row."""
        return [cell for row in self.rows for cell in row.cells if isinstance(cell, Tile)]

    @property
    def blanks(self) -> list[Blank]:
        """All cells without an offer, row by row."""
        return [cell for row in self.rows for cell in row.cells if isinstance(cell, Blank)]


def build_matrix(
    actors: Iterable[MatrixActor],
    today: date,
    address: Address,
    order: MatrixOrder = MatrixOrder.FIRMNESS,
    columns: Sequence[MatrixColumn] = COLUMNS,
) -> Matrix:
    """The matrix of these actors.

    Args:
        actors: All that there are, with their pledges and checks by the day.
        today: The day that it shows.
        address: Where exactly the pledges of a cell are listed.
        order: How its rows are sorted.
        columns: Its columns.
    """
    all_actors = sorted(actors, key=lambda actor: actor_order(actor, order))
    countries = [actor for actor in all_actors if actor.is_country]
    rows = [actor for actor in all_actors if has_row(actor, columns)]
    others = [actor for actor in all_actors if not has_row(actor, columns)]
    return Matrix(
        order=order,
        heads=tuple(MatrixHead(each, count_countries(countries, each)) for each in columns),
        sections=tuple(
            MatrixSection(
                title,
                tuple(build_row(actor, columns, address) for actor in members),
                is_apart=title == APART_TITLE,
            )
            for title, members in group_actors(rows, order).items()
        ),
        folds=fold_actors(others, columns),
        country_count=len(countries),
        today=today,
    )


def group_actors(actors: Iterable[MatrixActor], order: MatrixOrder) -> dict[str, list[MatrixActor]]:
    """Sorted actors by the title under which they stand."""
    sections: dict[str, list[MatrixActor]] = {}
    for actor in actors:
        sections.setdefault(section_of(actor, order), []).append(actor)
    return sections


def has_row(actor: MatrixActor, columns: Sequence[MatrixColumn]) -> bool:
    """Whether an actor has a pledge in any of these columns, or declines to."""
    has_pledge = any(column.holds(pledge) for pledge in actor.pledges for column in columns)
    return has_pledge or any(column_refusals(actor, column) for column in columns)


def count_countries(countries: Iterable[MatrixActor], column: MatrixColumn) -> int:
    """How many have a pledge in a column that totals count."""
    return sum(
        any(pledge.is_counted and column.holds(pledge) for pledge in country.pledges)
        for country in countries
    )


def build_row(actor: MatrixActor, columns: Sequence[MatrixColumn], address: Address) -> MatrixRow:
    """The row of one actor."""
    days = [pledge.evidence_on for pledge in actor.pledges if pledge.evidence_on]
    firmest = firmest_pledge(actor)
    return MatrixRow(
        actor=actor,
        cells=tuple(build_cell(actor, column, address) for column in columns),
        waits=row_waits(actor),
        evidence_on=max(days, default=None),
        is_old=firmest is not None and firmest.unconfirmed_lately,
    )


def build_cell(actor: MatrixActor, column: MatrixColumn, address: Address) -> Tile | Blank:
    """The tile of what an actor offers in a column, or what is known where it offers nothing."""
    pledges = [pledge for pledge in actor.pledges if column.holds(pledge)]
    refusals = column_refusals(actor, column)
    if pledges:
        beside = refusal_words(refusals) if refusals else ""
        return build_tile(pledges, address(actor, column), beside)
    if refusals:
        return build_refusal(refusals)
    return build_blank(actor.checks, column.domains, column.capability)


def column_refusals(actor: MatrixActor, column: MatrixColumn) -> list[MatrixRefusal]:
    """What an actor declines that a column is of; a column of one capability is of none of it."""
    if column.capability:
        return []
    return [refusal for refusal in actor.refusals if refusal.domain in column.domains]


def row_waits(actor: MatrixActor) -> str:
    """What an actor’s offers wait for, as far as there is room: “ceasefire, 3 more”."""
    pledges = [pledge for pledge in actor.pledges if not pledge.ending]
    names = list(dict.fromkeys(" or ".join(s) for pledge in pledges for s in pledge.awaited))
    for count in range(len(names), 0, -1):
        rest = [f"{len(names) - count} more"] if count < len(names) else []
        words = ", ".join([*names[:count], *rest])
        if text_width(words) <= WAITS_WIDTH:
            return words
    return f"{len(names)} sets of conditions" if names[1:] else "".join(names)
