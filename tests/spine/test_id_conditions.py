"""Many ids make no longer statement than a few, and are looked up in an index."""

import pytest
from sqlalchemy import Engine
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from app.spine.id_conditions import MAX_NAMED_IDS, match_ids
from app.spine.versioned import Entity
from tests.spine import toy_edits

MANY = range(1, MAX_NAMED_IDS + 2)


@pytest.mark.parametrize(
    "dialect", [sqlite.dialect(), postgresql.dialect()], ids=["SQLite", "Postgres"]
)
def test_many_ids_are_one_parameter(dialect: sqlite.dialect | postgresql.dialect):
    statement = select(Entity.id).where(match_ids(col(Entity.id), MANY)).compile(dialect=dialect)

    assert len(statement.params) == 1
    assert "= 1" not in str(statement)


def test_many_ids_find_those_there_are(engine: Engine, session: Session):
    toys = [toy_edits.toy(engine, code).id for code in ("bear", "doll")]

    ids = session.exec(select(Entity.id).where(match_ids(col(Entity.id), MANY))).all()

    assert sorted(ids) == toys
