"""The register as a workbook: a sheet that explains, and a sheet for each table."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.cell.cell import Cell as WorkbookCell
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from app.exports.files import csv_file
from app.exports.files.columns import Cell
from app.exports.files.snapshot import Snapshot
from app.exports.files.table import AnyTable
from app.exports.files.tables import EXACT_DIGITS, VOCABULARY_ROWS

LONGEST_TEXT = 32_767  # characters that a cell can hold
WIDE_COLUMN, NARROW_COLUMN = 30, 16  # characters
BOLD = Font(bold=True)
READ_ME = (
    ("What a row is", "One thing as recorded at this revision."),
    ("Names of columns", "Each has a note with its meaning; the sheet “Columns” holds them all."),
    ("Words and grades", "The sheet “Words” says what each means: B is usually reliable."),
    (
        "computed_…",
        "Worked out by the rules of the register, for the day above; all else recorded.",
    ),
    ("A blank cell", "Is no zero and no refusal: “blank_because” of its row says why."),
    ("How much", "Least, most, and what the figure is said to be. More than 100 has no most."),
    ("Dates", "As text, with their doubt (EDTF): 2025-11 is some day of that month."),
)


def write_workbook(file: Path, snapshot: Snapshot) -> None:
    """Write the workbook; rows go to the disk as they come."""
    book = Workbook(write_only=True)
    add_read_me(book, snapshot)
    columns = book.create_sheet("Columns")
    columns.freeze_panes = "A2"
    columns.append(
        bold_cells(columns, ["table", "column", "title", "what it means", "words", "blank"])
    )
    words = book.create_sheet("Words")
    words.freeze_panes = "A2"
    words.append(bold_cells(words, ["used in", "word", "meaning"]))
    for word in VOCABULARY_ROWS:
        words.append(word)
    for table, batches in snapshot.table_batches():
        for c in table.columns:
            columns.append(
                [table.name, c.name, c.title, c.meaning, "; ".join(c.words), c.blank_reason]
            )
        sheet = book.create_sheet(table.name)
        sheet.freeze_panes = "A2"
        sheet.append(header_cells(sheet, table))
        for rows in batches:
            for row in rows:
                sheet.append([workbook_cell(sheet, cell) for cell in row.cells])
    book.save(file)


def add_read_me(book: Workbook, snapshot: Snapshot) -> None:
    """Add the sheet “Read me”: what the file is of, and how to read it."""
    sheet = book.create_sheet("Read me")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 18, 110
    for name, words in (*snapshot.about.items(), *READ_ME):
        sheet.append([*bold_cells(sheet, [name]), words])


def header_cells(sheet: WriteOnlyWorksheet, table: AnyTable) -> list[WorkbookCell]:
    """The names of the columns, each with its meaning as a note, as wide as what stands below."""
    cells = bold_cells(sheet, [column.name for column in table.columns])
    for number, (cell, column) in enumerate(zip(cells, table.columns, strict=True), 1):
        cell.comment = Comment(f"{column.title}. {column.meaning}", "Coalition Commitments")
        width = (
            WIDE_COLUMN
            if column.type in (str, list) and not column.name.endswith("uid")
            else NARROW_COLUMN
        )
        sheet.column_dimensions[get_column_letter(number)].width = width
    return cells


def bold_cells(sheet: WriteOnlyWorksheet, words: list[str]) -> list[WorkbookCell]:
    """A bold cell for each of these words."""
    cells = [WriteOnlyCell(sheet, word) for word in words]
    for cell in cells:
        cell.font = BOLD
    return cells


def workbook_cell(
    sheet: WriteOnlyWorksheet, cell: Cell
) -> str | int | Decimal | date | WorkbookCell | None:
    """A cell with its type; a text that begins like a formula stays a text.

    An amount of more digits than a workbook keeps is written as text.
    """
    if cell is None or isinstance(cell, bool | int):
        return cell
    if isinstance(cell, Decimal):
        return cell if len(cell.as_tuple().digits) <= EXACT_DIGITS else csv_file.format_cell(cell)
    if isinstance(cell, date) and not isinstance(cell, datetime):
        return cell
    text = ILLEGAL_CHARACTERS_RE.sub("", csv_file.format_cell(cell))
    text = text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…"
    if not text.startswith("="):
        return text
    text_cell = WriteOnlyCell(sheet, text)
    text_cell.data_type = "s"
    return text_cell
