"""People for tests: accounts with a password, and browsers in which they are signed in."""

from datetime import datetime

from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlalchemy import Engine

from app.edits import accounts
from app.edits.account_edits import insert_account
from app.edits.authentication import SignIn, Visitor
from app.models import Account, Role
from app.settings import Settings
from app.spine.write_queue import writing_session

SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}
PASSWORD = "a lamp beside the harbour"


def cheap_settings(url: str, **more: str) -> Settings:
    """Settings under which a hash takes no time."""
    return Settings(database_url=url, password_memory=8, password_rounds=1, **more)


def open_browser(app: FastAPI, token: str = "") -> TestClient:
    """A browser that sends forms of our own pages, and stays where it is sent on."""
    cookies = {"session": token} if token else None
    return TestClient(
        app,
        headers=SAME_ORIGIN,
        cookies=cookies,
        follow_redirects=False,
        raise_server_exceptions=False,
    )


def create_account(
    app: FastAPI, handle: str = "Ada", role: Role = Role.EDITOR, *, is_recorded: bool = False
) -> SignIn:
    """A new account that has chosen PASSWORD, signed in.

    Unless it is recorded no revision tells of it, so that r1 is the first edit of a test: `verify`
    says so.
    """
    state = app.state
    if is_recorded:
        _, token = accounts.add_account(state.engine, handle, role, state.clock())
    else:
        token = add_unrecorded_account(state.engine, handle, role, state.clock())
    visitor = Visitor(state.clock())
    return accounts.accept_invitation(state.engine, state.hasher, token, "", PASSWORD, visitor)


def add_unrecorded_account(engine: Engine, handle: str, role: Role, now: datetime) -> str:
    """An account behind the record's back; the token of its link."""
    with writing_session(engine) as session:
        account = insert_account(session, handle, role, now)
        return accounts.invite(session, account.id, now)


def signed_in_browser(app: FastAPI, role: Role = Role.EDITOR, handle: str = "Ada") -> TestClient:
    """The browser of a new account with `role`."""
    return open_browser(app, create_account(app, handle, role).token)


def disabled_account(app: FastAPI, handle: str = "Ada") -> Account:
    """An account that had a password and may not be used."""
    account = create_account(app, handle).account
    with writing_session(app.state.engine) as session:
        account = accounts.require_account(session, account.id)
        account.disabled_at = app.state.clock()
        accounts.end_sessions(session, account.id)
    return account


def sign_in(
    client: TestClient, name: str = "Ada", password: str = PASSWORD, **more: str
) -> Response:
    """What the form to sign in answers."""
    return client.post("/sign-in", data={"username": name, "password": password} | more)
