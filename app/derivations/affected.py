"""What changes of a revision bear on, beyond what they change themselves."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import or_
from sqlmodel import Session, col, select

from app.models import Citation, Entity, Passage, Source, Versioned
from app.spine.change import Change
from app.spine.id_conditions import match_ids
from app.spine.versioned import Facts


def bearing_changes(
    changes: Sequence[Change], facts: Mapping[type[Versioned], Collection[str]]
) -> list[Change]:
    """The changes of these kinds that bring something in, take it out, or touch one of its facts.

    Args:
        changes: All of a revision.
        facts: By kind, the facts that rows follow from.
    """
    return [
        change
        for change in changes
        if change.kind in facts
        and (
            change.before is None
            or change.after is None
            or not change.fact_changes.keys().isdisjoint(facts[change.kind])
        )
    ]


def revised_ids(changes: Sequence[Change], kind: type[Versioned], names: set[str]) -> set[int]:
    """The ids of what was there before and says one of these facts otherwise now."""
    return {
        change.entity_id
        for change in changes
        if change.kind is kind and change.before is not None and names & change.fact_changes.keys()
    }


def changed_facts(changes: Sequence[Change], kind: type[Versioned]) -> list[Facts]:
    """What the changed entities of a kind say, before and after."""
    return [
        facts
        for change in changes
        if change.kind is kind
        for facts in (change.before, change.after)
        if facts is not None
    ]


def citing_roots(session: Session, changes: Sequence[Change]) -> set[int]:
    """The things that rest on something else now: other citations, passages, days of sources.

    A source that repeats another one is as old as that.
    """
    citations = bearing_changes(changes, {Citation: ("passage_id", "fact")})
    roots = {change.entity.root_id for change in citations}
    passages = revised_ids(changes, Passage, {"speaker", "on_behalf", "each"})
    sources = revised_ids(changes, Source, {"published", "origin_id"})
    if sources:
        reposts = select(Source.entity_id).where(match_ids(col(Source.origin_id), sources))
        sources |= set(session.exec(reposts))
    if passages or sources:
        is_of_these = or_(
            match_ids(col(Passage.entity_id), passages), match_ids(col(Passage.root_id), sources)
        )
        query = select(Citation.root_id).join(
            Passage, col(Passage.entity_id) == Citation.passage_id
        )
        roots |= set(session.exec(query.where(is_of_these).distinct()))
    return roots


def ids_of_kind(
    session: Session, kind: type[Versioned], ids: Collection[int] | None = None
) -> list[int]:
    """The ids of all times of a kind, in order; only those among `ids`, if given."""
    query = select(Entity.id).where(Entity.kind == kind.noun()).order_by(col(Entity.id))
    if ids is None:
        return list(session.exec(query))
    return list(session.exec(query.where(match_ids(col(Entity.id), ids)))) if ids else []
