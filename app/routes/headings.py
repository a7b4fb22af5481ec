"""What stands above a thing, on its own page and on its forms."""

from typing import Any

from sqlmodel import Session

from app.models import Actor, Link, Versioned
from app.queries.choices import Whole
from app.queries.things import Thing, things
from app.rules import naming

SECTIONS = {True: "Countries", False: "Groups"}


def heading(db: Session, kind: type[Versioned], whole: Whole) -> dict[str, Any]:
    """What the heading of a thing that is there needs: one statement."""
    root_id = whole.root.id
    row = kind(entity_id=root_id, **whole.facts[root_id])
    named = things(db, [i for i in (root_id, *pointed(row)) if i is not None])
    actor = named[root_id].actor if root_id in named else None
    section = SECTIONS[row.is_country] if isinstance(row, Actor) else f"{kind.noun()}s".capitalize()
    return {"row": row, "actor": actor, "name": called(row, actor, named), "section": section}


def pointed(row: Versioned) -> list[int | None]:
    """The ids of what a thing points at."""
    return [getattr(row, name) for name in row.references()]


def called(row: Versioned, actor: Actor | None, named: dict[int, Thing]) -> str:
    """What a thing is called; a link, by what it joins."""
    if not isinstance(row, Link):
        return naming.name(row, actor)
    first, second = (end(named.get(i)) for i in (row.from_id, row.to_id))
    return naming.link(row.kind, (first, second))


def end(thing: Thing | None) -> tuple[str, str]:
    """One end of a link: its kind, and whose it is; a part of a thing has no name."""
    if thing is None:
        return "part of a thing", ""
    return thing.kind, thing.actor.name if thing.actor else ""
