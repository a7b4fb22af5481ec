"""A cell is no formula, a number stays a number, and what a spreadsheet reads is what was said."""

import csv
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exports.files.csv_file import escape_formula, format_cell, format_lines


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+49 30", "'+49 30"),
        ("-small number", "'-small number"),
        ("@name", "'@name"),
        ("'quoted", "''quoted"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("-5", "-5"),
        ("+5.25", "+5.25"),
        ("5e3", "5e3"),
        ("a=b", "a=b"),
        ("", ""),
    ],
)
def test_what_a_spreadsheet_takes_for_a_formula_gets_one_mark(cell: str, written: str):
    assert escape_formula(cell) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        (Decimal("5000.00"), "5000"),
        (True, "true"),
        (date(2026, 5, 1), "2026-05-01"),
        (["UK", "Britain"], "UK; Britain"),
        (7, "7"),
    ],
)
def test_a_value_is_written_plainly(value: object, written: str):
    assert format_cell(value) == written


def test_a_line_ends_as_the_standard_says():
    assert format_lines([["a", 'b "c"', "d,e", "f\ng"]]) == 'a,"b ""c""","d,e","f\ng"\r\n'


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=2)
)
def test_any_texts_come_back_once_the_mark_is_taken_off(cells: list[str]):
    [cells_again] = csv.reader(
        StringIO(format_lines([[escape_formula(cell) for cell in cells]]), newline="")
    )

    assert [
        each.removeprefix("'") if escape_formula(c) != c else each
        for c, each in zip(cells, cells_again, strict=True)
    ] == cells
