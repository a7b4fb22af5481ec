"""Connections to PostgreSQL that are cut, and transactions that end before slow work."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine, event
from sqlalchemy.exc import InternalError, OperationalError

from app.db import build_engine, postgres_arguments, read_only_engine
from app.edits.hashing import Hasher
from app.exports.files.file_cache import FILES
from app.settings import divide_connections
from app.spine.write_queue import writing_session
from tests.accounts import create_account, open_browser, sign_in


def cut_connections(engine: Engine) -> None:
    """What an operator, or a restart, does to everybody else's connections."""
    operator = build_engine(engine.url)
    with operator.connect() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    operator.dispose()


ON_POSTGRESQL = pytest.mark.parametrize("url", ["postgresql"], indirect=True)


@pytest.mark.both
@ON_POSTGRESQL
def test_a_page_is_read_after_all_connections_were_cut(client: TestClient, engine: Engine):
    client.get("/countries/gb")
    cut_connections(engine)

    assert client.get("/countries/gb").status_code == 200


def cut_while_reading(engine: Engine, times: int) -> None:
    """Cut a reader's connection between its begin and its first question, so many times."""
    cuts: list[int] = []

    @event.listens_for(engine, "before_cursor_execute")
    def cut(_connection, _cursor, statement: str, *_) -> None:
        if statement.startswith("SELECT") and len(cuts) < times:
            cuts.append(1)
            cut_connections(engine)


@pytest.mark.both
@ON_POSTGRESQL
@pytest.mark.parametrize(("times", "status"), [(1, 200), (9, 503)])
def test_a_page_is_read_once_more_when_its_connection_is_cut_meanwhile(
    app: FastAPI, engine: Engine, times: int, status: int
):
    app.state.engine = build_engine(engine.url)
    cut_while_reading(app.state.engine, times)

    answer = TestClient(app, raise_server_exceptions=False).get("/countries/gb")

    app.state.engine.dispose()
    assert answer.status_code == status


@pytest.mark.both
@ON_POSTGRESQL
def test_every_statement_and_every_connection_has_a_limit(engine: Engine):
    with engine.connect() as connection:
        limits = [
            connection.exec_driver_sql(f"SHOW {name}_timeout").scalar()
            for name in ("statement", "idle_in_transaction_session")
        ]
        info = connection.connection.driver_connection.info.get_parameters()

    assert limits == ["10s", "1min"]
    assert (info["connect_timeout"], info["keepalives_idle"]) == ("5", "10")


@pytest.mark.both
@ON_POSTGRESQL
def test_a_command_may_take_as_long_as_it_needs_and_the_next_edit_may_not(engine: Engine):
    names = ("statement", "idle_in_transaction_session")
    limits = {}

    for without_timeout in (True, False):
        with writing_session(engine, without_timeout=without_timeout) as session:
            connection = session.connection()
            limits[without_timeout] = [
                *(connection.exec_driver_sql(f"SHOW {name}_timeout").scalar() for name in names),
                connection.connection.driver_connection.patience,
            ]

    assert limits == {True: ["0", "0", None], False: ["10s", "1min", 12]}


@pytest.mark.both
@ON_POSTGRESQL
def test_a_connection_on_which_no_answer_comes_is_given_up(engine: Engine):
    with read_only_engine(engine).connect() as connection:
        connection.connection.driver_connection.patience = 0.1
        with pytest.raises(OperationalError, match="PostgreSQL does not answer") as failure:
            connection.exec_driver_sql("SELECT pg_sleep(9)")

        assert failure.value.connection_invalidated
    with read_only_engine(engine).connect() as connection:
        assert connection.exec_driver_sql("SELECT 1").scalar() == 1


@pytest.mark.both
@ON_POSTGRESQL
@pytest.mark.parametrize(("purpose", "is_left"), [("write", True), ("read", False)])
def test_a_writer_leaves_a_server_that_is_no_primary(
    engine: Engine, purpose: str, *, is_left: bool
):
    with engine.execution_options(purpose=purpose).connect() as connection:
        connection.exec_driver_sql("SELECT 1")
        connection.exec_driver_sql("SET LOCAL transaction_read_only = on")  # as on a standby

        with pytest.raises(OperationalError if is_left else InternalError) as failure:
            connection.exec_driver_sql("DELETE FROM line")

    assert failure.value.orig.sqlstate == "25006"
    assert failure.value.connection_invalidated is is_left


def test_what_the_address_says_goes_before():
    query = {"connect_timeout": "2", "options": "-c statement_timeout=3s"}

    arguments = postgres_arguments(query)

    assert "connect_timeout" not in arguments
    assert arguments["options"].endswith(" -c statement_timeout=3s")


@pytest.mark.parametrize(
    ("total", "workers", "each"), [(90, 1, 49), (90, 3, 30), (90, 9, 10), (90, 40, 10)]
)
def test_workers_share_the_connections(total: int, workers: int, each: int):
    assert divide_connections(total, workers) == each


class ObservedHasher(Hasher):
    """Hashes, and notes how many connections are in use meanwhile."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(8, 1)
        self.engine = engine
        self.counts: list[int] = []

    @contextmanager
    def take_turn(self, *, known: bool) -> Iterator[None]:
        self.counts.append(self.engine.pool.checkedout())
        with super().take_turn(known=known):
            yield


WRONG = {"present": "not this one", "password": "a boat in the fog", "again": "a boat in the fog"}


def test_no_transaction_is_open_while_a_password_is_hashed(app: FastAPI, engine: Engine):
    signed_in = open_browser(app, create_account(app).token)
    app.state.hasher = ObservedHasher(engine)

    sign_in(open_browser(app))
    open_browser(app).post("/events/new", data={"username": "Ada", "password": "wrong"})
    signed_in.post("/account", data=WRONG | {"do": "password"})

    assert app.state.hasher.counts
    assert set(app.state.hasher.counts) == {0}


def test_no_transaction_is_open_while_a_file_is_built(
    app: FastAPI, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    counts: list[int] = []
    file = FILES["record.jsonl"]

    def write(path: Path, snapshot) -> None:
        counts.append(engine.pool.checkedout())
        file.write(path, snapshot)

    monkeypatch.setitem(FILES, "record.jsonl", replace(file, write=write))
    app.state.settings.exports = tmp_path

    assert TestClient(app).get("/data/record.jsonl").status_code == 200
    assert counts == [0]
