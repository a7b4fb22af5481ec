"""The register as a SQLite file that anything can read: current rows, with what is worked out."""

import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path

from app.exports.files import csv_file
from app.exports.files.columns import Cell, Column
from app.exports.files.snapshot import Snapshot
from app.exports.files.table import AnyTable
from app.exports.files.tables import EXACT_DIGITS, VOCABULARY_ROWS, table_of
from app.spine.column_marks import ANY_KIND
from app.spine.versioned import find_kind

COLUMN_TYPES: dict[type, str] = {int: "INTEGER", bool: "INTEGER", Decimal: ""}  # kept as it comes


def write_sqlite(file: Path, snapshot: Snapshot) -> None:
    """Write the copy; dates are ISO, amounts numbers, or text where a number would round them."""
    with closing(sqlite3.connect(file)) as database:
        create_pairs_table(
            database, "about", "name", "value", [(n, str(v)) for n, v in snapshot.about.items()]
        )
        meanings = []
        for table, batches in snapshot.table_batches():
            meanings += [
                (f"{table.name}.{c.name}", f"{c.title}. {c.meaning}") for c in table.columns
            ]
            database.execute(create_statement(table))
            marks = ", ".join("?" * len(table.columns))
            for rows in batches:
                cells = [[sqlite_cell(cell) for cell in row.cells] for row in rows]
                database.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', cells)  # noqa: S608
                database.commit()
        create_pairs_table(database, "columns", "name", "meaning", meanings)
        database.execute('CREATE TABLE "words" ("used_in" TEXT, "word" TEXT, "meaning" TEXT)')
        database.executemany('INSERT INTO "words" VALUES (?, ?, ?)', VOCABULARY_ROWS)
        database.commit()


def create_pairs_table(
    database: sqlite3.Connection, table: str, name: str, value: str, rows: list[tuple[str, str]]
) -> None:
    """Make and fill a table of two text columns, the first of which is its key."""
    database.execute(f'CREATE TABLE "{table}" ("{name}" TEXT PRIMARY KEY, "{value}" TEXT)')
    database.executemany(f'INSERT INTO "{table}" VALUES (?, ?)', rows)  # noqa: S608


def create_statement(table: AnyTable) -> str:
    """The CREATE TABLE of a table, with its keys."""
    columns = [
        f'"{c.name}" {COLUMN_TYPES.get(c.type, "TEXT")}{key_clause(c)}' for c in table.columns
    ]
    return f'CREATE TABLE "{table.name}" ({", ".join(columns)})'


def key_clause(column: Column) -> str:
    """Whether a column is the key, or leads to another table."""
    if column.name == "id":
        return " PRIMARY KEY"
    if column.refers in (None, ANY_KIND):
        return ""
    return f' REFERENCES "{table_of(find_kind(column.refers)).name}" ("id")'


def sqlite_cell(cell: Cell) -> str | int | float | None:
    """A cell as SQLite keeps it: a number where it is exact, else text; None for an empty text."""
    if cell is None or isinstance(cell, bool | int):
        return cell
    if isinstance(cell, Decimal) and len(cell.as_tuple().digits) <= EXACT_DIGITS:
        return int(cell) if cell == cell.to_integral_value() else float(cell)
    return csv_file.format_cell(cell) or None
