"""How long one stays signed in, where, and what others may keep of it."""

from datetime import timedelta

import pytest
from fastapi import FastAPI
from sqlmodel import Session

from app.edits import authentication, hashing
from app.main import create_app
from app.spine.revision import sha256_hex
from tests.accounts import cheap_settings, create_account, open_browser, sign_in, signed_in_browser
from tests.page import page

pytestmark = pytest.mark.both


def test_the_cookie_is_the_browser_s_alone(app: FastAPI):
    create_account(app)

    told = sign_in(open_browser(app)).headers["Set-Cookie"]

    assert told.startswith("session=")
    for word in ("HttpOnly", "SameSite=lax", "Path=/", "Max-Age=15552000"):
        assert word in told
    assert "Secure" not in told


def test_behind_https_the_cookie_is_bound_to_the_host(app: FastAPI, url: str):
    create_account(app)
    secure = create_app(cheap_settings(url, base_url="https://c.example"))

    client = open_browser(secure)
    answer = sign_in(client)

    assert answer.headers["Set-Cookie"].startswith("__Host-session=")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert "Domain" not in answer.headers["Set-Cookie"]
    secure.state.engine.dispose()


def test_signing_in_again_ends_the_session_before(app: FastAPI):
    signed = create_account(app)

    client = open_browser(app, signed.token)
    answer = sign_in(client)

    assert signed.token not in answer.headers["Set-Cookie"]
    assert open_browser(app, signed.token).get("/account").status_code == 303


def test_pages_of_whoever_is_signed_in_are_kept_for_nobody_else(app: FastAPI, client):
    own, other = signed_in_browser(app).get("/about"), client.get("/about")

    assert own.headers["Cache-Control"] == "private, no-cache"
    assert other.headers["Cache-Control"].startswith("public, max-age=0")
    assert "Cookie" in own.headers["Vary"]
    assert "Cookie" in other.headers["Vary"]
    assert "Cookie" not in client.get("/static/style.css?v=1").headers["Vary"]


@pytest.mark.parametrize(("days", "status"), [(29, 200), (31, 303)])
def test_a_session_ends_when_it_is_not_used(app: FastAPI, clock, days: int, status: int):
    client = signed_in_browser(app)

    clock["now"] += timedelta(days=days)

    assert client.get("/account").status_code == status


def test_a_session_that_is_used_ends_after_half_a_year(app: FastAPI, clock):
    client = signed_in_browser(app)

    told = []
    for _ in range(8):
        clock["now"] += timedelta(days=25)
        told.append(client.get("/account").status_code)

    assert told == [200] * 7 + [303]


def test_a_visit_is_shown_where_nobody_can_note_it(app: FastAPI, clock, request):
    client = signed_in_browser(app)
    request.getfixturevalue("eight_wait")

    clock["now"] += timedelta(days=20)

    assert client.get("/account").status_code == 200
    clock["now"] += timedelta(days=20)
    assert client.get("/account").status_code == 303


def test_signing_out_ends_the_session_and_clears_what_the_browser_kept(app: FastAPI):
    signed = create_account(app)
    client = open_browser(app, signed.token)

    page(client.get("/sign-out"))
    answer = client.post("/sign-out")

    assert answer.headers["Location"] == "/"
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert open_browser(app, signed.token).get("/account").status_code == 303


def test_signing_out_everywhere_ends_every_session(app: FastAPI):
    one = create_account(app).token
    other = sign_in(open_browser(app)).cookies["session"]

    open_browser(app, one).post("/sign-out", data={"everywhere": "yes"})

    assert open_browser(app, other).get("/account").status_code == 303


def test_nobody_can_sign_out_too(app: FastAPI):
    assert open_browser(app).post("/sign-out").headers["Location"] == "/"


def test_a_hash_of_other_settings_is_renewed(app: FastAPI, engine):
    account = create_account(app).account
    app.state.hasher = hashing.Hasher(memory=16, rounds=1)

    assert sign_in(open_browser(app)).status_code == 303

    with Session(engine) as session:
        assert "m=16," in session.get_one(type(account), account.id).password
    assert sign_in(open_browser(app)).status_code == 303


def test_a_visit_of_a_session_that_ended_meanwhile_leaves_nothing(app: FastAPI, engine, clock):
    signed = create_account(app)
    authentication.sign_out_everywhere(engine, signed.account.id)

    authentication.touch_session(engine, sha256_hex(signed.token), clock["now"])

    assert open_browser(app, signed.token).get("/account").status_code == 303
