"""Whether a figure and its evidence would come from two editors who did not see each other."""

from collections.abc import Iterable, Mapping

from app.spine.merge import differing_names
from app.spine.versioned import Entity, Facts, find_kind

EVIDENCE_CHANGED = "The evidence for this was changed while you were at it."


def conflicts_with_evidence(
    parts: Mapping[int, Entity],
    base_facts: Mapping[int, Facts],
    their_facts: Mapping[int, Facts],
    entity_id: int,
    mine: Facts | None,
) -> bool:
    """Whether a figure and its evidence would come from two editors who did not see each other.

    Args:
        parts: The entity and those around it.
        base_facts: What each said when I looked.
        their_facts: What each says now, without my edit.
        entity_id: What I change.
        mine: What I want it to say; None to retract it.
    """
    names = differing_names(base_facts.get(entity_id), mine)
    evidence_fact, parent = (
        find_kind(parts[entity_id].kind).evidence_fact,
        parts[entity_id].parent_id,
    )
    if evidence_fact and parent is not None and names:
        versions = (base_facts.get(entity_id), their_facts.get(entity_id), mine)
        return is_evidence_for(
            evidence_fact,
            versions,
            differing_names(base_facts.get(parent), their_facts.get(parent)),
        )
    if mine is None or not names:
        return False
    return any(
        is_evidence_for(part_evidence_fact, (base_facts.get(part), their_facts.get(part)), names)
        for part, entity in parts.items()
        if entity.parent_id == entity_id
        and (part_evidence_fact := find_kind(entity.kind).evidence_fact)
        and base_facts.get(part) != their_facts.get(part)
    )


def is_evidence_for(evidence_fact: str, versions: Iterable[Facts | None], names: set[str]) -> bool:
    """Whether evidence, in one of its versions, is for one of these facts; unsaid means all."""
    for facts in versions:
        if (
            facts is not None
            and names
            and (facts[evidence_fact] is None or facts[evidence_fact] in names)
        ):
            return True
    return False
