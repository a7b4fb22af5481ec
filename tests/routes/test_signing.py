from collections.abc import Iterable
from datetime import datetime, timedelta

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI, Response
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from sqlmodel import Session, select

from app.db import build_engine
from app.edits import accounts, authentication, hashing, known_browsers
from app.models import Account, Role, Secret, SignInAttempt
from app.routes.signing import set_session_cookie
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

NAMES = [f"Nobody {number}" for number in range(11)]
WRONG = "The name or the password is not right."


def known_browser(app: FastAPI, handle: str = "Ada") -> TestClient:
    """A browser in which somebody signed in before, and is not now."""
    state, now = app.state, app.state.clock()
    client = open_browser(app)
    client.cookies.set("known", known_browsers.mark_browser(state.engine, handle.lower(), now))
    return client


def fill_hash_places(app: FastAPI) -> None:
    """Let as many strangers sign in as may."""
    for _ in range(10):
        assert app.state.hasher.seats.acquire(blocking=False)


def write_attempts(engine: Engine, tries: Iterable[tuple[str, str, datetime]]) -> None:
    """Failures of names at addresses, as another process wrote them."""
    with Session(engine) as session, session.begin():
        for name, address, at in tries:
            row = SignInAttempt(name=sha256_hex(name), address=sha256_hex(address), tried_at=at)
            session.add(row)


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
    assert page(open_browser(app).get("/sign-in", params={"to": to})).find(attrs={"value": "/"})


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


def test_an_address_where_ever_other_names_fail_waits_for_any_name(app: FastAPI, clock):
    create_account(app)
    for name in NAMES:
        assert sign_in(open_browser(app), name, "wrong").status_code == 401

    answer = sign_in(open_browser(app))

    assert "Too many names were tried from your network. Try again in 1 second." in (
        page(answer, 429).text
    )
    assert answer.headers["Retry-After"] == "1"
    clock["now"] += timedelta(seconds=1)
    assert sign_in(open_browser(app)).status_code == 303


def test_a_name_that_succeeds_no_longer_speaks_against_its_address(app: FastAPI, clock):
    create_account(app)
    for name in ("Ada", *NAMES[:10]):
        sign_in(open_browser(app), name, "wrong")
    clock["now"] += timedelta(seconds=1)
    sign_in(open_browser(app))

    told = [sign_in(open_browser(app), name, "wrong").status_code for name in NAMES[:2]]

    assert told == [401, 401]


def test_a_known_browser_waits_for_no_failure_of_others(app: FastAPI, engine, clock, monkeypatch):
    create_account(app)
    monkeypatch.setattr(authentication, "sleep", lambda _: pytest.fail("It waited."))
    for name in (*["Ada"] * 4, *NAMES):
        sign_in(open_browser(app), name, "wrong")
    write_attempts(engine, [("ada", str(number), clock["now"]) for number in range(14)])

    assert sign_in(open_browser(app)).status_code == 429
    assert sign_in(known_browser(app)).status_code == 303


def test_a_known_browser_waits_for_its_own_failures_for_a_minute_at_most(app: FastAPI, clock):
    create_account(app)
    client = known_browser(app)
    for _ in range(12):
        sign_in(client, password="wrong")
        clock["now"] += timedelta(seconds=60)
    sign_in(client, password="wrong")

    answer = sign_in(client)

    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "60")


def test_whoever_signs_in_is_known_in_that_browser_for_a_year(app: FastAPI, clock):
    create_account(app)
    client = open_browser(app)

    told = sign_in(client).headers["Set-Cookie"].partition("known=")[2]

    for word in ("HttpOnly", "SameSite=lax", "Path=/", "Max-Age=31536000"):
        assert word in told
    client.post("/sign-out")
    mark, now, engine = client.cookies["known"], clock["now"], app.state.engine
    assert known_browsers.browser_id(engine, mark, "ada", now + timedelta(days=365))
    assert known_browsers.browser_id(engine, mark, "ada", now + timedelta(days=366)) is None
    assert known_browsers.browser_id(engine, mark, "bea", now) is None


@pytest.mark.parametrize("mark", ["", "x", "WyJhZGEiXQ.x", "\u00e9"])
def test_a_mark_that_is_not_ours_makes_nobody_known(engine, clock, mark: str):
    assert known_browsers.browser_id(engine, mark, "ada", clock["now"]) is None
    known_browsers.mark_browser(engine, "ada", clock["now"])

    assert known_browsers.browser_id(engine, mark, "ada", clock["now"]) is None


def test_where_no_key_can_be_made_nobody_is_marked(tmp_path, clock):
    engine = build_engine(f"sqlite:///{tmp_path / 'empty.db'}")

    assert known_browsers.mark_browser(engine, "ada", clock["now"]) == ""
    engine.dispose()


def test_the_key_of_marks_is_made_once(app: FastAPI, engine):
    for handle in ("Ada", "Bea"):
        create_account(app, handle)

    with Session(engine) as session:
        [secret] = session.exec(select(Secret)).all()
    assert len(secret.value) >= 40


def test_only_so_many_tries_of_one_address_are_looked_at_together(app: FastAPI):
    create_account(app)
    app.state.attempts.log.busy_sources[sha256_hex("testclient")] = 4

    answer = sign_in(open_browser(app))

    assert "Several are signing in from your network" in page(answer, 429).text
    assert sign_in(known_browser(app)).status_code == 303


def test_a_try_that_found_no_place_is_no_failure(app: FastAPI):
    create_account(app)
    fill_hash_places(app)
    for _ in range(5):
        sign_in(open_browser(app))
    for _ in range(10):
        app.state.hasher.seats.release()

    assert sign_in(open_browser(app)).status_code == 303


def test_a_name_that_many_try_waits_where_all_places_to_wait_are_taken(app: FastAPI, engine, clock):
    create_account(app)
    write_attempts(engine, [("ada", str(number), clock["now"]) for number in range(14)])
    for _ in range(8):
        assert app.state.attempts.log.pauses.acquire(blocking=False)

    assert sign_in(open_browser(app)).status_code == 503
    assert sign_in(known_browser(app)).status_code == 303


def test_tries_that_a_wrong_clock_dated_do_not_count_and_go(app: FastAPI, engine, clock):
    create_account(app)
    later = clock["now"] + timedelta(days=400)
    write_attempts(engine, [("ada", "testclient", later)] * 20)

    assert sign_in(open_browser(app)).status_code == 303

    with Session(engine) as session:
        assert len(session.exec(select(SignInAttempt)).all()) == 1


def test_signing_in_takes_no_turn_to_write(app: FastAPI, request):
    create_account(app)
    request.getfixturevalue("eight_wait")

    assert sign_in(open_browser(app), password="wrong").status_code == 401
    assert sign_in(open_browser(app)).status_code == 303


def test_a_browser_that_could_not_be_marked_is_signed_in_all_the_same():
    answer = Response()

    set_session_cookie(answer, authentication.SignIn(Account(handle="Ada"), "abc"))

    assert answer.headers.getlist("Set-Cookie")[0].startswith("session=abc;")
    assert len(answer.headers.getlist("Set-Cookie")) == 1
