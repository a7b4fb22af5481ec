"""Filling an empty register from the files in `seeds/`, as one revision."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import Engine

from app.models import Actor, Citation, Intent, Passage
from app.models.kinds import THINGS, Kind
from app.models.parts import ROOTS
from app.settings import ROOT
from app.spine.edit import Edit
from app.spine.lookups import highest_entity_id
from app.spine.merge import first_error
from app.spine.moment import reading_session
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.refusals import Refused, WriteQueueFull
from app.spine.versioned import Entity, Facts, Versioned

SEEDS = ROOT / "seeds"
COMMENT = (
    "The register as one article of The Independent from the end of 2025 tells it: "
    "facts and figures in our own words, each with its paragraph."
)
CODE = "code"  # what a row calls itself, for others to name it; an actor's is a fact of its own
NAMED_KINDS = {*ROOTS, Passage}  # those of which a row may call itself something

Table = dict[str, object]


class SeedError(Exception):
    """A seed file that can't be loaded; its text names the file and the row."""


@dataclass
class SeedLoad:
    """Seeds on their way into an edit: the entities that their codes stand for so far."""

    edit: Edit
    by_code: dict[str, Entity] = field(default_factory=dict)
    uids: set[UUID] = field(default_factory=set)


def seed(engine: Engine, folder: Path = SEEDS) -> int | None:
    """Load `folder` into an empty register; how many rows, or None if it is not empty.

    Raises:
        SeedError: When a file is missing or strays, or a row in it breaks a rule.
        WriteQueueFull: When too many are writing.
    """
    rows = {kind.model: list(read_rows(folder, kind)) for kind in THINGS}
    check_seed_files(folder)
    with reading_session(engine) as session:
        if highest_entity_id(session):
            return None
    try:
        with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS, COMMENT) as edit:
            if highest_entity_id(edit.session):
                return None
            load_seed_rows(SeedLoad(edit), rows)
    except WriteQueueFull:
        raise
    except Refused as refusal:
        raise SeedError(f"{folder}: {refusal}") from None
    return len(edit.changes)


def seed_files(folder: Path, kind: Kind) -> list[Path]:
    """Where the rows of a kind are: in `actors.toml`, or in the files of `actors/` by name."""
    return [*sorted((folder / kind.plural).glob("*.toml")), *folder.glob(f"{kind.plural}.toml")]


def check_seed_files(folder: Path) -> None:
    """Make sure that no file would be passed over.

    Raises:
        SeedError: Naming one that would, or when there is none at all.
    """
    all_files = set(folder.rglob("*.toml"))
    stray = all_files - {file for kind in THINGS for file in seed_files(folder, kind)}
    if stray or not all_files:
        kinds = ", ".join(kind.plural for kind in THINGS)
        which = f"{min(stray)} is no seed file" if stray else f"{folder} holds no seed file"
        raise SeedError(f"{which}: they are named, or lie in a folder named, {kinds}.")


