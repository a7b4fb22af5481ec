"""Browsers that sign in, or try to."""

from collections.abc import Iterable
from datetime import datetime

from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from sqlmodel import Session

from app.edits import known_browsers
from app.models import SignInAttempt
from app.spine.revision import sha256_hex
from tests.accounts import (
    open_browser,
)

NAMES = [f"Nobody {number}" for number in range(11)]


WRONG = "The handle or the password is not right."


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
