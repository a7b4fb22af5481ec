"""What the document of the JSON files says of rows and values, from the declared tables."""

from collections.abc import Iterable
from datetime import date, datetime

from app.exports.files import openapi_examples
from app.exports.files.columns import AnyField, bare_type, has_parts, is_vocabulary
from app.exports.files.json_file import Json
from app.exports.files.table import AnyTable
from app.exports.files.tables import TABLES
from app.spine.example_mark import EXAMPLE_COLUMN
from app.spine.value import Value

Schema = dict[str, Json]
PLAIN_SCHEMAS: dict[type, Schema] = {
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    list: {"type": "array", "items": {"type": "string"}},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
}
TEXT: Schema = {"type": "string"}
NULL: Schema = {"type": "null"}
PROBLEM: Schema = {
    "type": "object",
    "description": "What can't be answered, and what to do: RFC 9457.",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": TEXT,
        "title": TEXT,
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "A sentence that says what to do."},
        "instance": TEXT,
        "retracted": {"type": "object", "description": "Of a 410: who took it back, and why."},
        "facts": {"type": "object", "description": "Of a 410: as it last was."},
    },
    "examples": [{"type": "about:blank", "title": "Not found", "status": 404,
                  "detail": "There is no pledge 99 here.", "instance": "/pledges/99.json"}],
}  # fmt: skip


def component_schemas() -> dict[str, Schema]:
    """The schemas: values of several parts, the rows of each table, and problems."""
    values = {kind.__name__: value_schema(kind) for kind in openapi_examples.VALUE_EXAMPLES}
    return {
        "Problem": PROBLEM,
        **values,
        **{name: row_schema(table) for name, table in TABLES.items()},
    }


def value_schema(kind: type[Value]) -> Schema:
    """The schema of a value of several parts; all its keys are always there."""
    parts = {
        name: type_schema(
            bare_type(part.annotation), part.description or part.title or "", nullable=True
        )
        for name, part in kind.model_fields.items()
    }
    return object_schema(parts, examples=[openapi_examples.VALUE_EXAMPLES[kind]])


def row_schema(table: AnyTable) -> Schema:
    """The schema of a row, with its parts."""
    lead = {f.name: type_schema(f.type, f.meaning, nullable=False) for f in table.identity}
    parts: dict[str, Schema] = {
        name: {"type": "array", "items": schema_reference(name)} for name in table.parts
    }
    both = {
        "facts": object_schema(field_schemas(table.facts)),
        "computed": object_schema(field_schemas(table.computed)),
    }
    schema = object_schema({**lead, **both, **parts}, description=table.row)
    schema["examples"] = [openapi_examples.row_example(table)]
    schema["required"] = [*lead, *both]  # a row that stands by itself has no parts
    return schema


def field_schemas(fields: Iterable[AnyField]) -> dict[str, Schema]:
    """The schemas of fields, by name."""
    return {field.name: field_schema(field) for field in fields}


def field_schema(field: AnyField) -> Schema:
    """The schema of a field; a list of ids is one of integers."""
    schema = type_schema(field.type, field.meaning, nullable=True)
    return schema | {"items": PLAIN_SCHEMAS[int]} if field.lists else schema


def type_schema(kind: type, meaning: str, *, nullable: bool) -> Schema:
    """The schema of a type: of a value of several parts, of words, or plain."""
    if has_parts(kind):
        return {"anyOf": [schema_reference(kind.__name__), NULL], "description": meaning}
    if is_vocabulary(kind):
        words = [str(word) for word in kind]
        schema: Schema = {"enum": [*words, None] if nullable else words}
    else:
        schema = dict(PLAIN_SCHEMAS.get(kind, TEXT))
        if nullable and kind not in (bool, list):
            schema["type"] = [schema["type"], "null"]
    return schema | {"description": meaning}


def object_schema(parts: dict[str, Schema], **more: Json) -> Schema:
    """The schema of an object that has all these keys, but for the mark of example data."""
    required = [name for name in parts if name != EXAMPLE_COLUMN]
    return {"type": "object", "required": required, "properties": parts, **more}


def schema_reference(name: str) -> Schema:
    """A reference to a schema among the components."""
    return {"$ref": f"#/components/schemas/{name}"}
