import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.models import Source
from tests import build
from tests.page import page, words


def test_an_address_that_is_almost_right_leads_to_the_nearest(client: TestClient):
    shown = page(client.get("/countrys"), 404)

    assert shown.select_one("main a[href='/countries']")


@pytest.mark.parametrize(
    ("asked", "found"),
    [("united-kingdm", "gb"), ("germny", "de"), ("turkey", "tr"), ("ukrane", "ua")],
)
@pytest.mark.usefixtures("seeded")
def test_a_country_that_is_almost_right_leads_to_the_nearest(client: TestClient, asked, found):
    shown = page(client.get(f"/countries/{asked}"), 404)

    assert shown.select_one(f"main a[href='/countries/{found}']")


def test_the_moment_is_kept_on_the_way_out(client: TestClient, engine: Engine):
    build.estonia(engine)

    shown = page(client.get("/countries/germny?as_of=r1"), 404)

    assert shown.select_one("main a[href='/countries/de?as_of=r1']")


@pytest.mark.parametrize("path", ["/countries/g%00b", "/groups/%00", "/countries/%00/history"])
def test_a_nul_in_an_address_is_not_found(client: TestClient, path: str):
    page(client.get(path), 404)


@pytest.mark.parametrize("number", ["abc", "99999999999", "9" * 30, "-1", "1.5"])
def test_what_is_no_number_is_not_found(client: TestClient, number: str):
    page(client.get(f"/pledges/{number}"), 404)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("as_of=soon", "give a revision like r12"),
        ("as_of=r9", "There is no revision r9 yet"),
        ("as_of=2026-06-01", "yet to come"),
        ("on=soon", "give a date like 2026-05-01"),
        ("page=x", "give a number from 1 on"),
        ("page=0", "give a number from 1 on"),
    ],
)
def test_a_bad_value_says_what_is_accepted(client: TestClient, engine: Engine, query, sentence):
    build.estonia(engine, made_at=build.noon(1))

    shown = page(client.get(f"/pledges?{query}"), 422)

    assert sentence in words(shown.text)
    assert shown.select_one("main a[href='/pledges']")
    assert "now" in shown.select_one("#moment").text


def test_an_unknown_parameter_is_named_above_the_page(client: TestClient):
    shown = page(client.get("/pledges?colour=red&page=1"))

    assert shown.select_one("#moment code").text == "colour"


def test_an_empty_moment_is_now(client: TestClient):
    assert "The register as it is now" in words(page(client.get("/about?as_of=&on=")).text)


def test_what_was_retracted_is_gone_and_says_who_took_it_away_and_why(
    client: TestClient, engine: Engine
):
    [pledge] = build.estonia(engine, made_at=build.noon(1))
    build.retracted(engine, pledge, "Recorded twice.")

    shown = words(page(client.get(f"/pledges/{pledge.id}"), 410).text)

    for said in ("Company 0", "Recorded twice.", "r2", "register", "Estonia"):
        assert said in shown
    assert client.get(f"/pledges/{pledge.id}?as_of=r1").status_code == 200


def test_a_retracted_source_and_a_retracted_country_are_gone(client: TestClient, engine: Engine):
    source = build.recorded(engine, Source)
    build.retracted(engine, source)

    page(client.get(f"/sources/{source.id}"), 410)


def test_a_page_that_fails_says_so_and_names_nothing(app: FastAPI):
    @app.get("/broken")
    def broken() -> None:
        raise ZeroDivisionError("a secret")

    answer = TestClient(app, raise_server_exceptions=False).get("/broken")

    shown = page(answer, 500)
    assert "Our mistake" in shown.text
    assert "secret" not in shown.text


def test_an_id_of_another_kind_is_not_found(client: TestClient, engine: Engine):
    build.estonia(engine)

    page(client.get("/pledges/2"), 404)