def read_rows(folder: Path, kind: Kind) -> Iterator[Table]:
    """The rows of one kind, in the order of its files."""
    for file in seed_files(folder, kind):
        try:
            content = tomllib.loads(file.read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise SeedError(f"{file} can't be read: {error}") from None
        if content.keys() != {kind.noun}:
            raise SeedError(f"{file} holds [[{kind.noun}]] and nothing else.")
        yield from read_tables(str(file), content, kind.noun)


def read_tables(where: str, row: Table, name: str) -> list[Table]:
    """The tables under a name; none if it is absent.

    Raises:
        SeedError: When there is something else.
    """
    rows = row.get(name, [])
    if not isinstance(rows, list) or not all(isinstance(each, dict) for each in rows):
        raise SeedError(f"{where}: “{name}” is to be a list of tables, written [[{name}]].")
    return rows


def load_seed_rows(load: SeedLoad, rows: dict[type[Versioned], list[Table]]) -> None:
    """All rows, those that others name first; parts of actors when all actors are there."""
    actors = [(add_seed_row(load, Actor, row), row) for row in rows[Actor]]
    for actor, row in actors:
        add_parts(load, actor, row, ROOTS[Actor])
    for kind, parts in ROOTS.items():
        for row in rows[kind] if kind is not Actor else ():
            add_parts(load, add_seed_row(load, kind, row), row, parts)


def add_parts(
    load: SeedLoad, parent: Entity, row: Table, parts: tuple[type[Versioned], ...]
) -> None:
    """The citations of a row, then its other parts with theirs."""
    for citation in read_tables(str(row["uid"]), row, "citation"):
        add_seed_row(load, Citation, citation, under=parent)
    for kind in parts:
        for child in read_tables(str(row["uid"]), row, kind.noun()):
            add_parts(load, add_seed_row(load, kind, child, under=parent), child, ())


def add_seed_row(
    load: SeedLoad, kind: type[Versioned], row: Table, *, under: Entity | None = None
) -> Entity:
    """One row, pointing at those that it names.

    Raises:
        SeedError: When it breaks a rule of its kind, has a uid that is no uid or is taken, a code
            that is taken, or names what is not there.
    """
    which = f"{kind.noun()} {row.get('uid', row)}"
    other_names = {"uid", Citation.noun()} | {part.noun() for part in ROOTS.get(kind, ())}
    if kind in NAMED_KINDS and CODE not in kind.fact_names():
        other_names.add(CODE)
    try:
        uid = new_uid(load, row)
        facts = resolve_codes(load, kind, {n: v for n, v in row.items() if n not in other_names})
        entity = load.edit.add(kind, facts, under=under, uid=uid)
        if kind in NAMED_KINDS:
            assign_code(load, row.get(CODE), entity)
    except ValidationError as failure:
        place = ".".join(str(part) for part in failure.errors()[0]["loc"])
        raise SeedError(": ".join(filter(None, (which, place, first_error(failure))))) from None
    except ValueError as error:
        raise SeedError(f"{which}: {error}") from None
    return entity


def resolve_codes(load: SeedLoad, kind: type[Versioned], row: Table) -> Facts:
    """What a row says, with an id for each code by which it names another: `actor`, `actor_id`.

    A list of references is a list of codes, under its own name.

    Raises:
        ValueError: When it gives an id, or no row before it has that code.
    """
    facts = dict(row)
    for name, target in kind.references().items():
        if name in row:
            raise ValueError(f"{name}: ids are of one register; name it instead.")
        code = facts.pop(name.removesuffix("_id"), None)
        if code is not None:
            facts[name] = find_coded(load, kind, name, target, code).id
    for name, target in kind.reference_lists().items():
        if codes := facts.get(name):
            if not isinstance(codes, list):
                raise ValueError(f"{name}: it is a list of codes.")
            facts[name] = [find_coded(load, kind, name, target, each).id for each in codes]
    return facts


def find_coded(
    load: SeedLoad, kind: type[Versioned], name: str, target: str, code: object
) -> Entity:
    """The row of a code, at which a fact of a kind may point.

    Raises:
        ValueError: When no row before it has that code, or it is of another kind than `target`.
    """
    entity = load.by_code.get(str(code))
    if entity is None or not kind.may_point(name, entity.kind):
        raise ValueError(f"there is no {target or 'row'} “{code}”.")
    return entity


def assign_code(load: SeedLoad, code: object, entity: Entity) -> None:
    """Let the code that a row gives itself stand for its entity from here on.

    Raises:
        ValueError: When another row has it.
    """
    if code is not None and load.by_code.setdefault(str(code), entity) is not entity:
        raise ValueError(f"another row is called “{code}”.")


def new_uid(load: SeedLoad, row: Table) -> UUID:
    """The uid of a row.

    Raises:
        ValueError: When it has none, or another row has it.
    """
    uid = UUID(str(row.get("uid")))
    if uid in load.uids:
        raise ValueError("another row has this uid.")
    load.uids.add(uid)
    return uid
