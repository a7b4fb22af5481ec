from datetime import datetime

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.main import create_app
from tests import build
from tests.people import cheap
from tests.seeded import seed_again


@pytest.fixture
def clock() -> dict[str, datetime]:
    """What the application takes for now."""
    return {"now": build.noon(31)}


@pytest.fixture
def app(url: str, engine: Engine, clock: dict[str, datetime]) -> FastAPI:
    app = create_app(cheap(url), clock=lambda: clock["now"])
    app.state.engine.dispose()
    app.state.engine = engine
    return app


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    return TestClient(app, raise_server_exceptions=False)


@pytest.fixture
def seeded(engine: Engine, clock: dict[str, datetime]) -> None:
    """The register as its seed files tell it, looked at a year later."""
    clock["now"] = datetime.fromisoformat("2026-11-22T12:00:00+00:00")
    seed_again(engine)
