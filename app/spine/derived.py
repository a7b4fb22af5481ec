"""Keeping the derived tables: in the revision that changes what they follow from, and anew."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import repeat
from operator import itemgetter

from sqlalchemy import Row, bindparam, delete, select
from sqlmodel import Session
from sqlmodel import select as select_models

from app.spine.batches import split_rows
from app.spine.change import Change
from app.spine.columns import table_of
from app.spine.derived_table import (
    Derivation,
    Derived,
    DerivedVersion,
    content_names,
    registered_derivations,
    table_name,
)
from app.spine.id_conditions import match_ids
from app.spine.version_writer import analyze_tables, insert_rows
from app.spine.versioned import Facts

Content = tuple[object, ...]  # a row but for since and until
StoredRow = Row[*tuple[object, ...]]
BATCH = 200  # keys whose whole history is in memory at once


def update_derived(session: Session, number: int, changes: Sequence[Change]) -> None:
    """Bring the derived tables to what follows once these changes of a revision are written."""
    for derivation in registered_derivations():
        for keys in split_rows(sorted(derivation.affected_keys(session, changes))):
            update_keys(session, derivation, number, keys)


def update_keys(
    session: Session, derivation: Derivation, number: int, keys: Collection[int]
) -> None:
    """Close the rows of these keys that are so no more, and open those that are so now."""
    table, read_content = derivation.table, content_reader(derivation.table)
    old_rows = {
        read_content(row._asdict()): row
        for row in select_rows(session, table, keys, only_open=True)
    }
    new_rows = {read_content(facts): facts for facts in derivation.rows_now(session, keys)}
    stale_rows = [row for content, row in old_rows.items() if content not in new_rows]
    fresh_rows = [facts for content, facts in new_rows.items() if content not in old_rows]
    close_rows(session, table, stale_rows, number)
    insert_rows(session, table, [facts | {"since": number, "until": None} for facts in fresh_rows])


@cache
def content_reader(table: type[Derived]) -> Callable[[Facts], Content]:
    """What reads what a row says, to compare."""
    return itemgetter(*content_names(table))


def select_rows(
    session: Session, table: type[Derived], keys: Collection[int], *, only_open: bool
) -> Sequence[StoredRow]:
    """The rows of these keys: those that are open, or those of all times."""
    columns = table_of(table).c
    query = select(*columns).where(match_ids(columns[table.key_column], keys))
    if only_open:
        query = query.where(columns.until.is_(None))
    return session.connection().execute(query).all()


def close_rows(
    session: Session, table: type[Derived], rows: Sequence[StoredRow], number: int
) -> None:
    """End these rows at a revision."""
    key_columns = list(table_of(table).primary_key)
    statement = table_of(table).update().values(until=number)
    for column in key_columns:
        statement = statement.where(column == bindparam(f"row_{column.name}"))
    bounds = [{f"row_{c.name}": row._mapping[c] for c in key_columns} for row in rows]
    for batch in split_rows(bounds):
        session.connection().execute(statement, batch)


def remake_tables(
    session: Session,
    derivations: Iterable[Derivation],
    progress: Callable[[str, int, int], None] = lambda *_: None,
) -> None:
    """Make these tables again from the versions.

    Args:
        session: One that writes.
        derivations: Those of the tables.
        progress: Called with the name of a table, how many keys are done, and of how many.
    """
    for derivation in derivations:
        name, keys, count = table_name(derivation.table), derivation.all_keys(session), 0
        session.connection().execute(delete(table_of(derivation.table)))
        for batch in split_rows(keys, BATCH):
            insert_rows(session, derivation.table, expected_rows(session, derivation, batch))
            session.expunge_all()
            count += len(batch)
            progress(name, count, len(keys))
        session.merge(DerivedVersion(name=name, version=derivation.version))
        session.flush()
    analyze_tables(session)


def rebuild_derived(session: Session) -> None:
    """Make all derived tables again from the versions."""
    remake_tables(session, registered_derivations())


def outdated_derivations(session: Session) -> list[Derivation]:
    """The derivations whose migrated table another version of the rule filled, or none is known."""
    versions = rule_versions(session)
    return [
        derivation
        for derivation in registered_derivations()
        if versions.get(table_name(derivation.table)) != derivation.version
        and not table_of(derivation.table).info.get("unmigrated")
    ]


def is_of_other_rules(session: Session) -> bool:
    """Whether another version of a rule is known to have filled a table."""
    versions = rule_versions(session)
    return any(
        versions.get(table_name(each.table), each.version) != each.version
        for each in registered_derivations()
    )


def rule_versions(session: Session) -> dict[str, int]:
    """The version of the rule that filled each derived table, by its name."""
    return {row.name: row.version for row in session.exec(select_models(DerivedVersion))}


def expected_rows(session: Session, derivation: Derivation, keys: Collection[int]) -> list[Facts]:
    """The rows of all times that follow for these keys, with since and until."""
    rows: list[Facts] = []
    read_content = content_reader(derivation.table)
    for rows_by_revision in derivation.history(session, keys).values():
        open_rows: dict[Content, Facts] = {}
        for number in sorted(rows_by_revision):
            new_rows = {read_content(f): f for f in rows_by_revision[number]}
            for content in open_rows.keys() - new_rows.keys():
                open_rows.pop(content)["until"] = number
            for content in new_rows.keys() - open_rows.keys():
                open_rows[content] = new_rows[content] | {"since": number, "until": None}
                rows.append(open_rows[content])
    return rows


def key_count(session: Session) -> int:
    """How many keys the derived tables have together, or should have."""
    return sum(len(each.all_keys(session)) for each in registered_derivations())


def check_derived(session: Session) -> Iterator[str | None]:
    """The faults of the derived tables, each in a sentence; and a None for each key checked."""
    for derivation in registered_derivations():
        columns = table_of(derivation.table).c
        keys = derivation.all_keys(session)
        for batch in split_rows(keys, BATCH):
            yield from key_faults(session, derivation, batch)
            yield from repeat(None, len(batch))
            session.expunge_all()
        stored_keys = select(columns[derivation.table.key_column]).distinct()
        strange_keys = set(session.connection().execute(stored_keys).scalars()) - set(keys)
        for batch in split_rows(sorted(strange_keys)):
            yield from key_faults(session, derivation, batch)


def key_faults(session: Session, derivation: Derivation, keys: Collection[int]) -> Iterator[str]:
    """The faults of the rows of some keys, each in a sentence."""
    table, read_content = derivation.table, content_reader(derivation.table)
    names = [column.name for column in table_of(table).primary_key]

    def rows_by_key(rows: Iterable[Facts]) -> dict[Content, tuple[Content, object]]:
        return {
            tuple(row[name] for name in names): (read_content(row), row["until"]) for row in rows
        }

    stored = select_rows(session, table, keys, only_open=False)
    stored_rows = rows_by_key(row._asdict() for row in stored)
    new_rows = rows_by_key(expected_rows(session, derivation, keys))
    for key in sorted(stored_rows.keys() | new_rows.keys(), key=str):
        if stored_rows.get(key) != new_rows.get(key):
            problem = (
                "is missing"
                if key not in stored_rows
                else "is changed"
                if key in new_rows
                else "is one too many"
            )
            where = ", ".join(f"{n} {v}" for n, v in zip(names, key, strict=True))
            yield f"a row of {table_name(table)} {problem}: {where}"
