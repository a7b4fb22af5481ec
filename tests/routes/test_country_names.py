"""The names by which the page of a country is found."""

import pytest
from fastapi.testclient import TestClient

from tests.page import page

pytestmark = pytest.mark.usefixtures("seeded")


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("GB", "gb"),
        ("united-kingdom", "gb"),
        ("United Kingdom", "gb"),
        ("türkiye", "tr"),
        ("uk", "gb"),
        ("gbr", "gb"),
        ("usa", "us"),
        ("turkey", "tr"),
        ("ivory-coast", "ci"),
    ],
)
def test_any_of_its_names_leads_to_the_page_of_a_country(client: TestClient, asked, code):
    moved = client.get(f"/countries/{asked}?as_of=r1", follow_redirects=False)
    history = client.get(f"/countries/{asked}/history", follow_redirects=False)

    assert (moved.status_code, moved.headers["Location"]) == (308, f"/countries/{code}?as_of=r1")
    assert history.headers["Location"] == f"/countries/{code}/history"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("/countries/gb/", "/countries/gb"),
        ("/pledges/?domain=land", "/pledges?domain=land"),
        ("/pledges/3/history/", "/pledges/3/history"),
        ("/usa", "/countries/us"),
        ("/turkey/?on=2026-01-01", "/countries/tr?on=2026-01-01"),
    ],
)
def test_a_slash_too_many_and_a_mere_country_lead_on(client: TestClient, asked: str, found: str):
    moved = client.get(asked, follow_redirects=False)

    assert (moved.status_code, moved.headers["Location"]) == (308, found)


def test_what_leads_nowhere_stays_where_it_is(client: TestClient):
    moved = client.get("http://testserver//evil.example//", follow_redirects=False)

    assert moved.headers["Location"] == "/evil.example"
    page(client.get("/evil.example"), 404)
    assert client.post("/countries/gb/").status_code in (403, 404, 405)


def test_a_form_of_a_country_is_found_by_any_of_its_names(editor: TestClient):
    moved = editor.get("/countries/uk/edit", follow_redirects=False)

    assert (moved.status_code, moved.headers["Location"]) == (308, "/countries/gb/edit")


def test_a_list_takes_any_name_of_a_country(client: TestClient):
    by_name = page(client.get("/pledges?actor=Britain&actor=FRA"))
    by_code = page(client.get("/pledges?actor=gb&actor=fr"))

    assert [row.text for row in by_name.select("tbody tr")] == [
        row.text for row in by_code.select("tbody tr")
    ]
