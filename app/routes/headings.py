"""The heading of a thing, on its own page and on its forms."""

from sqlmodel import Session

from app.models import Actor, Versioned
from app.queries.form_options import ThingWithParts
from app.queries.links import thing_name
from app.queries.things import things

ACTOR_SECTIONS = {True: "Countries", False: "Groups"}


def heading_context(db: Session, kind: type[Versioned], thing: ThingWithParts) -> dict[str, object]:
    """What the heading of a thing that is there needs: one statement."""
    root_id = thing.root.id
    row = kind(entity_id=root_id, **thing.facts[root_id])
    things_by_id = things(db, [i for i in (root_id, *referenced_ids(row)) if i is not None])
    actor = things_by_id[root_id].actor if root_id in things_by_id else None
    section = (
        ACTOR_SECTIONS[row.is_country] if isinstance(row, Actor) else f"{kind.noun()}s".capitalize()
    )
    return {
        "row": row,
        "actor": actor,
        "name": thing_name(row, actor, things_by_id),
        "section": section,
    }


def referenced_ids(row: Versioned) -> list[int | None]:
    """The ids of what a thing points at."""
    return [getattr(row, name) for name in row.references()]
