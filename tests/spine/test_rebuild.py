"""The tables can be made from the record again, whatever became of them."""

import pytest
from sqlalchemy import Engine, text

from app.spine import register_reader
from app.spine.moment import reading_session
from app.spine.rebuild import rebuild_tables
from app.spine.refusals import Refused
from app.spine.verify import verify
from app.spine.versioned import Entity, kinds
from tests.spine import full_register, toy_edits
from tests.spine.tampering import forge_revision

Rows = dict[str, list[tuple]]
VERSIONS = 4 * 19 - 19 + 1  # two of each in r1, a second version of one of them, and a toy


def dump_tables(engine: Engine) -> Rows:
    """All that is stored in the tables, as the database itself puts it."""
    with engine.connect() as connection:
        return {
            table: sorted(map(repr, connection.execute(text(f'SELECT * FROM "{table}"'))))
            for table in (*(kind.noun() for kind in kinds()), Entity.__tablename__)
        }


def run_statements(engine: Engine, *statements: str) -> None:
    with engine.begin() as connection:
        for statement in statements:
            assert connection.execute(text(statement)).rowcount > 0


@pytest.fixture(autouse=True)
def build(engine: Engine) -> None:
    full_register.build_register(engine)


@pytest.mark.parametrize(
    ("limit", "size"),
    [("MAX_REVISIONS", 1), ("MAX_REVISIONS", 2), ("MAX_LINES", 1), ("MAX_LINES", 9)],
)
def test_rebuilding_makes_the_same_tables(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, limit: str, size: int
):
    monkeypatch.setattr(register_reader, limit, size)
    before = dump_tables(engine)
    played: list[int] = []

    assert rebuild_tables(engine, played.append) == VERSIONS
    assert played == [1, 2, 3]
    assert dump_tables(engine) == before


def test_rebuilding_mends_what_was_tampered_with(engine: Engine):
    before = dump_tables(engine)
    run_statements(
        engine,
        "UPDATE toy SET name = 'No bear', price = NULL WHERE since = 1",
        "DELETE FROM citation",
        "UPDATE step SET at_latest = NULL",
        "UPDATE tag SET until = NULL WHERE entity_id = 10",
        "UPDATE entity SET uid = '00000000000000000000000000000001' WHERE id = 5",
    )

    rebuild_tables(engine)

    assert dump_tables(engine) == before
    with reading_session(engine) as session:
        assert verify(session) is None


def test_edits_go_on_after_a_rebuilding(engine: Engine):
    rebuild_tables(engine)

    toy_edits.tag(engine, toy_edits.toy(engine, "cat"))

    with reading_session(engine) as session:
        assert verify(session) is None
        assert session.get(Entity, 41).parent_id == 40


def test_a_record_that_can_not_be_played_leaves_the_tables_alone(engine: Engine):
    before = dump_tables(engine)
    run_statements(engine, "UPDATE line SET text = '[]' WHERE revision = 2 AND position = 1")

    with pytest.raises(Refused, match="nothing was changed: r2: chain"):
        rebuild_tables(engine)

    assert dump_tables(engine) == before


def test_a_record_that_was_sealed_and_makes_no_sense_leaves_the_tables_alone(engine: Engine):
    before = dump_tables(engine)
    with engine.begin() as connection:
        forge_revision(connection, "[]")

    with pytest.raises(Refused, match="can't be read, and nothing was changed"):
        rebuild_tables(engine)

    assert dump_tables(engine) == before
