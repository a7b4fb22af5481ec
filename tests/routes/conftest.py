from datetime import datetime

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.edits.seeding import seed
from app.main import create_app
from app.models import Intent, Step
from app.spine.recording import SYSTEM, recording
from app.spine.versioned import Entity
from tests import build
from tests.people import cheap, signed_in


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
    seed(engine)


@pytest.fixture
def editor(app: FastAPI) -> TestClient:
    return signed_in(app)


@pytest.fixture
def gone(engine: Engine) -> Entity:
    """r1: a pledge with parts, 3 to 8. r2 retracts its condition, r3 the rest."""
    [pledge] = build.estonia(engine)
    with recording(engine, SYSTEM, Intent.RETRACTS) as edit:
        edit.retract(7, 1)
    build.retracted(engine, pledge, "Never said.")
    return pledge


@pytest.fixture
def moved(engine: Engine) -> Entity:
    """r1: a pledge with parts, 3 to 8. r2 renames it, adds step 9 and retracts condition 7."""
    [pledge] = build.estonia(engine)
    with recording(engine, SYSTEM, Intent.UPDATES, "More.") as edit:
        edit.revise(pledge.id, 1, {pledge.id: {"title": "Two companies"}})
        build.add(edit, Step, pledge, delivery="partial")
        edit.retract(7, 1)
    return pledge
