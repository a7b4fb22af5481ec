"""Data is open to the pages of other sites; and an address almost right leads to the right one."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from tests import factory

ORIGIN = {"Origin": "https://desk.example", "Access-Control-Request-Method": "GET"}


@pytest.mark.parametrize("path", ["/pledges.json", "/pledges.csv", "/openapi.json"])
def test_a_page_elsewhere_may_ask_with_a_validator(client: TestClient, path: str):
    asked = ORIGIN | {"Access-Control-Request-Headers": "if-none-match"}

    answer = client.options(path, headers=asked)

    assert answer.status_code == 204
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Access-Control-Allow-Headers"] == "If-None-Match"
    assert "GET" in answer.headers["Access-Control-Allow-Methods"]


def test_a_page_elsewhere_may_not_ask_for_our_pages(client: TestClient):
    answer = client.options("/pledges", headers=ORIGIN)

    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
    assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize(
    ("path", "right"),
    [
        ("/countries/EE.json?on=2026-05-01", "/countries/ee.json?on=2026-05-01"),
        ("/countries/Estonia.json", "/countries/ee.json"),
        ("/groups/Nordic.json", "/groups/nordic.json"),
    ],
)
def test_a_code_in_other_letters_leads_on(client: TestClient, path: str, right: str):
    answer = client.get(path, follow_redirects=False)

    assert (answer.status_code, answer.headers["Location"]) == (308, right)


@pytest.mark.parametrize("path", ["/pledges/3.json", "/countries/ee.json", "/revisions/1.json"])
def test_a_file_of_one_thing_names_its_revision(client: TestClient, engine: Engine, path: str):
    factory.record_estonia(engine)

    answer = client.get(path)

    assert answer.headers["Commitments-Revision"] == answer.json()["cite"]


@pytest.mark.slow
def test_a_program_of_another_site_may_read_data_and_no_page(client: TestClient, engine: Engine):
    factory.record_estonia(engine)

    assert client.get("/pledges.json").headers["Access-Control-Allow-Origin"] == "*"
    assert client.get("/pledges/9.json").headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in client.get("/pledges").headers
    assert "Access-Control-Allow-Credentials" not in client.get("/pledges.json").headers
