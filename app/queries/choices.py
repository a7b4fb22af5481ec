"""What the boxes of a form offer to choose from, and the thing that a form is about."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, and_, col, func, or_, select

from app.models import Actor, Citation, Source
from app.spine.across import Version, versions
from app.spine.base import LARGEST
from app.spine.lookups import entities_of
from app.spine.moment import true_at
from app.spine.versioned import Entity, Facts, named

MOST = 100  # sources, speakers and places that are offered


@dataclass(frozen=True)
class Choices:
    """What may be chosen.

    Attributes:
        actors: All of them, by name.
        sources: Those cited last, the last one first, and those that the thing cites.
        speakers: Those cited last, each with the role and the id of whom it spoke for.
        locators: The places in sources that were cited last: "¶18".
    """

    actors: Sequence[Actor]
    sources: Sequence[Source]
    speakers: Sequence[tuple[str, str | None, int | None]]
    locators: Sequence[str] = ()


def choices(session: Session, cited: Collection[int] = ()) -> Choices:
    """What a form offers: four statements.

    Args:
        session: Where, as it is now.
        cited: Sources to offer whenever they were cited last.
    """
    actors = session.exec(select(Actor).order_by(col(Actor.name))).all()
    used = func.max(Citation.since)
    latest: Any = select(col(Citation.source_id).label("id"), used.label("used"))
    by_use = latest.group_by(col(Citation.source_id)).subquery()
    ordered = (
        select(Source)
        .outerjoin(by_use, by_use.c.id == Source.entity_id)
        .order_by(
            or_(col(Source.entity_id).in_(cited)).desc(),
            func.coalesce(by_use.c.used, Source.since).desc(),
            col(Source.entity_id).desc(),
        )
    )
    sources = session.exec(ordered.limit(MOST)).all()
    said = (
        select(Citation.speaker, Citation.speaker_role, Citation.on_behalf_id)
        .where(col(Citation.speaker).is_not(None))
        .group_by(col(Citation.speaker), col(Citation.speaker_role), col(Citation.on_behalf_id))
        .order_by(used.desc(), col(Citation.speaker))
    )
    speakers = [(str(name), role, behalf) for name, role, behalf in session.exec(said.limit(MOST))]
    places = select(Citation.locator).group_by(col(Citation.locator))
    locators = session.exec(places.order_by(used.desc(), col(Citation.locator)).limit(MOST)).all()
    nearest = sorted(sources, key=lambda source: source.entity_id in cited)
    return Choices(actors, nearest, speakers, locators)


@dataclass(frozen=True)
class Whole:
    """A thing with its parts, for a form or for what became of it.

    Attributes:
        entities: All that was ever a part of it, itself included, parents first.
        facts: What each says that is in the register at the moment of the session.
        since: The newest revision that touched what is there.
    """

    root: Entity
    entities: dict[int, Entity]
    facts: dict[int, Facts]
    since: int


def whole(session: Session, root_id: int) -> Whole | None:
    """A thing with its parts; None if there never was one: two statements."""
    entities = entities_of(session, root_id)
    if root_id not in entities:
        return None
    own = {entity.kind for entity in entities.values()}
    asked = session.info.get("as_of")
    number = LARGEST if asked is None else asked
    now: list[Version] = versions(
        session,
        lambda kind: and_(kind.root_id == root_id, true_at(kind, number)),
        [named(each) for each in sorted(own)],
    )
    facts = {version.entity.id: version.facts for version in now}
    since = max((version.since for version in now), default=0)
    return Whole(entities[root_id], entities, facts, since)
