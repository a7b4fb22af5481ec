"""The tables as they are, against those that the migrations make."""

import json
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Dialect,
    ForeignKeyConstraint,
    Index,
    Inspector,
    Table,
    UniqueConstraint,
    inspect,
)
from sqlalchemy.exc import SAWarning
from sqlalchemy.types import NullType
from sqlmodel import Session, SQLModel

from app.spine.fault import Fault, FaultKind

Details = Mapping[str, Any]  # what an inspector tells of a column, a key, an index or a check

# What works on rows unseen: a trigger that is not of a foreign key, or one of those that rests; a
# rewriting rule, a filter of rows; an index or a constraint that does not hold for all rows.
HIDDEN_WORKERS = {
    "sqlite": """
        SELECT 'a trigger ' || name FROM sqlite_master WHERE type = 'trigger'
        UNION ALL SELECT 'an index of an expression ' || m.name
            FROM sqlite_master m JOIN pragma_index_info(m.name) WHERE m.type = 'index' AND cid = -2
            AND m.tbl_name IN (SELECT value FROM json_each(?))""",
    "postgresql": """
        WITH ours AS (SELECT c.oid, c.relkind, c.relname, c.relrowsecurity FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = current_schema())
        SELECT 'a trigger ' || tgname FROM pg_trigger JOIN ours ON ours.oid = tgrelid
            WHERE NOT tgisinternal OR tgenabled <> 'O'
        UNION ALL SELECT 'a rule ' || rulename FROM pg_rewrite JOIN ours ON ours.oid = ev_class
            WHERE relkind <> 'v' AND relkind <> 'm'
        UNION ALL SELECT 'a row security of ' || relname FROM ours WHERE relrowsecurity
        UNION ALL SELECT 'an invalid index ' || relname FROM pg_index
            JOIN ours ON ours.oid = indexrelid WHERE NOT indisvalid
        UNION ALL SELECT 'an unproven ' || conname FROM pg_constraint
            JOIN ours ON ours.oid = conrelid WHERE NOT convalidated
        ORDER BY 1""",
}
SAME_TYPES = {"DOUBLE PRECISION": "FLOAT"}  # what PostgreSQL calls a column that was asked for


def schema_fault(session: Session) -> Fault | None:
    """What differs between the tables and what the migrations make; None for nothing.

    Tables beside ours are let be: nothing reads them.
    """
    connection = session.connection()
    tables = (json.dumps([table.name for table in migrated_tables()]),)
    values = tables if connection.dialect.name == "sqlite" else None
    workers = HIDDEN_WORKERS[connection.dialect.name]
    if hidden := connection.exec_driver_sql(workers, values).first():
        return Fault(None, FaultKind.SCHEMA, f"there is {hidden[0]}, which no migration makes")
    inspector = inspect(connection)
    stored_names = set(inspector.get_table_names())
    for table in migrated_tables():
        if table.name not in stored_names:
            return Fault(None, FaultKind.SCHEMA, f"the table {table.name} is missing")
    for table in migrated_tables():
        declared = declared_parts(table, connection.dialect)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SAWarning)  # it is told as a fault
            stored = stored_parts(inspector, table)
        for part in sorted(declared - stored):
            return Fault(None, FaultKind.SCHEMA, f"{table.name} has no {part}")
        for part in sorted(stored - declared):
            return Fault(None, FaultKind.SCHEMA, f"{table.name} has a {part}, which is not ours")
    return None


def migrated_tables() -> list[Table]:
    """The tables that the migrations make: all but those that say they are unmigrated."""
    tables = SQLModel.metadata.sorted_tables
    return [table for table in tables if not table.info.get("unmigrated")]


