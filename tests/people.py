"""People for tests: accounts with a password, and browsers in which they are signed in."""

from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from app.edits import accounts
from app.edits.signing import SignedIn, Visitor
from app.models import Account, Role
from app.settings import Settings

OURS = {"Sec-Fetch-Site": "same-origin"}
PASSWORD = "a lamp beside the harbour"


def cheap(url: str, **more: str) -> Settings:
    """Settings under which a hash takes no time."""
    return Settings(database_url=url, password_memory=8, password_rounds=1, **more)


def browser(app: FastAPI, token: str = "") -> TestClient:
    """A browser that sends forms of our own pages, and stays where it is sent on."""
    cookies = {"session": token} if token else None
    return TestClient(
        app,
        headers=OURS,
        cookies=cookies,
        follow_redirects=False,
        raise_server_exceptions=False,
    )


def joined(app: FastAPI, handle: str = "Ada", role: Role = Role.EDITOR) -> SignedIn:
    """A new account that has chosen PASSWORD, signed in."""
    state = app.state
    _, token = accounts.add(state.engine, handle, role, state.clock())
    visitor = Visitor(state.clock())
    return accounts.accept(state.engine, state.hasher, token, "", PASSWORD, visitor)


def signed_in(app: FastAPI, role: Role = Role.EDITOR, handle: str = "Ada") -> TestClient:
    """The browser of a new account with `role`."""
    return browser(app, joined(app, handle, role).token)


def disabled(app: FastAPI, handle: str = "Ada") -> Account:
    """An account that had a password and may not be used."""
    account = joined(app, handle).account
    accounts.disable(app.state.engine, account.id, app.state.clock())
    return account


def enter(client: TestClient, name: str = "Ada", password: str = PASSWORD, **more: str) -> Response:
    """What the form to sign in answers."""
    return client.post("/sign-in", data={"username": name, "password": password} | more)
