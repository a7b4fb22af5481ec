"""The JSON side of the contract as an OpenAPI 3.1 document, from the declared tables and lists."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache

from app.exports.files import openapi_examples
from app.exports.files.columns import AnyField, bare_type, has_parts, is_vocabulary
from app.exports.files.edition import LICENCE
from app.exports.files.json_file import Json
from app.exports.files.lists import LISTS, KnownNames, Listing
from app.exports.files.table import AnyTable
from app.exports.files.tables import TABLES
from app.forms.list_query import Parameter
from app.models.actor_names import COUNTRIES_ALONE
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
AS_OF = Parameter("as_of", "As of", "What the register held: r12, a date, or a time.", {})
ON = Parameter("on", "On", "As the world stood by the end of that day: 2026-05-01.", {})
PROBLEM_MEDIA_TYPE = "application/problem+json"
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
HEAD_SCHEMAS: dict[str, Schema] = {
    "revision": {"type": "integer", "description": "The revision shown."},
    "digest": {"type": "string", "description": "Its digest."},
    "cite": {"type": "string", "description": "Both, as a citation pins them."},
    "on": {"type": "string", "format": "date", "description": "The day it is worked out for."},
    "licence": {"type": "string"},
}
LIST_SCHEMAS: dict[str, Schema] = {
    "question": {"type": "string", "description": "What was asked for, in words."},
    "url": {"type": ["string", "null"], "description": "The page that shows the same."},
    "count": {"type": "integer", "description": "How many rows were asked for."},
}
LINES_SCHEMA: Schema = {
    "type": "array",
    "description": "The lines of its record, as they were hashed.",
    "items": {
        "type": "object",
        "required": ["position", "sha256", "text"],
        "properties": {"position": {"type": "integer"}, "sha256": TEXT, "text": TEXT},
    },
}


@cache
def document() -> Schema:
    """The document; its server is wherever it was had from."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Coalition Commitments",
            "version": "1",
            "description": "A register of what states have offered to a multinational Reassurance "
            "Force for Ukraine. Every answer is of one revision and says which. " + LICENCE,
            "license": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
        },
        "servers": [{"url": "/"}],
        "paths": {**dict(map(list_path_item, LISTS.values())), **thing_paths()},
        "components": {"schemas": component_schemas()},
    }


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
    return {field.name: type_schema(field.type, field.meaning, nullable=True) for field in fields}


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
    """The schema of an object that has all these keys."""
    return {"type": "object", "required": list(parts), "properties": parts, **more}


def schema_reference(name: str) -> Schema:
    """A reference to a schema among the components."""
    return {"$ref": f"#/components/schemas/{name}"}


def list_path_item(listing: Listing) -> tuple[str, Schema]:
    """The address of a list, and what it takes and answers."""
    parts: dict[str, Schema] = {
        **HEAD_SCHEMAS,
        **LIST_SCHEMAS,
        "rows": {"type": "array", "items": schema_reference(listing.table.name)},
    }
    if listing.name == "revisions":
        parts["next"] = {"type": ["string", "null"], "description": "Where the next ones are."}
    parameters = [*listing.parameters(KnownNames(COUNTRIES_ALONE)), AS_OF, ON]
    return f"/{listing.name}.json", {
        "get": {
            "operationId": listing.name,
            "summary": f"All {listing.name} that are asked for",
            "parameters": [query_parameter(parameter) for parameter in parameters],
            "responses": path_responses(object_schema(parts), "422"),
        }
    }


def query_parameter(parameter: Parameter) -> Schema:
    """A parameter of a list; of several words of it, one is enough."""
    word_schema: Schema = {"type": "string"}
    if parameter.choices and parameter.accepts_other is None:
        word_schema["enum"] = list(parameter.choices)
    is_moment = parameter in (AS_OF, ON)
    several = parameter.is_repeatable and not is_moment
    result: Schema = {
        "name": parameter.name,
        "in": "query",
        "description": f"{parameter.title}: {parameter.meaning}",
        "schema": {"type": "array", "items": word_schema} if several else word_schema,
    }
    example = openapi_examples.parameter_example(parameter, several=several)
    return result if example is None else result | {"example": example}


def thing_paths() -> dict[str, Schema]:
    """The addresses of single things, and what they answer; the timeline has none."""
    paths = {
        f"/{name}/{{id}}.json": thing_path_item(
            name, object_schema({**HEAD_SCHEMAS, "row": schema_reference(name)})
        )
        for name in LISTS
        if name not in ("countries", "groups", "timeline", "revisions")
    }
    paths["/revisions/{id}.json"] = thing_path_item(
        "revisions",
        object_schema(
            {**HEAD_SCHEMAS, "row": schema_reference("revisions"), "lines": LINES_SCHEMA}
        ),
    )
    for name in ("countries", "groups"):
        parts: dict[str, Schema] = {
            **HEAD_SCHEMAS,
            "code": TEXT,
            "name": TEXT,
            "row": {"anyOf": [schema_reference("actors"), NULL]},
            "pledges": {"type": "array", "items": schema_reference("pledges")},
            "stances": {"type": "array", "items": schema_reference("stances")},
            "lists": {"type": "object", "additionalProperties": TEXT},
        }
        paths[f"/{name}/{{code}}.json"] = thing_path_item(name, object_schema(parts), "code")
    return paths


def thing_path_item(name: str, schema: Schema, key: str = "id") -> Schema:
    """What the addresses of the things of a list take and answer."""
    kind = "integer" if key == "id" else "string"
    meaning = "Its number." if key == "id" else "A code, as in gb."
    key_parameter: Schema = {"name": key, "in": "path", "required": True, "description": meaning}
    key_parameter["schema"] = {"type": kind, "minimum": 1} if key == "id" else {"type": kind}
    key_parameter["example"] = {"countries": "gb", "groups": "coalition"}.get(name, 1)
    return {
        "get": {
            "operationId": f"{name}.show",
            "summary": f"One of the {name}, with its parts and citations",
            "parameters": [key_parameter, query_parameter(AS_OF), query_parameter(ON)],
            "responses": path_responses(schema, "404", "410", "422"),
        }
    }


def path_responses(schema: Schema, *problems: str) -> Schema:
    """The answers of an address: 200 with this schema, and these problems, by status."""
    reasons = {"404": "Not there", "410": "Retracted", "422": "Not understood"}
    problem_responses: dict[str, Schema] = {
        code: {
            "description": reasons[code],
            "content": {PROBLEM_MEDIA_TYPE: {"schema": schema_reference("Problem")}},
        }
        for code in problems
    }
    success: Schema = {
        "description": "As asked for",
        "content": {"application/json": {"schema": schema}},
    }
    return {"200": success, **problem_responses}
