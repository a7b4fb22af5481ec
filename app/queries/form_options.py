"""What the boxes of a form offer to choose from, and the thing that a form edits."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, func, or_, select
from sqlmodel.sql.expression import Select

from app.models import Actor, Citation, Passage, Source
from app.queries.actors import index
from app.spine.lookups import entities_of_thing
from app.spine.versioned import Entity, Facts, find_kind
from app.spine.versions import versions_at

MAX_OPTIONS = 100  # each of sources, passages, speakers and places


@dataclass(frozen=True)
class PassageOption:
    """A passage that may be cited, with its source."""

    passage: Passage
    source: Source


@dataclass(frozen=True)
class FormOptions:
    """What may be chosen.

    Attributes:
        actors: All of them, by name.
        sources: Those cited last, the last one first, and those of the passages that are cited.
        speakers: Those cited last, each with a role.
        locators: The places in sources that were cited last: "¶18".
        passages: Those cited last, the last one first, and those that the thing cites.
    """

    actors: Sequence[Actor]
    sources: Sequence[Source]
    speakers: Sequence[tuple[str, str | None]]
    locators: Sequence[str] = ()
    passages: Sequence[PassageOption] = ()


def load_form_options(session: Session, passage_ids: Collection[int] = ()) -> FormOptions:
    """What a form offers: five statements.

    Args:
        session: Where, as it is now.
        passage_ids: Passages to offer, with their sources, whenever they were cited last.
    """
    passages = load_passage_options(session, passage_ids)
    cited_ids = {
        each.source.entity_id for each in passages if each.passage.entity_id in passage_ids
    }
    last_use = func.max(Passage.since)
    speaker_query = (
        select(Passage.speaker, Passage.speaker_role)
        .where(col(Passage.speaker).is_not(None))
        .group_by(col(Passage.speaker), col(Passage.speaker_role))
        .order_by(last_use.desc(), func.min(Passage.speaker_folded), func.min(Passage.entity_id))
    )
    speakers = [(str(name), role) for name, role in session.exec(speaker_query.limit(MAX_OPTIONS))]
    locator_query = select(Passage.locator).group_by(col(Passage.locator))
    locators = session.exec(
        locator_query.order_by(last_use.desc(), func.min(Passage.entity_id)).limit(MAX_OPTIONS)
    ).all()
    sources = load_source_options(session, cited_ids)
    return FormOptions(index(session), sources, speakers, locators, passages)


def load_source_options(session: Session, cited_ids: Collection[int]) -> list[Source]:
    """The sources that were cited last, the last one first; those cited here behind them."""
    last_use = func.max(Citation.since)
    latest: Select[int, int] = (
        select(col(Passage.root_id).label("id"), last_use.label("used"))
        .join(Citation, col(Citation.passage_id) == Passage.entity_id)
        .group_by(col(Passage.root_id))
    )
    by_use = latest.subquery()
    query = (
        select(Source)
        .outerjoin(by_use, by_use.c.id == Source.entity_id)
        .order_by(
            or_(col(Source.entity_id).in_(cited_ids)).desc(),
            func.coalesce(by_use.c.used, Source.since).desc(),
            col(Source.entity_id).desc(),
        )
    )
    sources = session.exec(query.limit(MAX_OPTIONS)).all()
    return sorted(sources, key=lambda source: source.entity_id in cited_ids)


def load_passage_options(session: Session, passage_ids: Collection[int]) -> list[PassageOption]:
    """The passages that were cited last, the last one first; these among them in any case."""
    latest: Select[int, int] = select(
        col(Citation.passage_id).label("id"), func.max(Citation.since).label("used")
    ).group_by(col(Citation.passage_id))
    by_use = latest.subquery()
    query = (
        select(Passage, Source)
        .join(Source, col(Source.entity_id) == Passage.root_id)
        .outerjoin(by_use, by_use.c.id == Passage.entity_id)
        .order_by(
            or_(col(Passage.entity_id).in_(passage_ids)).desc(),
            func.coalesce(by_use.c.used, Passage.since).desc(),
            col(Passage.entity_id).desc(),
        )
    )
    limit = max(MAX_OPTIONS, len(passage_ids))
    return [PassageOption(*row) for row in session.exec(query.limit(limit))]


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
