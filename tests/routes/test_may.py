"""Who may send what: every route that changes something, for everybody, from anywhere."""

import re

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine, inspect, text

from app.edits import accounts
from app.models import Actor, Role
from app.models.parts import ROOTS
from tests.people import OURS, browser, joined

PEOPLE = ("nobody", "contributor", "editor", "admin", "disabled")
BASE = "http://127.0.0.1:8000"
ELSEWHERE = ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {})
OURSELVES = (OURS, {"Origin": BASE})
# What each route that changes something answers to each of PEOPLE, sent what stands here.
MAY: dict[tuple[str, str], tuple[tuple[int, ...], dict[str, str]]] = {
    ("post", "/sign-in"): ((401, 401, 401, 401, 401), {"username": "x", "password": "y"}),
    ("post", "/sign-in/{token}"): ((404, 404, 404, 404, 404), {"password": "y"}),
    ("post", "/sign-out"): ((303, 303, 303, 303, 303), {}),
    ("post", "/account"): ((401, 303, 303, 303, 401), {"do": "keys"}),
    ("post", "/accounts"): ((401, 403, 403, 200, 401), {"handle": "New", "role": "editor"}),
    ("post", "/accounts/{account_id}"): ((401, 403, 403, 303, 401), {"do": "disable"}),
}
# The routes of forms for things, which test_forms and test_retractions climb for everybody.
FORMS = {
    *(f"/{kind.noun()}s/new" for kind in ROOTS if kind is not Actor),
    *(
        f"/{kind.noun()}s/{{{kind.noun()}_id}}/{way}"
        for kind in ROOTS
        if kind is not Actor
        for way in ("edit", "retract")
    ),
    *(f"/{each}/{{code}}/{way}" for each in ("countries", "groups") for way in ("edit", "retract")),
    "/groups/new",
}
FILLED = {"token": "unknown", "account_id": "2"}


@pytest.fixture
def other(app: FastAPI) -> None:
    """Account 2, for others to change."""
    joined(app, "Other", Role.CONTRIBUTOR)


def client_of(app: FastAPI, person: str) -> TestClient:
    """The browser of one of PEOPLE."""
    if person == "nobody":
        client = browser(app)
    elif person == "disabled":
        signed = joined(app, "Off", Role.ADMIN)
        joined(app, "Left", Role.ADMIN)
        accounts.disable(app.state.engine, signed.account.id, app.state.clock())
        client = browser(app, signed.token)
    else:
        client = browser(app, joined(app, "Me", Role(person)).token)
    del client.headers["Sec-Fetch-Site"]
    return client


def held(engine: Engine) -> dict[str, list[str]]:
    """Every row there is."""
    with engine.connect() as connection:
        return {
            table: sorted(map(repr, connection.execute(text(f'SELECT * FROM "{table}"'))))
            for table in inspect(engine).get_table_names()
        }


def test_every_route_that_changes_something_is_told_here(app: FastAPI):
    paths = app.openapi()["paths"]

    changing = {(m, path) for path, methods in paths.items() for m in methods if m != "get"}

    assert changing == MAY.keys() | {("post", path) for path in FORMS}


@pytest.mark.parametrize("headers", OURSELVES, ids=str)
@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("route", MAY, ids=str)
@pytest.mark.usefixtures("other")
def test_a_change_takes_its_role(app: FastAPI, route, person: str, headers):
    (method, path), (told, sent) = route, MAY[route]
    client = client_of(app, person)

    answer = client.request(method, path.format(**FILLED), data=sent, headers=headers)

    assert answer.status_code == told[PEOPLE.index(person)]


@pytest.mark.parametrize("headers", ELSEWHERE, ids=str)
@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.usefixtures("other")
def test_from_elsewhere_nobody_changes_anything(app: FastAPI, engine, person: str, headers):
    client = client_of(app, person)
    before = held(engine)

    for (method, path), (_, sent) in MAY.items():
        answer = client.request(method, path.format(**FILLED), data=sent, headers=headers)
        assert answer.status_code == 403, path
    for path in FORMS:
        answer = client.post(re.sub("{.*}", "1", path), data={"n0.code": "fi"}, headers=headers)
        assert answer.status_code == 403, path

    assert held(engine) == before
