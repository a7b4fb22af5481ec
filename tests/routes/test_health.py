from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.db import build_engine
from app.main import create_app
from app.settings import Settings
from tests.form_client import open_form

pytestmark = pytest.mark.both


def test_the_process_lives(client: TestClient):
    assert client.get("/healthz").text == "ok\n"


def test_a_register_that_is_set_up_is_ready(client: TestClient):
    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (200, {"ready": True})


def test_tables_that_are_not_this_program_s_are_named(client: TestClient, engine: Engine):
    with engine.begin() as connection:
        was = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'tomorrow'")

    answer = client.get("/readyz")

    with engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{was}'")
    assert (answer.status_code, answer.json()) == (503, {"ready": False, "failing": "migrations"})


NOWHERE = {
    "sqlite": "sqlite:////nowhere/register.db",
    "postgresql": "postgresql+psycopg://nobody:secret@127.0.0.1:9/nowhere",
}


@pytest.fixture(params=NOWHERE)
def lost(request: pytest.FixtureRequest) -> FastAPI:
    app = create_app(Settings(database_url=NOWHERE[request.param]))
    app.state.engine = build_engine(NOWHERE[request.param])
    return app


def test_a_database_that_does_not_answer_is_named_without_its_place(lost: FastAPI):
    answer = TestClient(lost).get("/readyz")

    assert (answer.status_code, answer.json()) == (503, {"ready": False, "failing": "database"})
    assert "nowhere" not in answer.text


def test_a_page_without_its_database_says_so_and_gives_nothing_away(lost: FastAPI):
    answer = TestClient(lost, raise_server_exceptions=False).get("/countries/gb")

    assert answer.status_code == 503
    assert "can’t be read just now" in answer.text
    assert "secret" not in answer.text
    assert answer.headers["Retry-After"] == "5"


@pytest.mark.sqlite
def test_a_file_that_was_replaced_is_named_and_forms_come_back_filled(
    editor: TestClient, engine: Engine
):
    form = open_form(editor, "/events/new")
    Path(engine.url.database).rename(f"{engine.url.database}.elsewhere")

    saved = editor.post(
        "/events/new", data=form | {"n0.kind": "meeting", "n0.title": "A fair of spring"}
    )
    answer = editor.get("/readyz")

    assert (answer.status_code, answer.json()) == (503, {"ready": False, "failing": "file"})
    assert saved.status_code == 503
    assert "moved, removed or replaced" in saved.text
    assert "A fair of spring" in saved.text
