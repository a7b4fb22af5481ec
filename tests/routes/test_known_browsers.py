"""Who may try to sign in, and when: addresses, names and browsers that are known."""

from datetime import timedelta

import pytest
from fastapi import FastAPI, Response
from sqlmodel import Session, select

from app.db import build_engine
from app.edits import authentication, known_browsers
from app.models import Account, Secret, SignInAttempt
from app.routes.signing import set_session_cookie
from app.spine.revision import sha256_hex
from tests.accounts import (
    create_account,
    open_browser,
    sign_in,
)
from tests.page import page
from tests.routes.sign_in_tries import NAMES, fill_hash_places, known_browser, write_attempts


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
