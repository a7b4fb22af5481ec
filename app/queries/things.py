"""What things of any kind are called, and whose they are."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Integer, Select, String, literal, null, select, type_coerce, union_all
from sqlmodel import Session, col

from app.models import (
    Actor,
    Assessment,
    Check,
    Circumstance,
    Event,
    Link,
    Pledge,
    Source,
    Stance,
)
from app.spine.versioned import Versioned

# What a thing of each kind is called, and whose it is.
TITLE_AND_OWNER: Mapping[type[Versioned], tuple[Any, Any]] = {
    Actor: (Actor.name, Actor.entity_id),
    Pledge: (Pledge.title, Pledge.actor_id),
    Stance: (Stance.gist, Stance.actor_id),
    Assessment: (Assessment.gist, Assessment.about_actor_id),
    Event: (Event.title, None),
    Circumstance: (Circumstance.kind, Circumstance.actor_id),
    Check: (Check.topic, Check.actor_id),
    Link: (Link.kind, None),
    Source: (Source.publisher, None),
}


@dataclass(frozen=True)
class Thing:
    """What hangs on nothing else: with its parts it has one history, one page, one form."""

    id: int
    kind: str
    title: str
    actor: Actor | None


def things(session: Session, ids: Collection[int]) -> dict[int, Thing]:
    """Those of these that are in the register, by id: one statement."""
    queries: list[Any] = [
        select(
            literal(kind.noun()).label("kind"),
            col(kind.entity_id).label("id"),
            type_coerce(title, String).label("title"),
            type_coerce(null() if actor is None else actor, Integer).label("actor_id"),
        ).where(col(kind.entity_id).in_(ids))
        for kind, (title, actor) in TITLE_AND_OWNER.items()
    ]
    rows: Any = union_all(*queries).subquery()
    query: Any = select(rows.c.id, rows.c.kind, rows.c.title, Actor)
    query = query.outerjoin(Actor, col(Actor.entity_id) == rows.c.actor_id)
    return {row.id: Thing(*row) for row in session.exec(query)}


@lru_cache(maxsize=64)  # what is put together from the same object is kept, too
def select_ids(kind: Any, *ids: int) -> Select[Any]:  # noqa: ANN401
    """The ids of those of these things of a kind that are in the register."""
    query: Select[Any] = select(kind.entity_id).where(kind.entity_id.in_(ids))
    return query
