"""Rows are written so many at a time that a database answers soon."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, event

from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.revision import Intent
from tests.spine.toy_edits import undo_revision
from tests.spine.toys import Toy

COUNT = 2_500


@pytest.fixture
def sizes(engine: Engine) -> Iterator[list[int]]:
    """How many rows each statement that wrote more than one was given."""
    counts: list[int] = []

    @event.listens_for(engine, "before_cursor_execute")
    def note(_connection, _cursor, _statement, parameters, _context, executemany: bool) -> None:
        if executemany:
            counts.append(len(parameters))

    yield counts
    event.remove(engine, "before_cursor_execute", note)


def test_thousands_of_rows_are_opened_and_closed_a_thousand_at_a_time(
    engine: Engine, sizes: list[int]
):
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        for number in range(COUNT):
            edit.add(Toy, {"code": f"toy-{number}"})
    openings = list(sizes)
    sizes.clear()
    undo_revision(engine, 1)

    assert openings == [1000, 1000, 500] * 2 + [1000, 1000, 501]  # entities, versions, lines
    assert sizes == [1000, 1000, 500, 1000, 1000, 501]  # closed versions, lines
    with engine.connect() as connection:
        query = f"SELECT count(*) FROM {Toy.__tablename__} WHERE until = 2"
        assert connection.exec_driver_sql(query).scalar_one() == COUNT
