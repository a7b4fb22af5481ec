"""The register as a SQLite file that anything can read: current rows, with what is worked out."""

import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

from app.exports import rfc4180
from app.exports.columns import Column
from app.exports.making import table_of
from app.exports.tables import EXACT, WORDS, Table
from app.exports.whole import Whole
from app.spine.versioned import ANYTHING, named

TYPES: dict[Any, str] = {int: "INTEGER", bool: "INTEGER", Decimal: ""}  # kept as it comes


def write(file: Path, of: Whole) -> None:
    """Write the copy; dates are ISO, amounts numbers, or text where a number would round them."""
    with closing(sqlite3.connect(file)) as copy:
        pairs(copy, "about", "name", "value", [(n, str(v)) for n, v in of.about.items()])
        told = []
        for table, batches in of.every():
            told += [(f"{table.name}.{c.name}", f"{c.title}. {c.meaning}") for c in table.columns]
            copy.execute(made(table))
            marks = ", ".join("?" * len(table.columns))
            for rows in batches:
                cells = [[plain(cell) for cell in row.cells] for row in rows]
                copy.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', cells)  # noqa: S608
                copy.commit()
        pairs(copy, "columns", "name", "meaning", told)
        copy.execute('CREATE TABLE "words" ("used_in" TEXT, "word" TEXT, "meaning" TEXT)')
        copy.executemany('INSERT INTO "words" VALUES (?, ?, ?)', WORDS)
        copy.commit()


def pairs(
    copy: sqlite3.Connection, table: str, name: str, value: str, told: list[tuple[str, str]]
) -> None:
    """A table of two columns."""
    copy.execute(f'CREATE TABLE "{table}" ("{name}" TEXT PRIMARY KEY, "{value}" TEXT)')
    copy.executemany(f'INSERT INTO "{table}" VALUES (?, ?)', told)  # noqa: S608


def made(table: Table) -> str:
    """What makes a table, with its keys."""
    columns = [f'"{c.name}" {TYPES.get(c.type, "TEXT")}{key(c)}' for c in table.columns]
    return f'CREATE TABLE "{table.name}" ({", ".join(columns)})'


def key(column: Column) -> str:
    """Whether a column is the key, or leads to another table."""
    if column.name == "id":
        return " PRIMARY KEY"
    if column.refers in (None, ANYTHING):
        return ""
    return f' REFERENCES "{table_of(named(column.refers)).name}" ("id")'


def plain(cell: Any) -> Any:  # noqa: ANN401
    """A cell as SQLite keeps it."""
    if cell is None or isinstance(cell, bool | int):
        return cell
    if isinstance(cell, Decimal) and len(cell.as_tuple().digits) <= EXACT:
        return int(cell) if cell == cell.to_integral_value() else float(cell)
    return rfc4180.text(cell) or None
