"""Filling an empty register from the files in `seeds/`, as one revision."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import Engine

from app.models import Actor, Citation, Condition, Intent, Pledge, Source, Step
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
    "The register as one article of The Independent tells it, read at the end of 2025: "
    "facts and figures in our own words, each with its paragraph."
)
# What a file says of a row beside its facts: its names and parts, and the names of others.
BESIDE: dict[type[Versioned], set[str]] = {
    Actor: {"uid"},
    Source: {"uid", "key"},
    Pledge: {"uid", "code", "actor", "step", "condition", "citation"},
    Step: {"uid", "citation"},
    Condition: {"uid", "citation"},
    Citation: {"uid", "ref", "source", "on_behalf"},
}

Table = dict[str, Any]


class Unreadable(Exception):  # noqa: N818
    """A seed file that can't be loaded; its text names the file and the row."""


@dataclass
class Sowing:
    """Seeds on their way into an edit: the ids that their names stand for so far."""

    edit: Edit
    actors: dict[str, int] = field(default_factory=dict)
    sources: dict[str, int] = field(default_factory=dict)
    uids: set[UUID] = field(default_factory=set)


def seed(engine: Engine, folder: Path = SEEDS) -> int | None:
    """Load `folder` into an empty register; how many rows, or None if it is not empty.

    Raises:
        Unreadable: When a file is missing, or a row in it breaks a rule.
        Busy: When too many are writing.
    """
    rows = {name: list(read(folder, name)) for name in ("actor", "source", "pledge")}
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


def read(folder: Path, name: str) -> Iterator[Table]:
    """The rows of one kind: of `actors.toml`, or of the files in `actors/`, in their order."""
    files = sorted((folder / f"{name}s").glob("*.toml")) or [folder / f"{name}s.toml"]
    for file in files:
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


def sow(sowing: Sowing, rows: dict[str, list[Table]]) -> None:
    """All rows, those that others name first."""
    for row in rows["actor"]:
        call(sowing.actors, row, "code", add(sowing, Actor, row))
    for row in rows["source"]:
        call(sowing.sources, row, "key", add(sowing, Source, row))
    for row in rows["pledge"]:
        plant(sowing, row)


def plant(sowing: Sowing, row: Table) -> None:
    """A pledge with its steps, conditions and citations."""
    pledge = add(sowing, Pledge, row, {"actor_id": named(sowing.actors, row, "actor")})
    cite(sowing, pledge, row)
    for name, kind in (("step", Step), ("condition", Condition)):
        for child in tables(row["uid"], row, name):
            cite(sowing, add(sowing, kind, child, under=pledge), child)


def cite(sowing: Sowing, parent: Entity, row: Table) -> None:
    """The citations of a row."""
    for told in tables(row["uid"], row, "citation"):
        points = {"source_id": named(sowing.sources, told, "source")}
        if "on_behalf" in told:
            points["on_behalf_id"] = named(sowing.actors, told, "on_behalf")
        add(sowing, Citation, told, points, under=parent)


def call(known: dict[str, int], row: Table, name: str, entity: Entity) -> None:
    """Let the name that a row gives itself stand for an entity from here on.

    Raises:
        Unreadable: When it has none, or one that is taken.
    """
    if name not in row or str(row[name]) in known:
        raise Unreadable(f"{row['uid']}: its {name} is missing, or another row has it.")
    known[str(row[name])] = entity.id


def named(known: dict[str, int], row: Table, name: str) -> int:
    """The id of what a row names.

    Raises:
        Unreadable: When no row before it has that name.
    """
    if str(row.get(name)) not in known:
        raise Unreadable(f"{row.get('uid')}: there is no {name} “{row.get(name)}”.")
    return known[str(row[name])]


def add(
    sowing: Sowing,
    kind: type[Versioned],
    row: Table,
    points: Facts | None = None,
    *,
    under: Entity | None = None,
) -> Entity:
    """One row, pointing at others as `points` says.

    Raises:
        Unreadable: When it breaks a rule of its kind, or has a uid that is no uid or is taken.
    """
    which = f"{kind.noun()} {row.get('uid', row)}"
    facts = {name: value for name, value in row.items() if name not in BESIDE[kind]}
    try:
        uid = new_uid(sowing, row)
        if ids := facts.keys() & kind.references().keys():
            raise ValueError(f"{', '.join(ids)}: ids are of one register; name it instead.")  # noqa: TRY301
        return sowing.edit.add(kind, facts | (points or {}), under=under, uid=uid)
    except ValidationError as broken:
        place = ".".join(str(part) for part in broken.errors()[0]["loc"])
        raise Unreadable(": ".join(filter(None, (which, place, reason(broken))))) from None
    except ValueError as error:
        raise Unreadable(f"{which}: {error}") from None


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
