from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from sqlmodel import Session, select

from app.edits import accounts, authentication, hashing
from app.models import Role, SignInAttempt
from app.spine.revision import sha256_hex
from tests import factory
from tests.accounts import (
    PASSWORD,
    SAME_ORIGIN,
    create_account,
    disabled_account,
    open_browser,
    sign_in,
    signed_in_browser,
)
from tests.page import page, plain_text
from tests.routes.sign_in_tries import WRONG, fill_hash_places, known_browser, write_attempts


@pytest.mark.both
def test_whoever_signs_in_comes_back_to_where_they_were(app: FastAPI):
    create_account(app)
    client = open_browser(app)

    asked = page(client.get("/sign-in?to=/pledges%3Fdomain%3Dsea"))
    answer = sign_in(client, to=asked.select_one("[name=to]")["value"])

    assert (answer.status_code, answer.headers["Location"]) == (303, "/pledges?domain=sea")
    assert page(client.get("/about")).select_one(".own").text.endswith("Ada")


@pytest.mark.parametrize(
    "to", ["//evil.example", "https://evil.example", "/\\evil.example", "/\t/x", "x", "//[", ""]
)
def test_nobody_is_led_to_another_site(app: FastAPI, to: str):
    create_account(app)

    assert sign_in(open_browser(app), to=to).headers["Location"] == "/"
    assert page(open_browser(app).get("/sign-in", params={"to": to})).select_one("[value='/']")


def test_a_page_offers_to_sign_in_and_to_come_back(client):
    assert page(client.get("/about?on=2026-05-01")).select_one(".own")["href"] == (
        "/sign-in?to=%2Fabout%3Fon%3D2026-05-01"
    )
    assert page(client.get("/")).select_one(".own")["href"] == "/sign-in"


def test_whoever_is_signed_in_needs_no_form(app: FastAPI):
    assert signed_in_browser(app).get("/sign-in?to=/about").headers["Location"] == "/about"


@pytest.mark.both
def test_a_name_is_found_in_any_case(app: FastAPI):
    create_account(app, "Ada Löwe")

    assert sign_in(open_browser(app), " aDA LÖWE ").status_code == 303


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("Ada", "not her password"),
        ("Ada", ""),
        ("Nobody", PASSWORD),
        ("register", PASSWORD),
        ("Gone", PASSWORD),
        ("\0", "\0"),
        ("x" * 100_000, "x" * 100_000),
    ],
)
def test_every_refusal_is_the_same(app: FastAPI, monkeypatch, name: str, password: str):
    create_account(app)
    disabled_account(app, "Gone")
    verified: list[str] = []
    verify = PasswordHasher.verify
    monkeypatch.setattr(
        PasswordHasher, "verify", lambda *args: (verified.append(args[1]), verify(*args))[1]
    )

    answer = sign_in(open_browser(app), name, password)

    shown = page(answer, 401)
    assert plain_text(shown.select_one("#sign-in-error").text) == WRONG
    assert shown.select_one("[name=username]")["value"] == name.replace("\0", "")
    assert PASSWORD not in answer.text
    assert [kept.split("$")[3] for kept in verified] == ["m=8,t=1,p=1"]
    assert "set-cookie" not in answer.headers


@pytest.mark.both
def test_a_fourth_failure_makes_that_name_wait_at_that_address(app: FastAPI, clock):
    create_account(app)
    client = open_browser(app)
    for _ in range(4):
        assert sign_in(client, password="wrong").status_code == 401

    answer = sign_in(client)

    shown = page(answer, 429)
    assert answer.headers["Retry-After"] == "1"
    assert "Try again in 1 second." in shown.text
    assert shown.select_one("[name=username]")["value"] == "Ada"
    clock["now"] += timedelta(seconds=1)
    assert sign_in(client).status_code == 303


