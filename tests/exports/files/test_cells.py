"""What a cell of the workbook and of the SQLite copy holds."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook

from app.exports.files.sqlite_file import sqlite_cell
from app.exports.files.workbook import workbook_cell


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        (None, None),
        (True, True),
        (Decimal("5.5"), Decimal("5.5")),
        (Decimal("12345678901234567890"), "12345678901234567890"),
        (["a", "b"], "a; b"),
        ("bell \a", "bell "),
        ("x" * 40_000, f"{'x' * 32_766}…"),
    ],
)
def test_a_cell_of_the_workbook_keeps_its_type(cell: Any, written: Any):
    assert workbook_cell(None, cell) == written


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        (Decimal(100_000_000), 100_000_000),
        (Decimal("5.5"), 5.5),
        (Decimal("12345678901234567890"), "12345678901234567890"),
        (Decimal("0.1234567890123456"), "0.1234567890123456"),
        ([], None),
        (False, False),
        (date(2026, 5, 1), "2026-05-01"),
    ],
)
def test_a_cell_of_the_copy_is_a_number_where_one_can_be_exact(cell: Any, kept: Any):
    assert sqlite_cell(cell) == kept


def test_a_formula_is_a_text_in_the_workbook():
    sheet = Workbook(write_only=True).create_sheet("x")

    text_cell = workbook_cell(sheet, "=1+1")

    assert (text_cell.value, text_cell.data_type) == ("=1+1", "s")
