"""Rows as comma-separated values: RFC 4180, UTF-8, a header, and no cell that runs as a formula."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import Any

from app.exports.tables import Row, Table
from app.spine.value import told

NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
RISKY = frozenset("=+-@'\t\r")
BETWEEN = "; "  # of the parts of a cell that holds several


def file(table: Table, batches: Iterable[Sequence[Row]]) -> Iterator[str]:
    """The text of a file, batch by batch; the header comes with the first."""
    yield lines([[column.name for column in table.columns]])
    for rows in batches:
        yield lines(["" if c is None else safe(text(c)) for c in row.cells] for row in rows)


def lines(rows: Iterable[Sequence[str]]) -> str:
    """Lines, each ended by CRLF."""
    written = StringIO()
    csv.writer(written, lineterminator="\r\n").writerows(rows)
    return written.getvalue()


def text(cell: Any) -> str:  # noqa: ANN401
    """A cell as text: decimals in full, ISO dates, true or false, "" for nothing."""
    if cell is None:
        return ""
    if type(cell) in (str, int):  # most are, and there are millions of them
        return str(cell)
    if isinstance(cell, list | tuple):
        return BETWEEN.join(text(each) for each in cell)
    return str(told(cell))


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: such a one gets one ' in front."""
    return f"'{cell}" if cell[:1] in RISKY and not NUMBER.fullmatch(cell) else cell