def test_who_waits_is_not_told_whether_there_is_such_a_name(app: FastAPI):
    client = open_browser(app)

    told = [sign_in(client, "Nobody", "wrong").status_code for _ in range(5)]

    assert told == [401, 401, 401, 401, 429]


@pytest.mark.both
def test_a_success_wipes_the_slate(app: FastAPI):
    create_account(app)
    for _ in range(3):
        sign_in(open_browser(app), password="wrong")
    sign_in(open_browser(app))

    told = [sign_in(open_browser(app), password="wrong").status_code for _ in range(4)]

    assert told == [401] * 4


@pytest.mark.both
def test_a_name_tried_from_many_addresses_is_answered_later_and_still_let_in(
    app: FastAPI, engine, clock, monkeypatch
):
    create_account(app)
    slept: list[float] = []
    monkeypatch.setattr(authentication, "sleep", slept.append)
    write_attempts(engine, [("ada", str(number), clock["now"]) for number in range(14)])

    assert sign_in(open_browser(app)).status_code == 303
    assert slept == [0.4]


@pytest.mark.both
def test_tries_are_forgotten_after_a_day(app: FastAPI, engine, clock):
    client = open_browser(app)
    for _ in range(5):
        sign_in(client, "Nobody", "wrong")
    clock["now"] += timedelta(days=1, seconds=1)

    assert sign_in(client, "Nobody", "wrong").status_code == 401
    with Session(engine) as session:
        assert len(session.exec(select(SignInAttempt)).all()) == 1


def test_names_and_addresses_are_not_kept_in_clear(app: FastAPI, engine):
    sign_in(open_browser(app), "Nobody", "wrong")

    with Session(engine) as session:
        [tried] = session.exec(select(SignInAttempt)).all()

    assert (tried.name, tried.address) == (sha256_hex("nobody"), sha256_hex("testclient"))


@pytest.mark.both
def test_where_too_many_sign_in_the_form_is_kept(app: FastAPI):
    create_account(app)
    fill_hash_places(app)

    answer = sign_in(open_browser(app))

    assert "Many are signing in" in page(answer, 503).text
    assert answer.headers["Retry-After"] == "5"
    assert sign_in(known_browser(app)).status_code == 303


def test_a_hash_that_finds_no_turn_is_told(app: FastAPI, monkeypatch):
    monkeypatch.setattr(hashing, "PATIENCE", 0)
    app.state.hasher.free_turns = 0

    assert "Many are signing in" in page(sign_in(open_browser(app)), 503).text


def test_what_is_sent_by_nobody_is_refused_with_the_way_in(app: FastAPI):
    shown = page(open_browser(app).post("/account", headers=SAME_ORIGIN), 401)

    assert shown.select_one("main a[href='/sign-in']")


def test_a_page_that_is_not_there_knows_who_asks(app: FastAPI):
    shown = page(signed_in_browser(app).get("/nowhere"), 404)

    assert shown.select_one(".own").text.endswith("Ada")


def test_the_page_that_is_refused_says_which_role_it_takes(app: FastAPI):
    shown = page(signed_in_browser(app, Role.EDITOR).get("/accounts"), 403)

    assert "This takes the role admin" in shown.text
    assert "signed in as Ada, with the role editor" in plain_text(shown.text)


def test_an_older_moment_is_shown_to_whoever_is_signed_in(app: FastAPI, engine):
    factory.record_estonia(engine)

    assert "As recorded at r1" in plain_text(
        page(signed_in_browser(app).get("/account?as_of=r1")).text
    )


@pytest.mark.both
def test_who_is_disabled_while_the_password_is_checked_is_not_let_in(
    app: FastAPI, engine, clock, monkeypatch
):
    account = create_account(app).account
    verify = PasswordHasher.verify
    monkeypatch.setattr(
        PasswordHasher,
        "verify",
        lambda *args: (accounts.disable_account(engine, account.id, clock["now"]), verify(*args)),
    )

    assert WRONG in page(sign_in(open_browser(app)), 401).text