def declared_parts(table: Table, dialect: Dialect) -> set[str]:
    """What a table consists of, as its class declares it: columns, keys, indexes and checks."""
    parts = {
        column_part(c.name, c.type.compile(dialect=dialect), nullable=bool(c.nullable))
        for c in table.columns
    }
    parts.add(f"primary key ({', '.join(c.name for c in table.primary_key)})")
    for constraint in table.constraints:
        match constraint:
            case ForeignKeyConstraint():
                targets = [element.column.name for element in constraint.elements]
                target = constraint.referred_table.name
                parts.add(foreign_key_part(constraint.column_keys, target, targets, {}))
            case UniqueConstraint():
                parts.add(f"unique ({', '.join(c.name for c in constraint.columns)})")
            case CheckConstraint():
                parts.add(f"check {plain_condition(constraint.sqltext)}")
    return parts | {declared_index_part(index, dialect.name) for index in table.indexes}


def declared_index_part(index: Index, database: str) -> str:
    """An index as a class declares it."""
    names = [column.name for column in index.columns]
    condition = index.dialect_options[database]["where"]
    return index_part(index.name, names, unique=index.unique, condition=condition)


def stored_parts(inspector: Inspector, table: Table) -> set[str]:
    """What a table consists of, as the database tells it."""
    name, database = table.name, inspector.dialect.name
    parts = {
        stored_column_part(column, inspector.dialect) for column in inspector.get_columns(name)
    }
    primary_key = inspector.get_pk_constraint(name)
    parts.add(f"primary key ({', '.join(primary_key['constrained_columns'])})")
    for key in inspector.get_foreign_keys(name):
        columns, target = key["constrained_columns"], key["referred_table"]
        options = key.get("options") or {}
        parts.add(foreign_key_part(columns, target, key["referred_columns"], options))
    for constraint in inspector.get_unique_constraints(name):
        parts.add(f"unique ({', '.join(constraint['column_names'])})")
    for check in inspector.get_check_constraints(name):
        parts.add(f"check {plain_condition(check['sqltext'])}")
    return parts | set(stored_index_parts(inspector, name, database))


def stored_column_part(column: Details, dialect: Dialect) -> str:
    """A column as the database tells it; a counter of PostgreSQL is none of its defaults."""
    is_typed = not isinstance(column["type"], NullType)  # of none, or of one that nobody knows
    type_name = column["type"].compile(dialect=dialect) if is_typed else "of no known type"
    default = str(column.get("default") or "")
    if column.get("computed") or column.get("identity"):
        default = "made by the database"
    return column_part(
        column["name"],
        SAME_TYPES.get(type_name, type_name),
        nullable=column["nullable"],
        default="" if default.startswith("nextval(") else default,
    )


def stored_index_parts(inspector: Inspector, table: str, database: str) -> Iterator[str]:
    """The indexes of a table as the database tells them, without those that unique keys bring."""
    for index in inspector.get_indexes(table):
        if "duplicates_constraint" not in index:
            condition = index.get("dialect_options", {}).get(f"{database}_where")
            names = index.get("expressions") or index["column_names"]
            yield index_part(
                index["name"], names, unique=bool(index["unique"]), condition=condition
            )


def column_part(name: str, type_name: str, *, nullable: bool, default: str = "") -> str:
    """A column, to compare."""
    words = f"column {name} {type_name}{'' if nullable else ' not null'}"
    return f"{words} default {default}" if default else words


def foreign_key_part(
    names: Sequence[str], target: str, target_names: Sequence[str], options: Mapping[str, object]
) -> str:
    """A foreign key, to compare."""
    words = f"foreign key ({', '.join(names)}) to {target} ({', '.join(target_names)})"
    return " ".join([words, *(f"{name} {value}" for name, value in sorted(options.items()))])


def index_part(
    name: str | None, names: Sequence[str | None], *, unique: bool, condition: object
) -> str:
    """An index, to compare."""
    kind = "unique index" if unique else "index"
    words = f"{kind} {name} ({', '.join(map(str, names))})"
    return words if condition is None else f"{words} where {plain_condition(condition)}"


def plain_condition(condition: object) -> str:
    """A condition as both databases spell it: without what is around it, spaces made even."""
    words = re.sub(r"\s+", " ", str(condition)).strip()
    return words[1:-1] if words.startswith("(") and words.endswith(")") else words
