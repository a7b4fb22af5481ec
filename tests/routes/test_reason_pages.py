"""Undoing, bringing back and going back: who may, and what becomes of what was typed."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.models import Intent, Revision, Role
from app.spine.moment import reading_session
from app.spine.versioned import Entity
from tests import factory
from tests.accounts import PASSWORD, create_account, open_browser, signed_in_browser
from tests.page import page, plain_text
from tests.reason_forms import reason_form_values

# Each page with one button, and what its revision means to do.
WAYS = {
    "/revisions/2/undo": Intent.UNDOES,
    "/pledges/9/restore": Intent.RESTORES,
    "/pledges/3/revert?to=r1": Intent.RESTORES,
    "/countries/ee/revert?to=r1": Intent.RESTORES,
    "/pledges/3/retract": Intent.RETRACTS,
}
pytestmark = [pytest.mark.parametrize("way", WAYS)]


@pytest.fixture(autouse=True)
def edits(engine: Engine) -> None:
    """r1: pledges 3 and 9. r2 renames the one, r3 retracts the other, r4 renames Estonia."""
    first, second = factory.record_estonia(engine, 2)
    factory.revise(engine, first, title="Two companies")
    factory.retract(engine, second)
    with reading_session(engine) as session:
        actor = session.get_one(Entity, 1)
    factory.revise(engine, actor, name="Eesti")


def load_revision(engine: Engine, number: int) -> Revision:
    with reading_session(engine) as session:
        return session.get_one(Revision, number)


def fill_form(client: TestClient, way: str) -> dict[str, str]:
    """What an editor's form would send, with a reason."""
    return reason_form_values(page(client.get(way))) | {"comment": "My words."}


def path(way: str) -> str:
    """Where the form of a page is sent to."""
    return way.split("?")[0]


@pytest.mark.slow
def test_an_edit_is_recorded_with_its_reason(app: FastAPI, engine: Engine, way: str):
    client = signed_in_browser(app)

    answer = client.post(path(way), data=fill_form(client, way))

    assert (answer.status_code, answer.headers["Location"]) == (303, "/revisions/5")
    revision = load_revision(engine, 5)
    assert (revision.intent, revision.comment) == (WAYS[way], "My words.")
    assert revision.undoes == (2 if "undo" in way else None)
    assert page(client.get("/revisions/5"))


@pytest.mark.slow
def test_the_same_words_twice_are_one_revision(app: FastAPI, engine: Engine, way: str):
    client = signed_in_browser(app)
    typed = fill_form(client, way)

    answers = [client.post(path(way), data=typed) for _ in range(2)]

    assert [answer.headers["Location"] for answer in answers] == ["/revisions/5"] * 2
    assert factory.newest_number(engine) == 5


def test_nobody_is_led_to_sign_in_and_back(app: FastAPI, way: str):
    answer = open_browser(app).get(way)

    assert answer.status_code == 303
    assert answer.headers["Location"].startswith(f"/sign-in?to=%2F{way.split('/')[1]}")


@pytest.mark.slow
def test_what_nobody_sent_is_kept_and_saved_with_one_button(app: FastAPI, engine: Engine, way: str):
    typed = fill_form(signed_in_browser(app), way)
    client = open_browser(app)

    shown = page(client.post(path(way), data=typed), 401)
    assert "sign in to save it" in shown.select_one("#refusal").text
    assert reason_form_values(shown) == typed
    assert shown.select_one("main form, main section")["id"] == "slip"
    assert shown.select_one("#slip button").text.startswith("Sign in and ")
    assert factory.newest_number(engine) == 4
    who = {"username": "Ada", "password": PASSWORD}
    answer = client.post(path(way), data=reason_form_values(shown) | who)

    assert (answer.status_code, answer.headers["Location"]) == (303, "/revisions/5")
    assert page(client.get("/about")).select_one(".own").text.endswith("Ada")


@pytest.mark.slow
def test_a_wrong_password_keeps_what_was_typed(app: FastAPI, engine: Engine, way: str):
    typed = fill_form(signed_in_browser(app), way)

    answer = open_browser(app).post(
        path(way), data=typed | {"username": "Ada", "password": "wrong"}
    )

    shown = page(answer, 401)
    assert "is not right" in plain_text(shown.select_one("#sign-in-error").text)
    assert shown.select_one("[name=username]")["value"] == "Ada"
    assert reason_form_values(shown) == typed
    assert factory.newest_number(engine) == 4


@pytest.mark.covered
def test_who_may_not_is_told_and_signed_in_all_the_same(app: FastAPI, engine: Engine, way: str):
    typed = fill_form(signed_in_browser(app), way)
    create_account(app, "Bo", Role.CONTRIBUTOR)
    client = open_browser(app)

    answer = client.post(path(way), data=typed | {"username": "Bo", "password": PASSWORD})

    shown = page(answer, 403)
    assert "This takes the role editor" in shown.select_one("#refusal").text
    assert reason_form_values(shown) == typed
    assert not shown.select("[name=password]")
    page(client.get(way), 403)
    assert factory.newest_number(engine) == 4


def test_what_is_not_there_is_not_found(app: FastAPI, way: str):
    client = signed_in_browser(app)
    unknown = way.replace("/2/", "/99/").replace("/9/", "/99/").replace("/3/", "/99/")
    unknown = unknown.replace("/ee/", "/fr/")

    page(client.get(unknown), 404)
    page(client.post(path(unknown), data=fill_form(client, way)), 404)


@pytest.mark.slow
def test_where_too_many_write_nothing_is_lost(app: FastAPI, way: str, request):
    client = signed_in_browser(app)
    typed = fill_form(client, way)
    request.getfixturevalue("eight_wait")

    answer = client.post(path(way), data=typed)

    shown = page(answer, 503)
    assert "Many are saving just now." in shown.select_one("#refusal").text
    assert reason_form_values(shown) == typed
    assert answer.headers["Retry-After"] == "5"


def test_a_reason_that_is_too_long_is_kept(app: FastAPI, engine: Engine, way: str):
    client = signed_in_browser(app)
    typed = fill_form(client, way) | {"comment": "x" * 2001}

    shown = page(client.post(path(way), data=typed), 422)

    assert "At most 2,000 characters" in shown.select_one("#refusal").text
    assert reason_form_values(shown) == typed
    assert factory.newest_number(engine) == 4


def test_in_the_past_the_page_leads_to_now(app: FastAPI, way: str):
    moment = "&as_of=r1" if "?" in way else "?as_of=r1"

    answer = signed_in_browser(app).get(way + moment)

    assert (answer.status_code, answer.headers["Location"]) == (303, way)
