"""Bringing a seeded register to what other seed files say, by sowing anew only what differs."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, select

from app.edits.seeding import (
    SEEDS,
    SeedLoad,
    add_seed_row,
    check_seed_files,
    load_seed_rows,
    seed_files,
)
from app.models import Actor, Intent, Passage, Source
from app.models.kinds import BY_MODEL
from app.models.parts import KINDS, ROOTS
from app.spine.moment import reading_session
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.versioned import Entity, Versioned
from tests.seeds.toml_tables import inside, read_toml

Table = dict[str, Any]


@dataclass(frozen=True)
class Root:
    """A thing as seed files tell it: its kind, and its table with those of its parts.

    A passage is one by itself here, so that another one does not take all others along.

    Attributes:
        under: The code of the source of a passage; "" for a thing.
    """

    kind: type[Versioned]
    table: Table
    under: str = ""


def roots(folder: Path) -> dict[UUID, Root]:
    """The things that the files in `folder` tell, by uid."""
    check_seed_files(folder)
    found: dict[UUID, Root] = {}
    for kind in ROOTS:
        for file in seed_files(folder, BY_MODEL[kind]):
            [(name, tables)] = read_toml(file.read_text("utf-8")).items()
            assert name == kind.noun()
            rows = [each for table in tables for each in split_passages(kind, table)]
            told = {UUID(root.table["uid"]): root for root in rows}
            assert len(told) == len(rows)
            assert told.keys().isdisjoint(found)
            found |= told
    return found


def split_passages(kind: type[Versioned], table: Table) -> list[Root]:
    """A thing, and its passages apart."""
    name = Passage.noun()
    own_table = {fact: value for fact, value in table.items() if fact != name}
    passages = [Root(Passage, each, table["code"]) for each in table.get(name, ())]
    return [Root(kind, own_table), *passages]


@cache
def right() -> dict[UUID, Root]:
    """The things of the seed."""
    return roots(SEEDS)


def change(engine: Engine, folder: Path, anew: Collection[UUID] = ()) -> None:
    """Bring a register that was seeded to what the files in `folder` say.

    Each thing that differs leaves without a trace, with all that name it, and is sown by the
    rules of the program as if it were new; in r2, if there is any.

    Args:
        engine: Of the register.
        folder: The files.
        anew: What is sown again although it is the same.
    """
    wanted = roots(folder)
    same = {uid for uid in right().keys() & wanted.keys() if alike(right()[uid], wanted[uid])}
    kept = untouched(same - {*anew})
    rows = {
        kind: [root.table for uid, root in wanted.items() if root.kind is kind and uid not in kept]
        for kind in ROOTS
    }
    passages = [root for uid, root in wanted.items() if root.kind is Passage and uid not in kept]
    with reading_session(engine) as session:
        entities = {entity.uid: entity for entity in session.scalars(select(Entity))}
    remove(engine, [entities[uid].id for uid in right().keys() - kept])
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        named = {str(right()[u].table["code"]): entities[u] for u in kept if code(right()[u])}
        uids = {told for uid in kept for told in inner_uids(uid)}
        load = SeedLoad(edit, named, uids)
        first = (Actor, Source)
        load_seed_rows(load, {k: each if k in first else [] for k, each in rows.items()})
        for root in passages:
            add_seed_row(load, Passage, root.table, under=load.by_code[root.under])
        load_seed_rows(load, {k: [] if k in first else each for k, each in rows.items()})


def alike(one: Root, other: Root) -> bool:
    """Whether a register would hold the same of both."""
    return one == other


def untouched(same: set[UUID]) -> set[UUID]:
    """Those of the things that are the `same` which name none that is not among them."""
    gone = {code(root) for uid, root in right().items() if uid not in same} - {None}
    kept = {uid for uid in same if gone.isdisjoint(inner_words(uid))}
    return kept if kept == same else untouched(kept)


@cache
def inner_words(uid: UUID) -> frozenset[str]:
    """All the texts in a thing of the seed, and the code of what it hangs on."""
    return frozenset({*words(right()[uid].table), right()[uid].under})


@cache
def inner_uids(uid: UUID) -> list[UUID]:
    """The uids of a thing of the seed and of its parts."""
    return [UUID(table["uid"]) for table in inside(right()[uid].table)]


def code(root: Root) -> str | None:
    """What others call a thing by, if they can."""
    return root.table.get("code")


def words(value: Any) -> Iterator[str]:
    """All the texts in a table and those within."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from words(each)


def remove(engine: Engine, ids: list[int]) -> None:
    """Take things out of a register as if they had never been there."""
    if not ids:
        return
    numbers = ", ".join(map(str, ids))
    among = f"WHERE root_id IN ({numbers})"
    with engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        for kind in KINDS:
            connection.exec_driver_sql(f'DELETE FROM "{kind.noun()}" {among}')
        connection.exec_driver_sql(f"DELETE FROM passage WHERE entity_id IN ({numbers})")
        connection.exec_driver_sql(f"DELETE FROM entity {among} OR id IN ({numbers})")
