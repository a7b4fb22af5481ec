from collections.abc import Iterator
from datetime import datetime
from functools import cache

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.edits.attempt_rows import AttemptRows
from app.edits.hashing import Hasher
from app.edits.seeding import seed
from app.edits.sign_in_attempts import AttemptLog
from app.exports.files.file_builder import FileBuilder
from app.main import create_app
from app.models import Intent, Step
from app.spine.readiness import ReadinessProbe
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.versioned import Entity
from tests import factory, snapshots
from tests.accounts import cheap_settings, signed_in_browser
from tests.processes import PATIENCE


@pytest.fixture
def clock() -> dict[str, datetime]:
    """What the application takes for now."""
    return {"now": factory.noon(31)}


@cache
def worker_app() -> FastAPI:
    """This worker's application: making its routes ready takes longer than a request."""
    return create_app(cheap_settings("sqlite:///never-opened.db"))


@pytest.fixture
def app(url: str, engine: Engine, clock: dict[str, datetime]) -> Iterator[FastAPI]:
    """The application on an empty register."""
    app, settings = worker_app(), cheap_settings(url)
    app.state.engine, app.state.settings, app.state.clock = engine, settings, lambda: clock["now"]
    app.state.attempts = AttemptRows(AttemptLog(), interval=0)
    app.state.readiness_probe = ReadinessProbe(interval=0)
    app.state.hasher = Hasher(settings.password_memory, settings.password_rounds)
    app.state.builder = FileBuilder(pause=0)
    yield app
    app.state.builder.close(PATIENCE)


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    return TestClient(app, raise_server_exceptions=False)


@pytest.fixture
def failing(url: str) -> Iterator[TestClient]:
    """An application of its own, with a page that fails: /broken."""
    app = create_app(cheap_settings(url))

    @app.get("/broken")
    def broken() -> None:
        raise ZeroDivisionError("a secret")

    yield TestClient(app, raise_server_exceptions=False)
    app.state.engine.dispose()


@pytest.fixture
def seeded(engine: Engine, clock: dict[str, datetime]) -> None:
    """The register as its seed files tell it, looked at a year later."""
    clock["now"] = datetime.fromisoformat("2026-11-22T12:00:00+00:00")
    snapshots.fill_database(engine, "seeded", seed)


@pytest.fixture
def ada(app: FastAPI, engine: Engine) -> TestClient:
    """An editor, in a register of Estonia's pledge 3 with its five parts."""
    factory.record_estonia(engine)
    return signed_in_browser(app)


@pytest.fixture
def editor(app: FastAPI) -> TestClient:
    return signed_in_browser(app)


@pytest.fixture
def gone(engine: Engine) -> Entity:
    """r1: a pledge with parts, 3 to 8. r2 retracts its condition, r3 the rest."""
    [pledge] = factory.record_estonia(engine)
    with recording(engine, SYSTEM_ACCOUNT, Intent.RETRACTS) as edit:
        edit.retract(7, 1)
    factory.retract(engine, pledge, "Never said.")
    return pledge


@pytest.fixture
def moved(engine: Engine) -> Entity:
    """r1: pledge 3 with parts to 8, passage 9. r2 renames it, adds step 10, retracts part 7."""
    [pledge] = factory.record_estonia(engine)
    with recording(engine, SYSTEM_ACCOUNT, Intent.UPDATES, "More.") as edit:
        edit.revise(pledge.id, 1, {pledge.id: {"title": "Two companies"}})
        factory.add(edit, Step, pledge, delivery="partial")
        edit.retract(7, 1)
    return pledge
