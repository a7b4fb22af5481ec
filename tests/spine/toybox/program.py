"""What both programs do: migrate, and tell all that is stored."""

import json
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, text

from app.spine.moment import reading_session
from app.spine.rebuild import rebuild_tables
from app.spine.record_check import record_fault

TABLES = ["toy", "entity", "revision", "line"]


def migrate(engine: Engine, target: str) -> None:
    """Bring the toybox to a migration."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    with engine.begin() as config.attributes["connection"]:
        command.upgrade(config, target)


def describe_fault(engine: Engine) -> str | None:
    """The first fault, in words."""
    with reading_session(engine) as session:
        fault = record_fault(session)
    return str(fault) if fault else None


def dump_tables(engine: Engine) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, as the database itself puts it."""
    with engine.connect() as connection:
        return {
            table: sorted(
                ({n: str(v) for n, v in row.items()} for row in select_rows(connection, table)),
                key=json.dumps,
            )
            for table in TABLES
        }


def select_rows(connection: Any, table: str) -> Any:
    return connection.execute(text(f"SELECT * FROM {table}")).mappings()


def report_states(engine: Engine) -> dict[str, Any]:
    """What is stored and whether it verifies, before and after it is built again."""
    before = {"fault": describe_fault(engine), "rows": dump_tables(engine)}
    rebuild_tables(engine)
    return {
        "before": before,
        "after": {"fault": describe_fault(engine), "rows": dump_tables(engine)},
    }
