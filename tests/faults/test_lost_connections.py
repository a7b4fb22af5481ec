"""PostgreSQL that stops, or cuts its connections, loses no form that was sent."""

from collections.abc import Callable, Iterator

import pytest
from fastapi import FastAPI
from sqlalchemy import Connection, Engine, event

from app.db import read_only_engine
from app.main import create_app
from tests import factory
from tests.accounts import cheap_settings, signed_in_browser
from tests.faults.database_stops import serve_on_own_database
from tests.faults.form_streams import PATH, FaultReport, send_again, send_form
from tests.form_client import open_form

STOPS = 3
CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'cut'"
on_postgresql = pytest.mark.parametrize("url", ["postgresql"], indirect=True)


@pytest.fixture
def app(url: str) -> Iterator[FastAPI]:
    """A register whose connections can be told from others."""
    app = create_app(cheap_settings(f"{url}&application_name=cut"))
    yield app
    app.state.engine.dispose()


@pytest.fixture
def cut(engine: Engine) -> Callable[[], None]:
    """Cuts every connection of the application."""

    def cut_connections() -> None:
        with read_only_engine(engine).connect() as connection:  # the save holds the turn
            connection.exec_driver_sql(CUT)

    return cut_connections


@on_postgresql
def test_a_form_sent_over_connections_that_were_cut_is_saved_once(
    app: FastAPI, engine: Engine, cut: Callable[[], None]
):
    ada = signed_in_browser(app)
    empty = open_form(ada, PATH)

    cut()
    form = send_form(ada, empty)
    send_again(ada, form)

    assert form.is_saved or form.is_returned
    assert factory.newest_number(engine) == 1


@on_postgresql
@pytest.mark.parametrize("moment", ["while it writes", "before its commit", "after its commit"])
def test_a_form_whose_connection_is_cut_comes_back_and_is_saved_once(
    app: FastAPI, engine: Engine, cut: Callable[[], None], moment: str
):
    ada, moments = signed_in_browser(app), [moment]
    empty = open_form(ada, PATH)

    def cut_once(connection: Connection, here: str) -> None:
        if here in moments:
            moments.remove(here)
            if here == "after its commit":
                connection.connection.commit()
            cut()
            connection.exec_driver_sql("SELECT 1")  # learns it now, not by the next statement

    @event.listens_for(app.state.engine, "before_cursor_execute")
    def write(connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("INSERT INTO line"):
            cut_once(connection, "while it writes")

    @event.listens_for(app.state.engine, "commit")
    def commit(connection: Connection) -> None:
        cut_once(connection, "before its commit")
        cut_once(connection, "after its commit")

    form = send_form(ada, empty)
    send_again(ada, form)

    assert (form.answer.status_code, form.is_returned) == (503, True)
    assert "It is not known whether this was saved" in form.answer.text
    assert factory.newest_number(engine) == 1


@pytest.mark.slow
@pytest.mark.covered
def test_forms_come_back_filled_whenever_the_database_stops():
    with serve_on_own_database() as stop:
        report = sum((stop() for _ in range(STOPS)), FaultReport())

    assert report.fault_count == STOPS
    assert report.returned_count >= STOPS
    assert (report.unfilled_count, report.lost_count, report.fault) == (0, 0, "")
