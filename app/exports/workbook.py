"""The register as a workbook: a sheet that explains, and a sheet for each table."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from app.exports import rfc4180
from app.exports.tables import EXACT, WORDS, Table
from app.exports.whole import Whole

LONGEST = 32_767  # characters that a cell can hold
WIDE, NARROW = 30, 16  # characters
BOLD = Font(bold=True)
READ = (
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


def write(file: Path, of: Whole) -> None:
    """Write the workbook; rows go to the disk as they come."""
    book = Workbook(write_only=True)
    explained(book, of)
    columns = book.create_sheet("Columns")
    columns.freeze_panes = "A2"
    columns.append(bold(columns, ["table", "column", "title", "what it means", "words", "blank"]))
    words = book.create_sheet("Words")
    words.freeze_panes = "A2"
    words.append(bold(words, ["used in", "word", "meaning"]))
    for word in WORDS:
        words.append(word)
    for table, batches in of.every():
        for c in table.columns:
            columns.append([table.name, c.name, c.title, c.meaning, "; ".join(c.words), c.blank])
        sheet = book.create_sheet(table.name)
        sheet.freeze_panes = "A2"
        sheet.append(headed(sheet, table))
        for rows in batches:
            for row in rows:
                sheet.append([typed(sheet, cell) for cell in row.cells])
    book.save(file)


def explained(book: Workbook, of: Whole) -> None:
    """The sheet that says what this is."""
    sheet = book.create_sheet("Read me")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 18, 110
    for name, words in (*of.about.items(), *READ):
        sheet.append([*bold(sheet, [name]), words])


def headed(sheet: Any, table: Table) -> list[Any]:  # noqa: ANN401
    """The names of the columns, each with its meaning as a note, as wide as what stands below."""
    cells = bold(sheet, [column.name for column in table.columns])
    for number, (cell, column) in enumerate(zip(cells, table.columns, strict=True), 1):
        cell.comment = Comment(f"{column.title}. {column.meaning}", "Coalition Commitments")
        width = WIDE if column.type in (str, list) and not column.name.endswith("uid") else NARROW
        sheet.column_dimensions[get_column_letter(number)].width = width
    return cells


def bold(sheet: Any, words: list[str]) -> list[Any]:  # noqa: ANN401
    """Cells in bold."""
    cells = [WriteOnlyCell(sheet, word) for word in words]
    for cell in cells:
        cell.font = BOLD
    return cells


def typed(sheet: Any, cell: Any) -> Any:  # noqa: ANN401
    """A cell with its type; a text that begins like a formula stays a text.

    An amount of more digits than a workbook keeps is written as text.
    """
    if cell is None or isinstance(cell, bool | int):
        return cell
    if isinstance(cell, Decimal):
        return cell if len(cell.as_tuple().digits) <= EXACT else rfc4180.text(cell)
    if isinstance(cell, date) and not isinstance(cell, datetime):
        return cell
    text = ILLEGAL_CHARACTERS_RE.sub("", rfc4180.text(cell))
    text = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    if not text.startswith("="):
        return text
    found = WriteOnlyCell(sheet, text)
    found.data_type = "s"
    return found
