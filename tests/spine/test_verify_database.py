"""`verify` looks at the database itself: its tables, its file, and the row that names it."""

import sqlite3
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlmodel import Session

from app.spine.fault import FaultKind
from app.spine.moment import reading_session
from app.spine.stored_bytes import is_damage
from app.spine.verify import verify
from tests.spine import toy_edits

TRIGGER = {
    "sqlite": ["CREATE TRIGGER sly AFTER INSERT ON pledge BEGIN DELETE FROM line; END"],
    "postgresql": [
        "CREATE FUNCTION sly() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
        "CREATE TRIGGER sly BEFORE INSERT ON pledge FOR EACH ROW EXECUTE FUNCTION sly()",
    ],
}
# Another way for each statement that SQLite does not have: its tables are text that it parses.
CHANGES = {
    "an index": (
        "DROP INDEX ix_pledge_entity_id",
        "DROP INDEX ix_pledge_entity_id",
        "pledge has no unique index ix_pledge_entity_id",
    ),
    "an index for speed": (
        "DROP INDEX ix_entity_root_id",
        "DROP INDEX ix_entity_root_id",
        "entity has no index ix_entity_root_id",
    ),
    "one more index": (
        "CREATE UNIQUE INDEX sly ON pledge (title)",
        "CREATE UNIQUE INDEX sly ON pledge (title)",
        "pledge has a unique index sly (title), which is not ours",
    ),
    "a column": (
        "ALTER TABLE register DROP COLUMN accepted",
        "ALTER TABLE register DROP COLUMN accepted",
        "register has no column accepted INTEGER",
    ),
    "one more column": (
        "ALTER TABLE pledge ADD COLUMN sly INTEGER DEFAULT 7",
        "ALTER TABLE pledge ADD COLUMN sly INTEGER DEFAULT 7",
        "pledge has a column sly INTEGER default 7, which is not ours",
    ),
    "a column of no type": (
        "ALTER TABLE pledge ADD COLUMN sly",
        "ALTER TABLE pledge ADD COLUMN sly xid8",
        "pledge has a column sly of no known type, which is not ours",
    ),
    "a table": ("DROP TABLE secret", "DROP TABLE secret", "the table secret is missing"),
    "a type": (
        "replace(sql, 'VARCHAR(200)', 'VARCHAR(900)') WHERE name = 'pledge'",
        "ALTER TABLE pledge ALTER COLUMN title TYPE varchar(900)",
        "pledge has no column title VARCHAR(200) not null",
    ),
    "a check": (
        "replace(sql, 'until > since', 'until > 0') WHERE name = 'pledge'",
        "ALTER TABLE pledge DROP CONSTRAINT ck_pledge_ends_after_it_begins",
        "pledge has no check until > since",
    ),
    "a unique key": (
        "replace(sql, ', typed)', ', digest)') WHERE name = 'revision'",
        "ALTER TABLE revision DROP CONSTRAINT uq_revision_submission_typed",
        "revision has no unique (submission, typed)",
    ),
    "a foreign key": (
        "replace(sql, 'REFERENCES revision (number)', 'REFERENCES entity (id)') WHERE name='line'",
        "ALTER TABLE line DROP CONSTRAINT fk_line_revision_revision",
        "line has no foreign key (revision) to revision (number)",
    ),
    "a column of the database's own making": (
        "ALTER TABLE pledge ADD COLUMN sly INTEGER GENERATED ALWAYS AS (since + 1) VIRTUAL",
        "ALTER TABLE pledge ADD COLUMN sly INTEGER GENERATED ALWAYS AS (since + 1) STORED",
        "pledge has a column sly INTEGER default made by the database, which is not ours",
    ),
}
ON_POSTGRES = {
    "ALTER TABLE line DISABLE TRIGGER ALL": "trigger RI_ConstraintTrigger",
    "CREATE RULE sly AS ON INSERT TO pledge DO INSTEAD NOTHING": "rule sly",
    "ALTER TABLE pledge ENABLE ROW LEVEL SECURITY": "row security of pledge",
    "ALTER TABLE pledge ADD CONSTRAINT sly CHECK (since > 0) NOT VALID": "unproven sly",
}


