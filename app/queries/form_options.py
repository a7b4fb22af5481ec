"""What the boxes of a form offer to choose from, and the thing that a form edits."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, func, or_, select
from sqlmodel.sql.expression import Select

from app.models import Actor, Citation, Source
from app.queries.actors import index
from app.spine.lookups import entities_of_thing
from app.spine.versioned import Entity, Facts, find_kind
from app.spine.versions import versions_at

MAX_OPTIONS = 100  # each of sources, speakers and places


@dataclass(frozen=True)
class FormOptions:
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


def load_form_options(session: Session, cited_ids: Collection[int] = ()) -> FormOptions:
    """What a form offers: four statements.

    Args:
        session: Where, as it is now.
        cited_ids: Sources to offer whenever they were cited last.
    """
    actors = index(session)
    last_use, first_use = func.max(Citation.since), func.min(Citation.entity_id)
    latest: Select[int, int] = select(col(Citation.source_id).label("id"), last_use.label("used"))
    by_use = latest.group_by(col(Citation.source_id)).subquery()
    source_query = (
        select(Source)
        .outerjoin(by_use, by_use.c.id == Source.entity_id)
        .order_by(
            or_(col(Source.entity_id).in_(cited_ids)).desc(),
            func.coalesce(by_use.c.used, Source.since).desc(),
            col(Source.entity_id).desc(),
        )
    )
    sources = session.exec(source_query.limit(MAX_OPTIONS)).all()
    speaker_query = (
        select(Citation.speaker, Citation.speaker_role, Citation.on_behalf_id)
        .where(col(Citation.speaker).is_not(None))
        .group_by(col(Citation.speaker), col(Citation.speaker_role), col(Citation.on_behalf_id))
        .order_by(last_use.desc(), func.min(Citation.speaker_folded), first_use)
    )
    speakers = [
        (str(name), role, behalf)
        for name, role, behalf in session.exec(speaker_query.limit(MAX_OPTIONS))
    ]
    locator_query = select(Citation.locator).group_by(col(Citation.locator))
    locators = session.exec(
        locator_query.order_by(last_use.desc(), first_use).limit(MAX_OPTIONS)
    ).all()
    nearest = sorted(sources, key=lambda source: source.entity_id in cited_ids)
    return FormOptions(actors, nearest, speakers, locators)


@dataclass(frozen=True)
class ThingWithParts:
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


def load_thing(session: Session, root_id: int) -> ThingWithParts | None:
    """A thing with its parts; None if there never was one: two statements."""
    entities = entities_of_thing(session, root_id)
    if root_id not in entities:
        return None
    own_kinds = {entity.kind for entity in entities.values()}
    current = versions_at(
        session,
        lambda kind: col(kind.root_id) == root_id,
        only_kinds=[find_kind(each) for each in sorted(own_kinds)],
    )
    facts = {version.entity.id: version.facts for version in current}
    since = max((version.since for version in current), default=0)
    return ThingWithParts(entities[root_id], entities, facts, since)
