"""One's own account, and all of them for admins."""

import pytest
from fastapi import FastAPI

from app.edits import accounts, signing
from app.models import Role
from app.queries import accounts as asked
from app.spine.moment import at
from tests import build
from tests.page import page
from tests.people import PASSWORD, browser, enter, joined, signed_in

NEW = "another lamp, further out"
CHANGE = {"do": "password", "present": PASSWORD, "password": NEW, "again": NEW}


def test_nobody_is_led_to_the_form_and_back(client):
    answer = client.get("/account?on=2026-05-01", follow_redirects=False)

    assert answer.headers["Location"] == "/sign-in?to=%2Faccount%3Fon%3D2026-05-01"


def test_one_s_own_account_tells_handle_role_and_sessions(app: FastAPI):
    client = signed_in(app)
    enter(browser(app))

    shown = page(client.get("/account"))

    assert "publishes edits and reviews proposals" in shown.select_one("#facts").text
    assert len(shown.select("#sessions .log li")) == 2
    assert shown.select_one("#sessions").text.count("this browser") == 1
    assert "30 days after it was last used" in shown.text


def test_the_shortcuts_can_be_turned_off_and_on(app: FastAPI):
    client = signed_in(app)

    client.post("/account", data={"do": "keys"})
    off = page(client.get("/account")).select_one("#keys-on").has_attr("checked")
    client.post("/account", data={"do": "keys", "keys_on": "yes"})
    on = page(client.get("/account")).select_one("#keys-on").has_attr("checked")

    assert (off, on) == (False, True)


def test_a_new_password_signs_out_every_other_browser(app: FastAPI):
    signed = joined(app)
    other = enter(browser(app)).cookies["session"]
    client = browser(app, signed.token)

    answer = client.post("/account", data=CHANGE)

    assert answer.status_code == 303
    assert answer.cookies["session"] != signed.token
    assert [browser(app, old).get("/account").status_code for old in (signed.token, other)] == (
        [303, 303]
    )
    assert browser(app, answer.cookies["session"]).get("/account").status_code == 200
    assert enter(browser(app)).status_code == 401
    assert enter(browser(app), password=NEW).status_code == 303


@pytest.mark.parametrize(
    ("typed", "status", "sentence"),
    [
        ({"present": "a guess"}, 401, "is not right"),
        ({"again": "something else"}, 422, "not alike"),
        ({"password": "x" * 201, "again": "x" * 201}, 422, "at most 200"),
    ],
)
def test_a_password_that_can_not_be_changed_says_why(
    app: FastAPI, typed, status: int, sentence: str
):
    client = signed_in(app)

    shown = page(client.post("/account", data=CHANGE | typed), status)

    assert sentence in shown.select_one("#password .error").text
    assert client.get("/account").status_code == 200


def test_a_hijacked_session_can_not_try_passwords_for_long(app: FastAPI):
    client = signed_in(app)

    told = [client.post("/account", data=CHANGE | {"present": "x"}) for _ in range(5)]

    assert [answer.status_code for answer in told] == [401, 401, 401, 401, 429]
    assert told[-1].headers["Retry-After"] == "1"


def test_a_password_is_not_changed_where_too_many_wait(app: FastAPI):
    client = signed_in(app)
    for _ in range(10):
        assert app.state.hasher.seats.acquire(blocking=False)

    page(client.post("/account", data=CHANGE), 503)


def test_one_session_is_ended_from_another(app: FastAPI):
    signed = joined(app)
    other = enter(browser(app)).cookies["session"]
    client = browser(app, signed.token)

    client.post("/account", data={"do": "out", "session": signing.hashed(other)})

    assert browser(app, other).get("/account").status_code == 303
    assert client.get("/account").status_code == 200


@pytest.mark.parametrize("sent", [{"do": "out"}, {"do": "everywhere"}])
def test_signing_out_of_this_browser_clears_it(app: FastAPI, sent):
    signed = joined(app)

    sent = sent | {"session": signing.hashed(signed.token)}
    answer = browser(app, signed.token).post("/account", data=sent)

    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert browser(app, signed.token).get("/account").status_code == 303


def test_nobody_ends_another_s_session(app: FastAPI):
    other = joined(app, "Bea").token

    signed_in(app).post("/account", data={"do": "out", "session": signing.hashed(other)})

    assert browser(app, other).get("/account").status_code == 200


def test_an_admin_adds_an_account_and_gets_its_link(app: FastAPI):
    client = signed_in(app, Role.ADMIN)

    answer = client.post("/accounts", data={"handle": " Bea ", "role": "editor"})

    link = page(answer).select_one("#link").text
    assert answer.headers["Cache-Control"] == "no-store"
    assert link.startswith("http://127.0.0.1:8000/sign-in/")
    page(browser(app).get(link.removeprefix("http://127.0.0.1:8000")))
    [row] = [r for r in page(client.get("/accounts")).select("#accounts tr") if "Bea" in r.text]
    assert row.select_one("[data-label=Role]").text.startswith("editor")
    assert row.select_one("[data-label=State]").text == "has not chosen a password"


