"""The JSON side of the contract as an OpenAPI 3.1 document, from the declared tables and lists."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Any

from app.exports import examples
from app.exports.columns import Field, bare, terms, valued
from app.exports.lists import LISTS, Known, Listing
from app.exports.structured import LICENCE
from app.exports.tables import TABLES, Table
from app.forms.asking import Parameter

Schema = dict[str, Any]
PLAIN: dict[Any, Schema] = {
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
MEDIA = "application/problem+json"
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
ABOUT: dict[str, Schema] = {
    "revision": {"type": "integer", "description": "The revision shown."},
    "digest": {"type": "string", "description": "Its digest."},
    "cite": {"type": "string", "description": "Both, as a citation pins them."},
    "on": {"type": "string", "format": "date", "description": "The day it is worked out for."},
    "licence": {"type": "string"},
}
OF_A_LIST: dict[str, Schema] = {
    "question": {"type": "string", "description": "What was asked for, in words."},
    "url": {"type": ["string", "null"], "description": "The page that shows the same."},
    "count": {"type": "integer", "description": "How many rows were asked for."},
}
LINES: Schema = {
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
        "paths": {**dict(map(listed, LISTS.values())), **things()},
        "components": {"schemas": schemas()},
    }


def schemas() -> dict[str, Schema]:
    """The schemas: values of several parts, the rows of each table, and problems."""
    values = {kind.__name__: value(kind) for kind in examples.VALUES}
    return {"Problem": PROBLEM, **values, **{name: row(table) for name, table in TABLES.items()}}


def value(kind: Any) -> Schema:  # noqa: ANN401
    """The schema of a value of several parts; all its keys are always there."""
    parts = {
        name: told(bare(part.annotation), part.description or part.title or "", nullable=True)
        for name, part in kind.model_fields.items()
    }
    return closed(parts, examples=[examples.VALUES[kind]])


def row(table: Table) -> Schema:
    """The schema of a row, with its parts."""
    lead = {f.name: told(f.type, f.meaning, nullable=False) for f in table.lead}
    parts = {name: {"type": "array", "items": ref(name)} for name in table.parts}
    both = {"facts": closed(fields(table.facts)), "computed": closed(fields(table.computed))}
    found = closed({**lead, **both, **parts}, description=table.row)
    found["examples"] = [examples.row(table)]
    found["required"] = [*lead, *both]  # a row that stands by itself has no parts
    return found


def fields(these: Iterable[Field]) -> dict[str, Schema]:
    """The schemas of fields, by name."""
    return {field.name: told(field.type, field.meaning, nullable=True) for field in these}


def told(kind: Any, meaning: str, *, nullable: bool) -> Schema:  # noqa: ANN401
    """The schema of a type: of a value of several parts, of words, or plain."""
    if valued(kind):
        return {"anyOf": [ref(kind.__name__), NULL], "description": meaning}
    if terms(kind):
        words = [str(word) for word in kind]
        found: Schema = {"enum": [*words, None] if nullable else words}
    else:
        found = dict(PLAIN.get(kind, TEXT))
        if nullable and kind not in (bool, list):
            found["type"] = [found["type"], "null"]
    return found | {"description": meaning}


def closed(parts: dict[str, Schema], **more: Any) -> Schema:  # noqa: ANN401
    """The schema of an object that has all these keys."""
    return {"type": "object", "required": list(parts), "properties": parts, **more}


def ref(name: str) -> Schema:
    """A schema by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


def listed(listing: Listing) -> tuple[str, Schema]:
    """The path of a list."""
    parts = {**ABOUT, **OF_A_LIST, "rows": {"type": "array", "items": ref(listing.table.name)}}
    if listing.name == "revisions":
        parts["next"] = {"type": ["string", "null"], "description": "Where the next ones are."}
    taken = [*listing.parameters(Known({})), AS_OF, ON]
    return f"/{listing.name}.json", {
        "get": {
            "operationId": listing.name,
            "summary": f"All {listing.name} that are asked for",
            "parameters": [in_query(parameter) for parameter in taken],
            "responses": answers(closed(parts), "422"),
        }
    }


def in_query(parameter: Parameter) -> Schema:
    """A parameter of a list; of several words of it, one is enough."""
    one: Schema = {"type": "string"}
    if parameter.accepted and parameter.otherwise is None:
        one["enum"] = list(parameter.accepted)
    moment = parameter in (AS_OF, ON)
    several = parameter.several and not moment
    found: Schema = {
        "name": parameter.name,
        "in": "query",
        "description": f"{parameter.title}: {parameter.meaning}",
        "schema": {"type": "array", "items": one} if several else one,
    }
    example = examples.asked(parameter, several=several)
    return found if example is None else found | {"example": example}


def things() -> dict[str, Schema]:
    """The paths of things."""
    found = {
        f"/{name}/{{id}}.json": thing(name, closed({**ABOUT, "row": ref(name)}))
        for name in LISTS
        if name not in ("countries", "groups", "timeline", "revisions")
    }
    found["/revisions/{id}.json"] = thing(
        "revisions", closed({**ABOUT, "row": ref("revisions"), "lines": LINES})
    )
    for name in ("countries", "groups"):
        parts = {
            **ABOUT,
            "code": TEXT,
            "name": TEXT,
            "row": {"anyOf": [ref("actors"), NULL]},
            "pledges": {"type": "array", "items": ref("pledges")},
            "stances": {"type": "array", "items": ref("stances")},
            "lists": {"type": "object", "additionalProperties": TEXT},
        }
        found[f"/{name}/{{code}}.json"] = thing(name, closed(parts), "code")
    return found


def thing(name: str, schema: Schema, key: str = "id") -> Schema:
    """The path of the things of a list."""
    kind = "integer" if key == "id" else "string"
    meaning = "Its number." if key == "id" else "A code, as in gb."
    where: Schema = {"name": key, "in": "path", "required": True, "description": meaning}
    where["schema"] = {"type": kind, "minimum": 1} if key == "id" else {"type": kind}
    where["example"] = {"countries": "gb", "groups": "coalition"}.get(name, 1)
    return {
        "get": {
            "operationId": f"{name}.show",
            "summary": f"One of the {name}, with its parts and citations",
            "parameters": [where, in_query(AS_OF), in_query(ON)],
            "responses": answers(schema, "404", "410", "422"),
        }
    }


def answers(schema: Schema, *problems: str) -> Schema:
    """What a path answers."""
    reasons = {"404": "Not there", "410": "Retracted", "422": "Not understood"}
    told_of = {
        code: {"description": reasons[code], "content": {MEDIA: {"schema": ref("Problem")}}}
        for code in problems
    }
    found = {"description": "As asked for", "content": {"application/json": {"schema": schema}}}
    return {"200": found, **told_of}
