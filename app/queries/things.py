"""What things of any kind are called, and whose they are."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    literal,
    null,
    select,
    type_coerce,
    union_all,
)
from sqlmodel import Session, col

from app.models import (
    Actor,
    Assessment,
    Check,
    Circumstance,
    Event,
    Link,
    Passage,
    Pledge,
    Source,
    Stance,
)
from app.queries.result_rows import fetch_rows
from app.spine.columns import column
from app.spine.versioned import Versioned

# The columns of what a thing of each kind is called, and of the id of whose it is.
TITLE_AND_OWNER: Mapping[type[Versioned], tuple[str, str | None]] = {
    Actor: ("name", "entity_id"),
    Pledge: ("title", "actor_id"),
    Stance: ("gist", "actor_id"),
    Assessment: ("gist", "about_actor_id"),
    Event: ("title", None),
    Circumstance: ("kind", "actor_id"),
    Check: ("topic", "actor_id"),
    Link: ("kind", None),
    Source: ("publisher", None),
    Passage: ("locator", None),
}


@dataclass(frozen=True)
class Thing:
    """What has a page: no part of anything, but for a passage, which others name.

    Attributes:
        actor: Whose it is, or whom it is about; None for nobody's.
    """

    id: int
    kind: str
    title: str
    actor: Actor | None


def things(session: Session, ids: Collection[int]) -> dict[int, Thing]:
    """Those of these things that are in the register, by id: one statement.

    Of the parts of things only passages are among them.
    """
    queries: list[Select[str, int, str, int]] = [
        select(
            literal(kind.noun()).label("kind"),
            col(kind.entity_id).label("id"),
            title_column(kind, title).label("title"),
            type_coerce(null() if owner is None else column(kind, owner), Integer).label(
                "actor_id"
            ),
        ).where(col(kind.entity_id).in_(ids))
        for kind, (title, owner) in TITLE_AND_OWNER.items()
    ]
    rows = union_all(*queries).subquery()
    query = select(rows.c.id, rows.c.kind, rows.c.title, Actor)
    query = query.outerjoin(Actor, col(Actor.entity_id) == rows.c.actor_id)
    return {row.id: Thing(*row) for row in fetch_rows(session, query)}


def title_column(kind: type[Versioned], title: str) -> ColumnElement[str]:
    """What a thing of a kind is called; a passage by place and source: “¶18, The Herald”."""
    words = type_coerce(column(kind, title), String)
    if kind is not Passage:
        return words
    publisher = select(col(Source.publisher)).where(col(Source.entity_id) == Passage.root_id)
    return words + literal(", ") + publisher.scalar_subquery()


@lru_cache(maxsize=64)  # one object for the same ids, so that what is cached by it is found
def select_ids(kind: type[Versioned], *ids: int) -> Select[int]:
    """A SELECT of the ids of those of these things of a kind that are in the register.

    The same object for the same arguments.
    """
    return select(col(kind.entity_id)).where(col(kind.entity_id).in_(ids))
