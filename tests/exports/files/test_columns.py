"""Every fact is in a file, each with what it means; and a blank cell has its reason."""

from decimal import Decimal

import pytest

from app.exports.files.columns import Field
from app.exports.files.tables import TABLES, table_of
from app.models.place import Place
from app.models.quantity import Quantity
from app.models.when import When
from app.spine.versioned import Versioned
from tests.spine.toys import TOYS


def test_every_kind_has_a_table_with_all_its_facts():
    facts = {
        kind: {field.name for field in table_of(kind).facts}
        for kind in Versioned.__subclasses__()
        if kind not in TOYS
    }

    assert len(facts) == 15
    assert all(set(kind.fact_names()) <= names for kind, names in facts.items())


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_no_column_stands_twice_or_without_a_meaning(table):
    names = [column.name for column in table.columns]

    assert len(names) == len(set(names))
    assert all(column.title and column.meaning for column in table.columns)
    assert names.index("blank_because") < min(
        [names.index(n) for n in names if n.startswith("computed_")], default=99
    )


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_what_is_worked_out_says_how_and_nothing_else_does(table):
    assert all(field.value for field in table.computed)
    assert not any(field.value for field in table.recorded_fields)


def test_a_part_that_may_be_left_out_is_of_the_type_that_it_has_where_it_is_there():
    quantity = Field("quantity", Quantity, "quantity", "quantity")

    assert quantity.parts["unit"].type is str


def test_a_quantity_and_a_date_are_split_into_their_parts():
    quantity, when = (
        Field(name, kind, name, name) for name, kind in (("quantity", Quantity), ("due", When))
    )

    assert [c.name for c in quantity.parts.values()] == [
        "quantity_low",
        "quantity_high",
        "quantity_qualifier",
        "quantity_unit",
        "quantity_per",
        "quantity_words",
    ]
    assert [c.name for c in when.parts.values()] == [
        "due_edtf",
        "due_words",
        "due_basis",
        "due_note",
    ]
    assert quantity.cells(Quantity.parse("more than £100 million a year")) == [
        Decimal(100_000_000),
        None,
        "more than",
        "GBP",
        "year",
        None,
    ]
    assert quantity.parts["qualifier"].words[:2] == ["exact", "about"]
    assert quantity.cells(None) == [None] * 6


@pytest.mark.parametrize(
    ("kind", "value", "told"),
    [
        (Quantity, None, ["x_…: not recorded"]),
        (Quantity, Quantity.parse("more than 5 troops"),
         ["x_high: “more than” gives no most", "x_words: no words are recorded"]),
        (Quantity, Quantity.parse("up to 5 troops"),
         ["x_low: “up to” gives no least", "x_words: no words are recorded"]),
        (Quantity, Quantity.parse("“some” of troops"),
         ["x_low: no figure was given", "x_high: no figure was given"]),
        (Quantity, Quantity.parse("“a regiment”"),
         ["x_low: no figure was given", "x_high: no figure was given",
          "x_unit: there is no unit for what the words say"]),
        (Place, Place(words="near the front"), ["x_countries: which countries is not clear"]),
        (str, "", ["x: not recorded"]),
        (str, "y", []),
        (list, [], ["x: not recorded"]),
        (bool, False, []),
        (int, 0, []),
    ],
)  # fmt: skip
def test_a_blank_cell_has_its_reason(kind, value, told):
    assert Field("x", kind, "X", "X").blank_reasons(value) == told
