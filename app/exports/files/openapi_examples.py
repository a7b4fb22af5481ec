"""Examples for the document of the JSON files: a row of each table, a word for each parameter."""

from datetime import date, datetime

from app.exports.files.columns import AnyField, is_vocabulary
from app.exports.files.json_file import Json
from app.exports.files.table import AnyTable
from app.forms.list_query import Parameter
from app.models.place import Place
from app.models.quantity import Quantity
from app.models.when import When
from app.spine.value import Value

VALUE_EXAMPLES: dict[type[Value], dict[str, Json]] = {
    Quantity: {"low": "100000000", "high": None, "qualifier": "more than", "unit": "GBP",
               "per": "unstated", "words": "more than £100m"},
    When: {"edtf": "[2025-11-27..2025-12-08]", "words": None, "basis": "inferred from elsewhere",
           "note": "Between the day it speaks of and the day it was read."},
    Place: {"words": "Kyiv or Odesa", "countries": ["ua"], "rule": "any"},
}  # fmt: skip
PLAIN_EXAMPLES: dict[type, Json] = {
    bool: True,
    int: 12,
    list: [],
    date: "2025-11-25",
    datetime: "2026-11-22T12:00:00.000000Z",
}
TEXT_EXAMPLES = {  # by the end of a name; any other text is left out
    "uid": "6f0c3a52-7d0b-4e52-9a43-0c8b1f1d2e3f",
    "url": "http://127.0.0.1:8000/pledges/12",
    "actor": "United Kingdom",
    "code": "gb",
    "name": "United Kingdom",
    "title": "Troops to be stationed in Ukraine",
    "gist": "The minister says that a brigade will go.",
    "status_line": "Declared · units chosen · waits for a ceasefire",
    "locator": "¶3",
    "kind": "pledge",
    "account": "register",
    "source": "The Herald",
}
PARAMETER_EXAMPLES: dict[str, Json] = {
    "actor": ["gb", "fr"],
    "as_of": "r1",
    "before": "r12",
    "lately": ["no"],
    "on": "2026-05-01",
    "q": "brigade",
    "since": "2025-11-01",
    "source": ["10"],
    "until": "2026-12-31",
}


def row_example(table: AnyTable) -> dict[str, Json]:
    """An example of a row as JSON shows it, without parts."""
    return {
        **{field.name: field_example(field) for field in table.identity},
        "facts": {field.name: field_example(field) for field in table.facts},
        "computed": {field.name: field_example(field) for field in table.computed},
    }


def field_example(field: AnyField) -> Json:
    """What a row may say in a field; None where it need not say anything."""
    if field.type in VALUE_EXAMPLES:
        return VALUE_EXAMPLES[field.type]
    if is_vocabulary(field.type):
        return str(next(iter(field.type)))
    if field.type is str:
        return next((text for end, text in TEXT_EXAMPLES.items() if field.name.endswith(end)), None)
    return PLAIN_EXAMPLES[field.type]


def parameter_example(parameter: Parameter, *, several: bool) -> Json:
    """What may be asked for with a parameter; None where nothing goes without saying."""
    if parameter.name in PARAMETER_EXAMPLES:
        return PARAMETER_EXAMPLES[parameter.name]
    word = next(iter(parameter.choices or ()), None)
    return [word] if word and several else word
