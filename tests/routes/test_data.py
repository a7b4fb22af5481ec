"""The page that explains the files."""

import pytest
from fastapi.testclient import TestClient

from app.exports.files.tables import TABLES
from tests.page import page, plain_text


@pytest.mark.slow
@pytest.mark.usefixtures("seeded")
def test_the_page_leads_to_every_list_at_the_moment_shown(client: TestClient):
    shown = page(client.get("/data?as_of=r1"))

    links = [a["href"] for a in shown.select("#lists td a")]
    assert len(links) == 26
    assert all(client.get(link).status_code == 200 for link in links)
    assert all(link.endswith("?as_of=r1") for link in links)


@pytest.mark.usefixtures("seeded")
def test_the_citation_leads_to_the_rows_ever_after(client: TestClient):
    shown = plain_text(page(client.get("/data")).select_one("#citation").text)

    address = shown.split("http://127.0.0.1:8000")[1]
    assert address == "/pledges.csv?as_of=r1&on=2026-11-22"
    assert client.get(address).status_code == 200


def test_every_column_is_explained(client: TestClient):
    shown = page(client.get("/data"))

    told = {code.text for code in shown.select("#columns-pledges dt code")}
    assert told == {column.name for column in TABLES["pledges"].columns}
    assert "floated · declared · formal · authorised" in shown.text
