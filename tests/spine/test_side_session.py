"""What is written beside the edits, and what it does not wait for."""

import sqlite3

import pytest
from sqlalchemy import Engine, make_url, text
from sqlalchemy.exc import OperationalError

from app.models import Secret
from app.spine.refusals import WriteQueueFull
from app.spine.side_session import side_session
from app.spine.write_queue import writing_session


@pytest.mark.sqlite
def test_who_can_not_write_soon_is_told(url: str, engine: Engine):
    other = sqlite3.connect(make_url(url).database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(WriteQueueFull), side_session(engine, patient=False):
        pass

    other.close()


@pytest.mark.sqlite
def test_any_other_failure_is_what_it_is(engine: Engine):
    with pytest.raises(OperationalError, match="nowhere"), side_session(engine) as session:
        session.execute(text("SELECT * FROM nowhere"))


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_on_postgresql_it_runs_beside_an_edit(engine: Engine):
    with writing_session(engine), side_session(engine, patient=False) as session:
        session.add(Secret(name="a", value="b"))

    with side_session(engine) as session:
        assert session.get_one(Secret, "a").value == "b"
