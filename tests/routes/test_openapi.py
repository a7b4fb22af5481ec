"""The document says what the answers hold: every key, every word, every list."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.exports.files.lists import LISTS
from app.exports.files.openapi import document
from app.exports.files.tables import TABLES
from tests.page import page

pytestmark = pytest.mark.usefixtures("seeded")

KINDS = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict}


def fits(value: Any, schema: dict[str, Any], place: str) -> None:
    """Hold a value to a schema of the few sorts that the document has."""
    if "$ref" in schema:
        schema = document()["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    if "anyOf" in schema:
        if value is not None:
            fits(value, schema["anyOf"][0], place)
        return
    if "enum" in schema:
        assert value in schema["enum"], place
        return
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    assert (value is None and "null" in kinds) or isinstance(value, KINDS[kinds[0]]), place
    if isinstance(value, dict) and "properties" in schema:
        assert set(schema["required"]) <= value.keys() <= schema["properties"].keys(), place
        for key, its in value.items():
            fits(its, schema["properties"][key], f"{place}.{key}")
    for number, each in enumerate(value if isinstance(value, list) else ()):
        fits(each, schema["items"], f"{place}[{number}]")


def schema(path: str) -> dict[str, Any]:
    answer = document()["paths"][path]["get"]["responses"]["200"]
    found: dict[str, Any] = answer["content"]["application/json"]["schema"]
    return found


@pytest.mark.parametrize("name", LISTS)
def test_a_list_answers_as_the_document_says(client: TestClient, name: str):
    fits(client.get(f"/{name}.json").json(), schema(f"/{name}.json"), name)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/pledges/68.json", "/pledges/{id}.json"),
        ("/stances/151.json", "/stances/{id}.json"),
        ("/sources/10.json", "/sources/{id}.json"),
        ("/passages/14.json", "/passages/{id}.json"),
        ("/links/362.json", "/links/{id}.json"),
        ("/revisions/1.json", "/revisions/{id}.json"),
        ("/countries/gb.json", "/countries/{code}.json"),
        ("/countries/ee.json", "/countries/{code}.json"),
        ("/groups/coalition.json", "/groups/{code}.json"),
    ],
)
def test_a_thing_answers_as_the_document_says(client: TestClient, path: str, told: str):
    fits(client.get(path).json(), schema(told), path)


@pytest.mark.parametrize("name", TABLES)
def test_the_example_of_a_row_is_as_the_document_says(name: str):
    said = document()["components"]["schemas"][name]

    [example] = said["examples"]
    fits(example, said, name)


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.covered
def test_each_example_of_a_parameter_is_answered(client: TestClient, name: str):
    taken = document()["paths"][f"/{name}.json"]["get"]["parameters"]

    given = {each["name"]: each["example"] for each in taken if "example" in each}
    for parameter, word in given.items():
        assert client.get(f"/{name}.json", params={parameter: word}).status_code == 200
    assert {"as_of", "on"} <= given.keys()


def test_a_problem_is_as_the_document_says(client: TestClient):
    answer = client.get("/pledges/9999.json").json()

    fits(answer, document()["components"]["schemas"]["Problem"], "problem")


def test_the_document_and_its_page_name_every_address(client: TestClient):
    paths = client.get("/openapi.json").json()["paths"]

    shown = {code.text for code in page(client.get("/data/api")).select("#paths summary code")}

    assert shown == set(paths)
    assert len(paths) == len(LISTS) + 12
