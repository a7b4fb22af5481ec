"""What the release before this one wrote, in tests/data, lives on through the migrations since."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Engine, create_engine, inspect, make_url, text
from sqlmodel import select

from app.db import build_engine
from app.models import Entity, Link, Pledge, Stance
from app.spine import schema
from app.spine.backup import load_backup
from app.spine.history import load_changes
from app.spine.moment import reading_session
from app.spine.rebuild import rebuild_tables
from app.spine.verify import verify
from tests import factory
from tests.conftest import add_toy_tables
from tests.databases import WORKER
from tests.spine.toys import TOYS

pytestmark = pytest.mark.slow

RELEASED = "d2b3d60c2e68"
WRITTEN = Path(__file__).parent / "data" / f"register_at_{RELEASED}.sql"
NOTED = (9, "04143589fca2982abcbc2e6cdddd286f3f81e9d18d868cd52b8c4553c175a248")  # noted down then
HELD = {  # how many rows of each table
    "register": 1,
    "account": 2,
    "revision": 9,
    "line": 58,
    "entity": 21,
    "actor": 2,
    "source": 2,
    "pledge": 6,
    "step": 20,
    "condition": 5,
    "citation": 3,
}
MADE = {  # what each revision did, and to which entities
    1: [("added", 1), ("added", 2), ("added", 3), ("added", 4)],
    2: [("added", number) for number in range(5, 12)],
    3: [("added", number) for number in range(12, 22)],
    4: [("changed", 5), ("changed", 6), ("changed", 10)],
    5: [("retracted", number) for number in range(12, 22)],
    6: [("added", number) for number in range(12, 22)],
    7: [("changed", 5), ("changed", 9)],
    8: [("changed", 5), ("changed", 9)],
    9: [("retracted", 8)],
}
Rows = dict[str, list[str]]


@contextmanager
def release_database(url: str) -> Iterator[Engine]:
    """A database at the migration of then, with the rows of then and no others."""
    engine = build_engine(url)
    config = schema.alembic_config()
    with schema.migration_transaction(engine) as config.attributes["connection"]:
        command.upgrade(config, RELEASED)
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL TIME ZONE 'UTC'"))
        for table in ("register", "account"):  # a new database has rows of its own there
            connection.execute(text(f"DELETE FROM {table}"))
        raw_connection = connection.execution_options(no_parameters=True)  # a % is a %
        for line in WRITTEN.read_text(encoding="utf-8").splitlines():
            raw_connection.exec_driver_sql(line)
    yield engine
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def released(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """What the release before wrote, in a database of this test's own."""
    if request.param == "sqlite":
        with release_database(f"sqlite:///{tmp_path / 'released.db'}") as engine:
            yield engine
        return
    url, name = make_url(request.getfixturevalue("postgres_url")), f"released_{WORKER}"
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
        with release_database(
            url.set(database=name).render_as_string(hide_password=False)
        ) as engine:
            yield engine
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


def migrate_to_newest(engine: Engine) -> None:
    """Bring it to the newest migration, with the toys' tables, for all that asks every kind."""
    assert schema.migrate(engine) is True
    add_toy_tables(engine.url)


def columns(engine: Engine) -> dict[str, list[str]]:
    """The columns of each table that holds something of the register."""
    inspector, apart = inspect(engine), {"alembic_version", *(kind.noun() for kind in TOYS)}
    return {
        table: [column["name"] for column in inspector.get_columns(table)]
        for table in {*inspector.get_table_names()} - apart
    }


def dump_rows(engine: Engine, only: dict[str, list[str]] | None = None) -> Rows:
    """Every row, or `only` these columns, as the database itself puts it."""
    columns_by_table = columns(engine) if only is None else only
    with engine.connect() as connection:
        return {
            table: sorted(map(repr, connection.execute(text(select_statement(table, names)))))
            for table, names in columns_by_table.items()
        }


def select_statement(table: str, names: list[str]) -> str:
    column_list = ", ".join(f'"{name}"' for name in names)
    return f'SELECT {column_list} FROM "{table}"'


def test_the_release_before_wrote_rows_of_all_its_tables(released: Engine):
    assert schema.current_migration(released) == RELEASED
    assert {table: len(rows) for table, rows in dump_rows(released).items()} == HELD


def test_no_row_is_lost_or_changed(released: Engine):
    old_columns, before = columns(released), dump_rows(released)

    migrate_to_newest(released)

    assert dump_rows(released, old_columns) == before


def test_new_tables_are_empty(released: Engine):
    old_columns = columns(released)

    migrate_to_newest(released)

    new = columns(released).keys() - old_columns.keys()
    assert "stance" in new
    assert {table for table, rows in dump_rows(released).items() if not rows} == new


def test_the_register_verifies_with_the_digest_noted_down_and_is_built_again_the_same(
    released: Engine,
):
    migrate_to_newest(released)
    before = dump_rows(released)

    rebuild_tables(released)

    assert dump_rows(released) == before
    with reading_session(released) as session:
        assert verify(session, NOTED) is None


def test_every_old_edit_is_read_as_it_was_made(released: Engine):
    migrate_to_newest(released)

    with reading_session(released) as session:
        edits = {number: load_changes(session, number) for number in MADE}

    assert {
        number: [(change.verb, change.entity_id) for change in changes]
        for number, changes in edits.items()
    } == MADE
    assert edits[7][0].fact_changes["title"] == (
        "A battalion of engineers",
        "Two battalions of engineers",
    )


def test_editing_goes_on_in_old_and_new_tables(released: Engine):
    migrate_to_newest(released)
    with reading_session(released) as session:
        pledge = session.get(Entity, 5)

    stance = factory.record(released, Stance, actor_id=1)
    factory.revise(released, pledge, title="Three battalions of engineers")
    factory.record(released, Link, from_id=pledge.id, to_id=stance.id)

    with reading_session(released) as session:
        assert [row.entity_id for row in session.exec(select(Stance))] == [22]
        assert session.exec(select(Pledge.title).where(Pledge.entity_id == 5)).one()[:5] == "Three"
        assert verify(session, NOTED) is None


def test_what_the_record_says_is_held_against_the_migrated_rows(released: Engine):
    migrate_to_newest(released)
    with released.begin() as connection:
        connection.execute(text("UPDATE step SET quantity_sorted = 1 WHERE entity_id = 6"))

    with reading_session(released) as session:
        assert str(verify(session)).startswith("r2: rows")


def test_a_backup_of_the_release_before_fills_a_new_register(engine: Engine, tmp_path: Path):
    file = tmp_path / "backup.db"
    with release_database(f"sqlite:///{file}") as old:
        old_columns, before = columns(old), dump_rows(old)

    assert load_backup(engine, file) == sum(HELD.values())

    with reading_session(engine) as session:
        assert verify(session, NOTED) is None
    rows_after = dump_rows(engine, old_columns)
    assert {table: len(rows) for table, rows in rows_after.items()} == HELD
    if engine.dialect.name == "sqlite":  # the other driver puts the same rows in other words
        assert rows_after == before
