"""Filling an empty register from the files in `seeds/`, as one revision."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import Engine

from app.models import Actor, Citation, Intent
from app.models.parts import ROOTS
from app.settings import ROOT
from app.spine.edit import Edit
from app.spine.lookups import last
from app.spine.merge import reason
from app.spine.moment import at
from app.spine.recording import SYSTEM, recording
from app.spine.refusals import Busy, Refused
from app.spine.versioned import Entity, Facts, Versioned

SEEDS = ROOT / "seeds"
COMMENT = (
    "The register as one article of The Independent from the end of 2025 tells it: "
    "facts and figures in our own words, each with its paragraph."
)
CALLED = "code"  # what a row calls itself, for others to name it; an actor's is a fact of its own

Table = dict[str, Any]


class Unreadable(Exception):  # noqa: N818
    """A seed file that can't be loaded; its text names the file and the row."""


@dataclass
class Sowing:
    """Seeds on their way into an edit: the entities that their codes stand for so far."""

    edit: Edit
    called: dict[str, Entity] = field(default_factory=dict)
    uids: set[UUID] = field(default_factory=set)


def seed(engine: Engine, folder: Path = SEEDS) -> int | None:
    """Load `folder` into an empty register; how many rows, or None if it is not empty.

    Raises:
        Unreadable: When a file is missing or strays, or a row in it breaks a rule.
        Busy: When too many are writing.
    """
    rows = {kind: list(read(folder, kind.noun())) for kind in ROOTS}
    astray(folder)
    with at(engine) as session:
        if last(session) is not None:
            return None
    try:
        with recording(engine, SYSTEM, Intent.RECORDS, COMMENT) as edit:
            if edit.previous:
                return None
            sow(Sowing(edit), rows)
    except Busy:
        raise
    except Refused as refused:
        raise Unreadable(f"{folder}: {refused}") from None
    return len(edit.changes)


def files(folder: Path, name: str) -> list[Path]:
    """Where the rows of a kind are: in `actors.toml`, or in the files of `actors/` by name."""
    return [*sorted((folder / f"{name}s").glob("*.toml")), *folder.glob(f"{name}s.toml")]


def astray(folder: Path) -> None:
    """Make sure that no file would be passed over.

    Raises:
        Unreadable: Naming one that would, or when there is none at all.
    """
    there = set(folder.rglob("*.toml"))
    stray = there - {file for kind in ROOTS for file in files(folder, kind.noun())}
    if stray or not there:
        kinds = ", ".join(f"{kind.noun()}s" for kind in ROOTS)
        which = f"{min(stray)} is no seed file" if stray else f"{folder} holds no seed file"
        raise Unreadable(f"{which}: they are named, or lie in a folder named, {kinds}.")


def read(folder: Path, name: str) -> Iterator[Table]:
    """The rows of one kind, in the order of its files."""
    for file in files(folder, name):
        try:
            found = tomllib.loads(file.read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise Unreadable(f"{file} can't be read: {error}") from None
        if found.keys() != {name}:
            raise Unreadable(f"{file} holds [[{name}]] and nothing else.")
        yield from tables(str(file), found, name)


def tables(where: str, row: Table, name: str) -> list[Table]:
    """The tables under a name; none if it is absent.

    Raises:
        Unreadable: When there is something else.
    """
    found = row.get(name, [])
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise Unreadable(f"{where}: “{name}” is to be a list of tables, written [[{name}]].")
    return found


def sow(sowing: Sowing, rows: dict[type[Versioned], list[Table]]) -> None:
    """All rows, those that others name first; parts of actors when all actors are there."""
    actors = [(add(sowing, Actor, row), row) for row in rows[Actor]]
    for actor, row in actors:
        grow(sowing, actor, row, ROOTS[Actor])
    for kind, parts in ROOTS.items():
        for row in rows[kind] if kind is not Actor else ():
            grow(sowing, add(sowing, kind, row), row, parts)


def grow(sowing: Sowing, parent: Entity, row: Table, parts: tuple[type[Versioned], ...]) -> None:
    """The citations of a row, then its other parts with theirs."""
    for told in tables(row["uid"], row, "citation"):
        add(sowing, Citation, told, under=parent)
    for kind in parts:
        for child in tables(row["uid"], row, kind.noun()):
            grow(sowing, add(sowing, kind, child, under=parent), child, ())


def add(
    sowing: Sowing, kind: type[Versioned], row: Table, *, under: Entity | None = None
) -> Entity:
    """One row, pointing at those that it names.

    Raises:
        Unreadable: When it breaks a rule of its kind, has a uid that is no uid or is taken, a code
            that is taken, or names what is not there.
    """
    which = f"{kind.noun()} {row.get('uid', row)}"
    beside = {"uid", "ref" if kind is Citation else Citation.noun()}
    beside |= {part.noun() for part in ROOTS.get(kind, ())}
    if kind in ROOTS and CALLED not in kind.names():
        beside.add(CALLED)
    try:
        uid = new_uid(sowing, row)
        facts = pointing(sowing, kind, {n: v for n, v in row.items() if n not in beside})
        entity = sowing.edit.add(kind, facts, under=under, uid=uid)
        if kind in ROOTS:
            call(sowing, row.get(CALLED), entity)
    except ValidationError as broken:
        place = ".".join(str(part) for part in broken.errors()[0]["loc"])
        raise Unreadable(": ".join(filter(None, (which, place, reason(broken))))) from None
    except ValueError as error:
        raise Unreadable(f"{which}: {error}") from None
    return entity


def pointing(sowing: Sowing, kind: type[Versioned], told: Table) -> Facts:
    """What a row says, with an id for each code by which it names another: `actor`, `actor_id`.

    Raises:
        ValueError: When it gives an id, or no row before it has that code.
    """
    facts = dict(told)
    for name, wanted in kind.references().items():
        if name in told:
            raise ValueError(f"{name}: ids are of one register; name it instead.")
        word = name.removesuffix("_id")
        code = facts.pop(word, None)
        entity = sowing.called.get(str(code))
        if code is not None and (entity is None or not kind.may_point(name, entity.kind)):
            raise ValueError(f"there is no {wanted or 'row'} “{code}”.")
        if entity is not None:
            facts[name] = entity.id
    return facts


def call(sowing: Sowing, code: object, entity: Entity) -> None:
    """Let the code that a row gives itself stand for its entity from here on.

    Raises:
        ValueError: When another row has it.
    """
    if code is not None and sowing.called.setdefault(str(code), entity) is not entity:
        raise ValueError(f"another row is called “{code}”.")


def new_uid(sowing: Sowing, row: Table) -> UUID:
    """The uid of a row.

    Raises:
        ValueError: When it has none, or another row has it.
    """
    uid = UUID(str(row.get("uid")))
    if uid in sowing.uids:
        raise ValueError("another row has this uid.")
    sowing.uids.add(uid)
    return uid
