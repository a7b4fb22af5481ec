"""The links that work once: for the first admin, and to choose a password."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI

from app.edits import accounts, hashing
from app.models import Role
from app.queries import accounts as account_queries
from app.spine.moment import reading_session
from tests.accounts import PASSWORD, create_account, disabled_account, open_browser, sign_in
from tests.page import page, plain_text

pytestmark = pytest.mark.both

TYPED = {"username": "Ada", "password": PASSWORD, "again": PASSWORD}


def first_link(app: FastAPI) -> str:
    """The path of a link for the first admin."""
    return f"/sign-in/{accounts.first_link(app.state.engine, app.state.clock())}"


def invite(app: FastAPI, handle: str = "Bea") -> str:
    """The path of a link for a new editor."""
    _, token = accounts.add_account(app.state.engine, handle, Role.EDITOR, app.state.clock())
    return f"/sign-in/{token}"


def test_the_first_admin_is_made_and_signed_in(app: FastAPI):
    path, client = first_link(app), open_browser(app)

    assert page(client.get(path)).h1.text == "Become the first admin"
    answer = client.post(path, data=TYPED)

    assert answer.headers["Location"] == "/account"
    assert "is an editor and manages accounts" in page(client.get("/account")).text
    page(client.get("/accounts"))
    page(open_browser(app).post(path, data=TYPED), 404)


def test_two_who_use_the_same_link_make_one_admin(app: FastAPI, engine):
    path = first_link(app)
    people = [TYPED | {"username": name} for name in ("Ada", "Bea", "Cleo", "Dora")]

    with ThreadPoolExecutor(4) as pool:
        told = [
            *pool.map(lambda typed: open_browser(app).post(path, data=typed).status_code, people)
        ]

    assert sorted(told)[0] == 303
    assert told.count(303) == 1
    with reading_session(engine) as session:
        assert len(account_queries.index(session)) == 1


def test_there_is_no_first_admin_once_somebody_can_sign_in(app: FastAPI, engine, clock):
    path = first_link(app)
    create_account(app, "Bea", Role.EDITOR)

    page(open_browser(app).get(path), 404)
    page(open_browser(app).post(path, data=TYPED), 404)
    assert accounts.first_link(engine, clock["now"]) is None


def test_a_newer_link_takes_the_place_of_the_one_before(app: FastAPI):
    older, newer = first_link(app), first_link(app)

    page(open_browser(app).get(older), 404)
    page(open_browser(app).get(newer))


def test_a_new_editor_chooses_a_password(app: FastAPI):
    path, client = invite(app), open_browser(app)

    shown = page(client.get(path))
    answer = client.post(path, data=TYPED)

    assert "For the account Bea, whose role is editor" in plain_text(shown.text)
    assert answer.status_code == 303
    assert sign_in(open_browser(app), "bea").status_code == 303
    assert "was used before, or has run out" in page(open_browser(app).get(path), 404).text


@pytest.mark.parametrize(("hours", "status"), [(71, 200), (73, 404)])
def test_a_link_runs_out(app: FastAPI, clock, hours: int, status: int):
    path = invite(app)

    clock["now"] += timedelta(hours=hours)

    page(open_browser(app).get(path), status)


def test_a_link_of_whoever_was_disabled_meanwhile_is_worth_nothing(app: FastAPI, engine, clock):
    path = invite(app)
    with reading_session(engine) as session:
        account = account_queries.find_by_name(session, "bea")
    accounts.disable_account(engine, account.id, clock["now"])
    accounts.enable_account(engine, account.id)

    page(open_browser(app).post(path, data=TYPED), 404)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"username": "A"}, "A handle has 2 to 60 characters."),
        ({"username": "A\u200bda"}, "characters that can be seen"),
        ({"username": "REGISTER"}, "names the register itself has"),
        ({"password": "short"}, "at least 12 characters"),
        ({"again": "another password"}, "are not alike"),
        ({"username": "Adalbert of X", "password": "adalbert of X1"}, "not made of it"),
    ],
)
def test_what_will_not_do_is_told_and_the_handle_kept(app: FastAPI, typed, sentence: str):
    path, client = first_link(app), open_browser(app)

    answer = client.post(path, data=TYPED | typed)

    assert answer.status_code in (409, 422)
    shown = page(answer, answer.status_code)
    assert sentence in shown.select_one("#refusal").text
    handle = (TYPED | typed)["username"].replace("\u200b", "")
    assert shown.select_one("#username")["value"] == handle
    assert PASSWORD not in answer.text
    assert client.post(path, data=TYPED).status_code == 303


def test_nothing_is_hashed_for_a_link_that_is_none(app: FastAPI, monkeypatch):
    first_link(app)
    monkeypatch.setattr(PasswordHasher, "hash", lambda *_: pytest.fail("It was hashed."))

    page(open_browser(app).post("/sign-in/a-guess", data=TYPED), 404)


def test_a_link_stays_good_where_too_many_wait(app: FastAPI, monkeypatch):
    path, client = invite(app), open_browser(app)
    monkeypatch.setattr(hashing, "PATIENCE", 0)
    app.state.hasher.free_turns = 0

    page(client.post(path, data=TYPED), 503)

    page(client.get(path))


def test_a_reset_ends_password_sessions_and_earlier_links(app: FastAPI, engine, clock):
    signed = create_account(app)
    earlier = accounts.reset_password(engine, signed.account.id, clock["now"])
    later = accounts.reset_password(engine, signed.account.id, clock["now"])

    assert open_browser(app, signed.token).get("/account").status_code == 303
    assert sign_in(open_browser(app)).status_code == 401
    page(open_browser(app).get(f"/sign-in/{earlier}"), 404)
    assert open_browser(app).post(f"/sign-in/{later}", data=TYPED).status_code == 303


def test_who_is_disabled_gets_no_link(app: FastAPI, engine, clock):
    account = disabled_account(app)

    with pytest.raises(accounts.Refused, match="Enable it first"):
        accounts.reset_password(engine, account.id, clock["now"])
