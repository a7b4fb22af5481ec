"""Rows as JSON: facts apart from what is worked out, parts and citations inside, stable keys."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.exports.files.columns import AnyField, FieldValue
from app.exports.files.edition import LICENCE, Edition
from app.exports.files.table import TableRow
from app.spine.example_mark import EXAMPLE_COLUMN, EXAMPLE_NOTE
from app.spine.value import Value, to_json

Json = str | int | None | Sequence["Json"] | Mapping[str, "Json"]


def render_json(head: Mapping[str, Json], batches: Iterable[Sequence[TableRow]]) -> Iterator[str]:
    """The text of a file, batch by batch: the head, and the rows under “rows”."""
    yield f'{dump_json(head)[:-1]},"rows":['
    separator = "\n"
    for rows in batches:
        yield separator + ",\n".join(dump_json(row_object(row)) for row in rows)
        separator = ",\n"
    yield "\n]}\n"


def answer_head(edition: Edition, **more: Json) -> dict[str, Json]:
    """The head of an answer: revision, digest, day and licence, then `more`, in this order.

    That all of it is example data stands before `more`.
    """
    return {
        "revision": edition.number,
        "digest": edition.digest,
        "cite": edition.cite,
        "on": edition.today.isoformat(),
        "licence": LICENCE,
        **({EXAMPLE_COLUMN: EXAMPLE_NOTE} if edition.is_example else {}),
        **more,
    }


def row_object(row: TableRow) -> dict[str, Json]:
    """A row as an object: its keys, “facts”, “computed”, and a list for each table of parts."""
    table = row.table
    return {
        **{field.name: json_value(row.recorded_values[field.name]) for field in table.identity},
        "facts": {field.name: field_value(field, row.recorded_values) for field in table.facts},
        "computed": {field.name: field_value(field, row.computed) for field in table.computed},
        **{name: [row_object(part) for part in row.parts[name]] for name in part_names(row)},
    }


def part_names(row: TableRow) -> list[str]:
    """The tables of its parts; none for a row that stands by itself."""
    return [name for name in row.table.parts if name in row.parts]


def field_value(field: AnyField, values: Mapping[str, FieldValue]) -> Json:
    """A value with all its parts, also those that are empty."""
    value = values[field.name]
    if isinstance(value, Value):
        return {name: json_value(part) for name, part in value}
    return json_value(value)


def json_value(value: FieldValue) -> Json:
    """A value as JSON has it: decimals and dates as strings."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, list | tuple):
        return [json_value(each) for each in value]
    return str(to_json(value))


def dump_json(value: Json) -> str:
    """JSON text, without needless space."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
