from datetime import datetime
from functools import cache

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.edits.hashing import Hasher
from app.edits.seeding import seed
from app.main import create_app
from tests import build, kept
from tests.people import cheap


@pytest.fixture
def clock() -> dict[str, datetime]:
    """What the application takes for now."""
    return {"now": build.noon(31)}


@cache
def lasting() -> FastAPI:
    """This worker's application: making its routes ready takes longer than a request."""
    return create_app(cheap("sqlite:///never-opened.db"))


@pytest.fixture
def app(url: str, engine: Engine, clock: dict[str, datetime]) -> FastAPI:
    """The application on an empty register."""
    app, settings = lasting(), cheap(url)
    app.state.engine, app.state.settings, app.state.clock = engine, settings, lambda: clock["now"]
    app.state.hasher = Hasher(settings.password_memory, settings.password_rounds)
    return app


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    return TestClient(app, raise_server_exceptions=False)


@pytest.fixture
def seeded(engine: Engine, clock: dict[str, datetime]) -> None:
    """The register as its seed files tell it, looked at a year later."""
    clock["now"] = datetime.fromisoformat("2026-11-22T12:00:00+00:00")
    kept.again(engine, "seeded", seed)
