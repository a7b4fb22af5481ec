"""What people type, one line a case, and what each must become: the tables in tests/cases.

A line has four columns or five, with tabs between: the kind of box; what is typed, with \\u2011 for
what can't be seen; what it becomes, or ! and how the refusal begins; the words that are kept with
it, = for those typed; and why, where it was decided against, or for one of several readings. A
file may hold any kinds; one of a single kind may leave that column out, and is headed by its name.
A new kind is one function in READERS.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

import pytest

from app.forms.parsers import parse_quantity, parse_when
from app.settings import ROOT
from tests.models.test_actor_names import outcome

FILES = sorted((ROOT / "tests" / "cases").glob("*.tsv"))


class Case(NamedTuple):
    """One line of a table."""

    kind: str
    typed: str
    becomes: str
    words: str = ""
    reason: str = ""


def amount(typed: str, unit: str | None = None) -> tuple[str, str]:
    quantity = parse_quantity(typed, unit=unit)
    return str(quantity), quantity.words or ""


def amount_on_land(typed: str) -> tuple[str, str]:
    return amount(typed, "troops")


def day(typed: str) -> tuple[str, str]:
    value = parse_when(typed)
    return value.edtf, value.words or ""


def name(typed: str) -> tuple[str, str]:
    return outcome(typed), ""


# From what is typed into a box of a kind to what it becomes and the words kept with it.
READERS: dict[str, Callable[[str], tuple[str, str]]] = {
    "amount": amount,
    "amount on land": amount_on_land,
    "date": day,
    "name": name,
}


def read_cases() -> list[Case]:
    """All lines that are no comment, with what can't be seen as it is typed."""
    cases = []
    for file in FILES:
        heading, *lines = file.read_text().splitlines()
        kinds = [] if heading.startswith("#") else [heading.partition("\t")[0]]
        for line in lines:
            if line and not line.startswith("#"):
                kind, typed, *columns = [*kinds, *line.split("\t")]
                unescaped = re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), typed)
                cases.append(Case(kind, unescaped, *columns))
    return cases


CASES = read_cases()


def test_there_are_at_least_three_hundred_cases_each_once():
    assert len(CASES) >= 300
    assert len({(case.kind, case.typed) for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.kind}: {case.typed}")
def test_what_is_typed_becomes_what_its_line_says(case: Case):
    if case.becomes.startswith("! "):
        with pytest.raises(ValueError, match=f"^{re.escape(case.becomes[2:])}") as refusal:
            READERS[case.kind](case.typed)
        assert str(refusal.value).endswith(".")
    else:
        words = case.typed if case.words == "=" else case.words
        assert READERS[case.kind](case.typed) == (case.becomes, words)
