"""One's own account: what it tells, its settings, its password."""

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI

from app.edits import accounts, authentication, hashing
from app.queries import accounts as asked
from app.spine.moment import reading_session
from tests.accounts import PASSWORD, create_account, open_browser, sign_in, signed_in_browser
from tests.page import page

pytestmark = pytest.mark.both

NEW = "another lamp, further out"
CHANGE = {"do": "password", "present": PASSWORD, "password": NEW, "again": NEW}


def test_one_s_own_account_tells_handle_role_and_sessions(app: FastAPI):
    client = signed_in_browser(app)
    sign_in(open_browser(app))

    shown = page(client.get("/account"))

    assert "publishes edits and reviews proposals" in shown.select_one("#facts").text
    assert len(shown.select("#sessions .log li")) == 2
    assert shown.select_one("#sessions").text.count("this browser") == 1
    assert "30 days after it was last used" in shown.text


def test_the_shortcuts_can_be_turned_off_and_on(app: FastAPI):
    client = signed_in_browser(app)

    client.post("/account", data={"do": "keys"})
    off = page(client.get("/account")).select_one("#keys-on").get("checked") is not None
    client.post("/account", data={"do": "keys", "keys_on": "yes"})
    on = page(client.get("/account")).select_one("#keys-on").get("checked") is not None

    assert (off, on) == (False, True)


def test_a_new_password_signs_out_every_other_browser(app: FastAPI):
    signed = create_account(app)
    other = sign_in(open_browser(app)).cookies["session"]
    client = open_browser(app, signed.token)

    answer = client.post("/account", data=CHANGE)

    assert answer.status_code == 303
    assert answer.cookies["session"] != signed.token
    assert [
        open_browser(app, old).get("/account").status_code for old in (signed.token, other)
    ] == ([303, 303])
    assert open_browser(app, answer.cookies["session"]).get("/account").status_code == 200
    assert sign_in(open_browser(app)).status_code == 401
    assert sign_in(open_browser(app), password=NEW).status_code == 303


@pytest.mark.parametrize(
    ("typed", "status", "sentence"),
    [
        ({"present": "a guess"}, 401, "The present password is not right."),
        ({"password": PASSWORD, "again": PASSWORD}, 422, "This is the present password"),
        ({"again": "something else"}, 422, "not alike"),
        ({"password": "x" * 201, "again": "x" * 201}, 422, "at most 200"),
    ],
)
def test_a_password_that_can_not_be_changed_says_why(
    app: FastAPI, typed, status: int, sentence: str
):
    client = signed_in_browser(app)

    shown = page(client.post("/account", data=CHANGE | typed), status)

    assert sentence in shown.select_one("#password .error").text
    assert client.get("/account").status_code == 200


def test_a_hijacked_session_can_not_try_passwords_for_long(app: FastAPI):
    client = signed_in_browser(app)

    told = [client.post("/account", data=CHANGE | {"present": "x"}) for _ in range(5)]

    assert [answer.status_code for answer in told] == [401, 401, 401, 401, 429]
    assert told[-1].headers["Retry-After"] == "1"


def test_a_password_is_not_changed_where_too_many_wait(app: FastAPI, monkeypatch):
    client = signed_in_browser(app)
    monkeypatch.setattr(hashing, "PATIENCE", 0)
    app.state.hasher.free_turns = 0

    page(client.post("/account", data=CHANGE), 503)


@pytest.mark.parametrize("change", ["reset", "disable"])
def test_what_an_admin_does_while_the_new_password_is_hashed_holds(
    app: FastAPI, engine, clock, monkeypatch, change: str
):
    signed = create_account(app)
    act = {"reset": accounts.reset_password, "disable": accounts.disable_account}[change]
    make_hash = PasswordHasher.hash
    monkeypatch.setattr(
        PasswordHasher,
        "hash",
        lambda *args: (act(engine, signed.account.id, clock["now"]), make_hash(*args))[1],
    )

    answer = open_browser(app, signed.token).post("/account", data=CHANGE)

    assert "This account was changed meanwhile" in page(answer, 409).text
    assert "set-cookie" not in answer.headers
    with reading_session(engine) as session:
        account = asked.show(session, signed.account.id)
    assert (account.password is None) == (change == "reset")
    assert (account.disabled_at is None) == (change == "reset")
    assert sign_in(open_browser(app), password=NEW).status_code == 401


def test_one_session_is_ended_from_another(app: FastAPI):
    signed = create_account(app)
    other = sign_in(open_browser(app)).cookies["session"]
    client = open_browser(app, signed.token)

    client.post("/account", data={"do": "out", "session": authentication.sha256_hex(other)})

    assert open_browser(app, other).get("/account").status_code == 303
    assert client.get("/account").status_code == 200


@pytest.mark.parametrize("sent", [{"do": "out"}, {"do": "everywhere"}])
def test_signing_out_of_this_browser_clears_it(app: FastAPI, sent):
    signed = create_account(app)

    sent = sent | {"session": authentication.sha256_hex(signed.token)}
    answer = open_browser(app, signed.token).post("/account", data=sent)

    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert open_browser(app, signed.token).get("/account").status_code == 303


def test_nobody_ends_another_s_session(app: FastAPI):
    other = create_account(app, "Bea").token

    signed_in_browser(app).post(
        "/account", data={"do": "out", "session": authentication.sha256_hex(other)}
    )

    assert open_browser(app, other).get("/account").status_code == 200


def test_a_setting_that_finds_no_turn_is_told(app: FastAPI, request):
    client = signed_in_browser(app)
    request.getfixturevalue("eight_wait")

    answer = client.post("/account", data={"do": "keys"})

    assert "Many are saving just now" in page(answer, 503).text