def change_schema(connection: Connection, sqlite: str, postgresql: str) -> None:
    """Run the statement of a database; of SQLite perhaps only how the text of a table changes."""
    is_sqlite = connection.dialect.name == "sqlite"
    if is_sqlite and sqlite.startswith("replace"):
        connection.exec_driver_sql("PRAGMA writable_schema=ON")
        changed = connection.exec_driver_sql(f"UPDATE sqlite_master SET sql = {sqlite}")
        assert changed.rowcount == 1
        version = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
        connection.exec_driver_sql(f"PRAGMA schema_version={version + 1}")
        connection.exec_driver_sql("PRAGMA writable_schema=RESET")
        return
    connection.exec_driver_sql(sqlite if is_sqlite else postgresql)


def named_fault(connection: Connection) -> str:
    with Session(connection) as session:
        return str(verify(session))


@pytest.mark.parametrize("name", CHANGES)
def test_a_schema_that_no_migration_made_is_named(engine: Engine, name: str):
    sqlite, postgresql, words = CHANGES[name]

    with engine.connect() as connection:
        change_schema(connection, sqlite, postgresql)
        fault = named_fault(connection)
        connection.rollback()

    assert fault.startswith("schema: the tables are not those that the migrations make")
    assert words in fault


def test_a_trigger_is_named(engine: Engine):
    with engine.connect() as connection:
        for statement in TRIGGER[engine.dialect.name]:
            connection.exec_driver_sql(statement)
        fault = named_fault(connection)
        connection.rollback()

    assert "there is a trigger sly, which no migration makes" in fault


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("statement", ON_POSTGRES)
def test_what_works_on_rows_unseen_is_named(engine: Engine, statement: str):
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
        fault = named_fault(connection)
        connection.rollback()

    assert f" {ON_POSTGRES[statement]}" in fault


def test_an_index_of_an_expression_is_named(engine: Engine):
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE INDEX sly ON pledge (lower(title))")
        fault = named_fault(connection)
        connection.rollback()

    assert "an index of an expression sly" in fault or "a index sly (lower(" in fault


def test_a_table_of_somebody_else_is_let_be(engine: Engine):
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE _litestream_seq (id INTEGER)")
        connection.exec_driver_sql("CREATE INDEX theirs ON _litestream_seq (abs(id))")
        fault = named_fault(connection)
        connection.rollback()

    assert fault == "None"


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_damaged_page_of_the_file_is_named(engine: Engine):
    toy_edits.tag(engine, toy_edits.toy(engine))
    engine.dispose()
    file = Path(engine.url.database)
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    root = "SELECT rootpage FROM sqlite_master WHERE name = 'ix_toy_root_id_until'"
    end = connection.execute(root).fetchone()[0] * 4096
    connection.close()
    with file.open("r+b") as stream:
        stream.seek(end - 2)
        stream.write(b"\x7f\x7f")

    with reading_session(engine) as session:
        fault = verify(session)

    assert fault is not None
    assert (fault.number, fault.kind) == (None, FaultKind.STORAGE)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_row_that_points_at_nothing_is_named(engine: Engine):
    with sqlite3.connect(engine.url.database) as file:
        file.execute(
            "INSERT INTO sign_in_session (id, account_id, created_at, seen_at, agent) "
            "VALUES ('x', 7, '2026-05-01', '2026-05-01', '')"
        )
    file.close()

    with reading_session(engine) as session:
        assert "of sign_in_session points at no account" in str(verify(session))


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_text_that_is_no_text_is_named(engine: Engine):
    toy_edits.toy(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE line SET text = CAST(x'ff' AS TEXT) WHERE position = 1")

    with reading_session(engine) as session:
        fault = verify(session)

    assert fault is not None
    assert (fault.kind, "UTF-8" in fault.where) == (FaultKind.STORAGE, True)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (psycopg.errors.DataCorrupted(), True),
        (psycopg.errors.IndexCorrupted(), True),
        (psycopg.errors.UndefinedFile(), True),
        (psycopg.errors.AdminShutdown(), False),
        (sqlite3.OperationalError("database is locked"), False),
    ],
    ids=lambda value: type(value).__name__,
)
def test_damage_and_a_database_that_is_away_are_told_apart(error: Exception, expected: bool):
    assert is_damage(DBAPIError("SELECT 1", None, error)) is expected


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_database_that_is_away_is_no_fault_of_the_register(engine: Engine):
    with reading_session(engine) as session:
        driver = session.connection().connection.driver_connection
        driver.set_progress_handler(lambda: 1, 1)
        with pytest.raises(OperationalError, match="interrupted"):
            verify(session)
        driver.set_progress_handler(None, 0)
