from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Engine
from sqlmodel import SQLModel

from app.db import build_engine
from app.spine import schema
from app.spine.moment import reading_session
from app.spine.readiness import find_readiness
from app.spine.refusals import Refused
from app.spine.verify import verify
from tests.spine import toy_edits


def test_the_migrations_make_the_tables_that_the_classes_declare(engine: Engine):
    tables = SQLModel.metadata.tables
    columns = [column for table in tables.values() for column in table.columns]
    texts = [column for column in columns if not isinstance(column.type, sa.Uuid)]
    declared_lengths = {str(column): getattr(column.type, "length", None) for column in texts}
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), SQLModel.metadata)
        inspector = sa.inspect(connection)
        lengths = {
            f"{table}.{column['name']}": getattr(column["type"], "length", None)
            for table in tables
            for column in inspector.get_columns(table)
            if f"{table}.{column['name']}" in declared_lengths
        }

    assert differences == []
    assert lengths == declared_lengths


def test_a_database_without_tables_is_not_ready(tmp_path: Path):
    engine = build_engine(f"sqlite:///{tmp_path / 'empty.db'}")

    assert find_readiness(engine).failing == "migrations"

    engine.dispose()


def test_what_the_migrations_made_is_what_verify_expects(engine: Engine):
    with reading_session(engine) as session:
        assert verify(session) is None


@pytest.mark.parametrize("table", ["revision", "account", "entity"])
def test_a_table_that_others_point_at_can_be_made_again(engine: Engine, table: str):
    toy_edits.tag(engine, toy_edits.toy(engine))

    with schema.migration_transaction(engine) as connection:
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("more", sa.Integer()))
    with schema.migration_transaction(engine) as connection:
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table(table) as batch:
            batch.drop_column("more")

    with reading_session(engine) as session:
        assert verify(session) is None


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)  # PostgreSQL never lets keys rest
def test_a_migration_that_leaves_a_row_loose_is_taken_back(engine: Engine):
    toy_edits.tag(engine, toy_edits.toy(engine))

    with (
        pytest.raises(Refused, match="point at nothing"),
        schema.migration_transaction(engine) as connection,
    ):
        connection.exec_driver_sql("DELETE FROM entity WHERE id = 1")

    with reading_session(engine) as session:
        assert verify(session) is None
