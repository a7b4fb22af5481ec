"""What stands above a thing, on its own page and on its forms."""

from typing import Any

from sqlmodel import Session

from app.models import Actor, Versioned
from app.queries.choices import Whole
from app.queries.links import called
from app.queries.things import things

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
