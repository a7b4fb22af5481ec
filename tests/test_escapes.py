"""What a session's moment does not reach is used nowhere but in the spine."""

import ast
from pathlib import Path

import pytest

# SQL text, Core tables and bulk edits see and change all times at once; so does a connection.
IMPORTED = {"text", "insert", "update", "delete", "table", "Table", "literal_column", "TextClause"}
ASKED = {
    "__table__",
    "bulk_insert_mappings",
    "bulk_save_objects",
    "bulk_update_mappings",
    "connection",
    "exec_driver_sql",
    "execute",
    "from_statement",
    "raw_connection",
    "tables",
}
ALLOWED = {
    "app/derivations/lives.py": {"execute"},  # columns of mapped classes, at the session's moment
    "app/db.py": {"connection", "exec_driver_sql", "execute"},  # how a transaction begins, and ends
    "app/exports/files/sqlite_file.py": {"execute"},  # a new file of its own, that is no register
    "app/queries/sources.py": {"__table__"},  # its columns, to group by; the rows are mapped
    "app/spine/backup.py": {"Table", "connection", "delete", "execute"},  # copies all times
    "app/spine/columns.py": {"Table", "tables"},  # the table behind a class, for bulk writes
    "app/spine/derived.py": {"connection", "delete", "execute"},  # writes many rows at once
    "app/spine/derived_table.py": {"text"},  # the condition of the partial indexes
    "app/spine/rebuild.py": {"connection", "delete", "update", "execute"},
    "app/spine/revision_watch.py": {"connection", "execute"},  # a number, a thousand times a second
    "app/spine/schema.py": {"exec_driver_sql", "execute"},  # foreign keys rest while it migrates
    "app/spine/schema_check.py": {"Table", "connection", "exec_driver_sql"},  # asks the catalogue
    "app/spine/storage_check.py": {"exec_driver_sql"},  # lets SQLite look at its own file
    "app/spine/verify.py": {"connection"},  # for these
    "app/spine/successor.py": {"connection", "update", "execute"},  # ends many rows at once
    "app/spine/side_session.py": {"connection"},  # begins, and so takes the lock
    "app/spine/write_probe.py": {"connection", "exec_driver_sql"},  # writes a row as it was
    "app/spine/write_queue.py": {"connection"},  # takes the write lock
    "app/spine/version_writer.py": {  # writes many rows at once
        "connection",
        "exec_driver_sql",
        "execute",
    },
    "app/spine/versions.py": {"execute"},  # one UNION of mapped classes, up to the moment
    "app/spine/versioned.py": {"text"},  # the condition of the partial indexes
}


def escapes(source: str) -> set[str]:
    """What a module uses of all this."""
    nodes = list(ast.walk(ast.parse(source)))
    imports = {
        alias.name
        for node in nodes
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(("sql", "psycopg"))
        for alias in node.names
    }
    libraries = {
        alias.asname or alias.name
        for node in nodes
        if isinstance(node, ast.Import)
        for alias in node.names
        if alias.name.split(".")[0] in ("sqlalchemy", "sqlmodel")
    }
    attributes = [node for node in nodes if isinstance(node, ast.Attribute)]
    attribute_names = {node.attr for node in attributes}
    library_names = {node.attr for node in attributes if ast.unparse(node.value) in libraries}
    return (imports | library_names) & IMPORTED | attribute_names & ASKED


@pytest.mark.parametrize("file", sorted(Path("app").rglob("*.py")), ids=str)
def test_a_file_asks_through_the_session(file: Path):
    assert escapes(file.read_text()) == ALLOWED.get(file.as_posix(), set())


def test_what_may_escape_is_there():
    assert [file for file in ALLOWED if not Path(file).exists()] == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("from sqlalchemy import text as words", {"text"}),
        ("from sqlmodel import update", {"update"}),
        ("from sqlalchemy.sql import delete", {"delete"}),
        ("import sqlalchemy as sa; sa.text(x)", {"text"}),
        ("import sqlalchemy.sql; sqlalchemy.sql.delete(x)", {"delete"}),
        ("import sqlalchemy as sa; sa.select(x)", set()),
        ("select(Pledge).from_statement(x)", {"from_statement"}),
        ("session.connection().execute(x)", {"connection", "execute"}),
        ("Pledge.__table__.select()", {"__table__"}),
        ("from app.forms import text", set()),
        ("session.exec(select(Pledge))", set()),
    ],
)
def test_an_escape_is_noticed(source: str, found: set[str]):
    assert escapes(source) == found
