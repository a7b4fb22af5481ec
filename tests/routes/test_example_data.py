"""Every page and every file of an example register says that it is one; no other does."""

import json
from csv import DictReader
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.edits.example_register import ExampleSize, fill_with_examples
from app.exports.files.data_package import write_package
from app.exports.files.edition import Edition
from app.exports.files.snapshot import take_snapshot
from app.spine.example_mark import EXAMPLE_NOTE
from tests import factory
from tests.page import page

BANNER = "Example data."
PAGES = ("/", "/countries", "/countries/gb", "/pledges", "/stances", "/assessments", "/events")
PAGES += ("/timeline", "/circumstances", "/checks", "/sources", "/passages", "/revisions")
PAGES += ("/method", "/data", "/about", "/sign-in", "/no-such-page", "/pledges?as_of=r30")


@pytest.fixture
def example(app: FastAPI, client: TestClient) -> TestClient:
    fill_with_examples(app.state.engine, ExampleSize(pledges=5, revisions=80))
    return client


def test_every_page_says_that_its_data_is_an_example(example: TestClient):
    unmarked = [path for path in PAGES if BANNER not in example.get(path).text]

    assert unmarked == []


@pytest.mark.usefixtures("seeded")
def test_no_page_of_another_register_says_so(client: TestClient):
    assert BANNER not in page(client.get("/")).text


def test_each_row_of_a_table_says_that_it_is_an_example(example: TestClient):
    rows = list(DictReader(StringIO(example.get("/pledges.csv").text)))

    assert [row["example_data"] for row in rows] == [EXAMPLE_NOTE] * 5


@pytest.mark.parametrize("path", ["/pledges.json", "/revisions.json", "/countries/gb.json"])
def test_json_says_that_it_is_an_example(example: TestClient, path: str):
    assert example.get(path).json()["example_data"] == EXAMPLE_NOTE


@pytest.mark.usefixtures("seeded")
def test_the_files_of_another_register_say_nothing_of_examples(client: TestClient):
    assert "example_data" not in client.get("/pledges.csv").text
    assert "example_data" not in client.get("/pledges.json").json()


@pytest.mark.usefixtures("example")
def test_the_whole_package_says_that_it_is_an_example(app: FastAPI):
    file = BytesIO()
    edition = Edition(80, "", factory.TODAY, "http://here")

    write_package(file, take_snapshot(app.state.engine, edition))

    with ZipFile(file) as archive:
        description = json.loads(archive.read("datapackage.json"))
        assert description["description"].endswith(EXAMPLE_NOTE)
        assert description["register"]["example_data"] == EXAMPLE_NOTE
        fields = description["resources"][0]["schema"]["fields"]
        header = archive.read(description["resources"][0]["path"]).decode().splitlines()[0]
        assert header.split(",") == [each["name"] for each in fields]