@pytest.mark.parametrize(
    ("sent", "status", "sentence"),
    [
        ({"handle": "x", "role": "editor"}, 422, "2 to 60 characters"),
        ({"handle": "A  da", "role": "editor"}, 422, "no two spaces"),
        ({"handle": "Bea", "role": "system"}, 422, "is no role: choose contributor, editor"),
        ({"handle": "aDA", "role": "editor"}, 409, "There is an account Ada already"),
        ({}, 422, "2 to 60 characters"),
    ],
)
def test_an_account_that_can_not_be_made_says_why(app: FastAPI, sent, status: int, sentence: str):
    client = signed_in(app, Role.ADMIN)

    shown = page(client.post("/accounts", data=sent), status)

    assert sentence in shown.select_one("#refusal").text
    assert shown.select_one("#handle")["value"] == sent.get("handle", "")


def test_another_role_signs_out_and_holds_from_then_on(app: FastAPI):
    client, bea = signed_in(app, Role.ADMIN), joined(app, "Bea")
    path = f"/accounts/{bea.account.id}"

    shown = page(client.get(path))
    client.post(path, data={"do": "role", "role": "admin"})

    assert "in 1 browser" in shown.select_one("#facts").text
    assert browser(app, bea.token).get("/account").status_code == 303
    again = browser(app, enter(browser(app), "Bea").cookies["session"])
    page(again.get("/accounts"))


def test_the_same_role_changes_nothing(app: FastAPI):
    client, bea = signed_in(app, Role.ADMIN), joined(app, "Bea")

    client.post(f"/accounts/{bea.account.id}", data={"do": "role", "role": "editor"})

    assert browser(app, bea.token).get("/account").status_code == 200


def test_a_disabled_account_is_out_at_once_and_may_come_back(app: FastAPI):
    client, bea = signed_in(app, Role.ADMIN), joined(app, "Bea")
    path = f"/accounts/{bea.account.id}"

    client.post(path, data={"do": "disable"})

    assert browser(app, bea.token).get("/account").status_code == 303
    state = page(client.get(path)).select_one("#facts dd").text
    assert state == "disabledsince 31 May 2026"
    client.post(path, data={"do": "enable"})
    assert enter(browser(app), "Bea").status_code == 303


def test_a_reset_gives_a_link(app: FastAPI):
    client, bea = signed_in(app, Role.ADMIN), joined(app, "Bea")

    shown = page(client.post(f"/accounts/{bea.account.id}", data={"do": "reset"}))

    assert "/sign-in/" in shown.select_one("#link").text
    assert "A link for Bea" in shown.h1.text


@pytest.mark.parametrize("sent", [{"do": "disable"}, {"do": "role", "role": "editor"}])
def test_the_only_admin_stays_one(app: FastAPI, sent):
    signed = joined(app, role=Role.ADMIN)
    path = f"/accounts/{signed.account.id}"

    shown = page(browser(app, signed.token).post(path, data=sent), 409)

    assert "Ada is the only admin who can sign in" in shown.text


@pytest.mark.parametrize("sent", [{"do": "reset"}, {"do": "nonsense"}, {}])
def test_what_can_not_be_done_with_one_s_own_account_is_told(app: FastAPI, sent):
    signed = joined(app, role=Role.ADMIN)

    path = f"/accounts/{signed.account.id}"
    shown = page(browser(app, signed.token).post(path, data=sent), 422)

    assert "your own password has its page" in shown.text


@pytest.mark.parametrize("account_id", [1, 99])
def test_the_register_s_own_account_and_one_that_is_not_there_are_nobody_s(
    app: FastAPI, account_id: int
):
    client = signed_in(app, Role.ADMIN)

    page(client.get(f"/accounts/{account_id}"), 404)
    page(client.post(f"/accounts/{account_id}", data={"do": "disable"}), 404)
    assert "register" not in page(client.get("/accounts")).select_one("#accounts").text


def test_an_account_that_went_meanwhile_is_refused(engine):
    with pytest.raises(accounts.Refused, match="no such account"):
        accounts.enable(engine, 99)


def test_accounts_are_listed_by_handle_whatever_their_case(app: FastAPI, engine):
    for handle in ("bea", "Cleo", "Ada"):
        joined(app, handle)

    with at(engine) as session:
        assert [account.handle for account in asked.index(session)] == ["Ada", "bea", "Cleo"]


@pytest.mark.parametrize(
    ("path", "count"),
    [("/about", 3), ("/account", 4), ("/accounts", 4), ("/accounts/2", 5), ("/sign-out", 3)],
)
def test_who_is_signed_in_costs_one_statement(
    app: FastAPI, engine, statements: list[str], path: str, count: int
):
    build.estonia(engine)
    client = signed_in(app, Role.ADMIN)
    statements.clear()

    page(client.get(path))

    assert len(statements) == count
