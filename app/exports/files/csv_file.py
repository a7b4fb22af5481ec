"""Rows as comma-separated values: RFC 4180, UTF-8, a header, and no cell that runs as a formula."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from app.exports.files.columns import Cell
from app.exports.files.table import AnyTable, TableRow
from app.spine.example_mark import EXAMPLE_COLUMN, EXAMPLE_NOTE
from app.spine.value import to_json

NUMBER_PATTERN = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
FORMULA_STARTS = frozenset("=+-@'\t\r")
SEPARATOR = "; "  # of the parts of a cell that holds several


def render_csv(
    table: AnyTable, batches: Iterable[Sequence[TableRow]], *, is_example: bool = False
) -> Iterator[str]:
    """The text of a file, batch by batch; the header comes with the first.

    Example data says so in a last column, as there is no other place in such a file.
    """
    names, marks = ([EXAMPLE_COLUMN], [EXAMPLE_NOTE]) if is_example else ([], [])
    yield format_lines([[column.name for column in table.columns] + names])
    for rows in batches:
        yield format_lines(
            ["" if c is None else escape_formula(format_cell(c)) for c in row.cells] + marks
            for row in rows
        )


def format_lines(rows: Iterable[Sequence[str]]) -> str:
    """Rows as lines that end in CRLF; cells are quoted where they must be."""
    buffer = StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows(rows)
    return buffer.getvalue()


def format_cell(cell: Cell) -> str:
    """A cell as text: decimals in full, ISO dates, true or false, "" for nothing."""
    if cell is None:
        return ""
    if type(cell) in (str, int):  # most are, and there are millions of them
        return str(cell)
    if isinstance(cell, list | tuple):
        return SEPARATOR.join(format_cell(each) for each in cell)
    return str(to_json(cell))


def escape_formula(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: such a one gets one ' in front."""
    return f"'{cell}" if cell[:1] in FORMULA_STARTS and not NUMBER_PATTERN.fullmatch(cell) else cell
