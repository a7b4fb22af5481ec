"""The JSON side of the contract as an OpenAPI 3.1 document, from the declared lists."""

from functools import cache

from app.exports.files import openapi_examples
from app.exports.files.edition import LICENCE
from app.exports.files.lists import LISTS, KnownNames, Listing
from app.exports.files.openapi_schemas import (
    NULL,
    TEXT,
    Schema,
    component_schemas,
    object_schema,
    schema_reference,
)
from app.forms.list_query import Parameter
from app.models.actor_names import COUNTRIES_ALONE
from app.spine.example_mark import EXAMPLE_COLUMN

AS_OF = Parameter("as_of", "As of", "What the register held: r12, a date, or a time.", {})
ON = Parameter("on", "On", "As the world stood by the end of that day: 2026-05-01.", {})
PROBLEM_MEDIA_TYPE = "application/problem+json"
HEAD_SCHEMAS: dict[str, Schema] = {
    "revision": {"type": "integer", "description": "The revision shown."},
    "digest": {"type": "string", "description": "Its digest."},
    "cite": {"type": "string", "description": "Both, as a citation pins them."},
    "on": {"type": "string", "format": "date", "description": "The day it is worked out for."},
    "licence": {"type": "string"},
    EXAMPLE_COLUMN: {"type": "string", "description": "Only where all of it is example data."},
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
