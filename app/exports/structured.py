"""Rows as JSON: facts apart from what is worked out, parts and citations inside, stable keys."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from app.exports.columns import Field
from app.exports.shown import Shown
from app.exports.tables import Row
from app.spine.value import Value, told

LICENCE = (
    "CC BY 4.0 for the register’s own words. Quotations and sources belong to their authors: they "
    "are cited here, not licensed."
)


def file(head: Mapping[str, Any], batches: Iterable[Sequence[Row]]) -> Iterator[str]:
    """The text of a file, batch by batch: the head, and the rows under “rows”."""
    yield f'{written(head)[:-1]},"rows":['
    between = "\n"
    for rows in batches:
        yield between + ",\n".join(written(shaped(row)) for row in rows)
        between = ",\n"
    yield "\n]}\n"


def about(shown: Shown, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    """What every answer says of itself."""
    return {
        "revision": shown.number,
        "digest": shown.digest,
        "cite": shown.cite,
        "on": shown.today.isoformat(),
        "licence": LICENCE,
        **more,
    }


def shaped(row: Row) -> dict[str, Any]:
    """A row as an object."""
    table = row.table
    return {
        **{field.name: plain(row.stated[field.name]) for field in table.lead},
        "facts": {field.name: whole(field, row.stated) for field in table.facts},
        "computed": {field.name: whole(field, row.computed) for field in table.computed},
        **{name: [shaped(part) for part in row.parts[name]] for name in nested(row)},
    }


def nested(row: Row) -> list[str]:
    """The tables of its parts; none for a row that stands by itself."""
    return [name for name in row.table.parts if name in row.parts]


def whole(field: Field, values: Mapping[str, Any]) -> Any:  # noqa: ANN401
    """A value with all its parts, also those that are empty."""
    value = values[field.name]
    if isinstance(value, Value):
        return {name: plain(part) for name, part in value}
    return plain(value)


def plain(value: Any) -> Any:  # noqa: ANN401
    """A value as JSON has it: decimals and dates as strings."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return str(told(value))


def written(value: Any) -> str:  # noqa: ANN401
    """JSON text, without needless space."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
