"""How long one stays signed in, where, and what others may keep of it."""

from datetime import timedelta

import pytest
from fastapi import FastAPI
from sqlmodel import Session

from app.edits import hashing, signing
from app.main import create_app
from app.spine.revision import hashed
from tests.page import page
from tests.people import browser, cheap, enter, joined, signed_in


def test_the_cookie_is_the_browser_s_alone(app: FastAPI):
    joined(app)

    told = enter(browser(app)).headers["Set-Cookie"]

    assert told.startswith("session=")
    for word in ("HttpOnly", "SameSite=lax", "Path=/", "Max-Age=15552000"):
        assert word in told
    assert "Secure" not in told


def test_behind_https_the_cookie_is_bound_to_the_host(app: FastAPI, url: str):
    joined(app)
    secure = create_app(cheap(url, base_url="https://c.example"))

    client = browser(secure)
    answer = enter(client)

    assert answer.headers["Set-Cookie"].startswith("__Host-session=")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert "Domain" not in answer.headers["Set-Cookie"]
    secure.state.engine.dispose()


def test_signing_in_again_ends_the_session_before(app: FastAPI):
    signed = joined(app)

    client = browser(app, signed.token)
    answer = enter(client)

    assert signed.token not in answer.headers["Set-Cookie"]
    assert browser(app, signed.token).get("/account").status_code == 303


def test_pages_of_whoever_is_signed_in_are_kept_for_nobody_else(app: FastAPI, client):
    own, other = signed_in(app).get("/about"), client.get("/about")

    assert own.headers["Cache-Control"] == "private, no-cache"
    assert other.headers["Cache-Control"] == "no-cache"
    assert "Cookie" in own.headers["Vary"]
    assert "Cookie" in other.headers["Vary"]
    assert "Cookie" not in client.get("/static/style.css?v=1").headers["Vary"]


@pytest.mark.parametrize(("days", "status"), [(29, 200), (31, 303)])
def test_a_session_ends_when_it_is_not_used(app: FastAPI, clock, days: int, status: int):
    client = signed_in(app)

    clock["now"] += timedelta(days=days)

    assert client.get("/account").status_code == status


def test_a_session_that_is_used_ends_after_half_a_year(app: FastAPI, clock):
    client = signed_in(app)

    told = []
    for _ in range(8):
        clock["now"] += timedelta(days=25)
        told.append(client.get("/account").status_code)

    assert told == [200] * 7 + [303]


def test_a_visit_is_shown_where_nobody_can_note_it(app: FastAPI, clock, request):
    client = signed_in(app)
    request.getfixturevalue("eight_wait")

    clock["now"] += timedelta(days=20)

    assert client.get("/account").status_code == 200
    clock["now"] += timedelta(days=20)
    assert client.get("/account").status_code == 303


def test_signing_out_ends_the_session_and_clears_what_the_browser_kept(app: FastAPI):
    signed = joined(app)
    client = browser(app, signed.token)

    page(client.get("/sign-out"))
    answer = client.post("/sign-out")

    assert answer.headers["Location"] == "/"
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert browser(app, signed.token).get("/account").status_code == 303


def test_signing_out_everywhere_ends_every_session(app: FastAPI):
    one = joined(app).token
    other = enter(browser(app)).cookies["session"]

    browser(app, one).post("/sign-out", data={"everywhere": "yes"})

    assert browser(app, other).get("/account").status_code == 303


def test_nobody_can_sign_out_too(app: FastAPI):
    assert browser(app).post("/sign-out").headers["Location"] == "/"


def test_a_hash_of_other_settings_is_renewed(app: FastAPI, engine):
    account = joined(app).account
    app.state.hasher = hashing.Hasher(memory=16, rounds=1)

    assert enter(browser(app)).status_code == 303

    with Session(engine) as session:
        assert "m=16," in session.get_one(type(account), account.id).password
    assert enter(browser(app)).status_code == 303


def test_a_visit_of_a_session_that_ended_meanwhile_leaves_nothing(app: FastAPI, engine, clock):
    signed = joined(app)
    signing.sign_out_everywhere(engine, signed.account.id)

    signing.came(engine, hashed(signed.token), clock["now"])

    assert browser(app, signed.token).get("/account").status_code == 303
