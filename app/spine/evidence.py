"""Whether a figure and its evidence would come from two editors who did not see each other.

Evidence is a row under what it is for, with what that row rests on, which may be of another thing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from sqlmodel import Session

from app.spine import lookups
from app.spine.merge import differing_names
from app.spine.versioned import Entity, Facts, Versioned, find_kind, kinds
from app.spine.versions import versions_pointing_at

EVIDENCE_CHANGED = "The evidence for this was changed while you were at it."


class FactReader(Protocol):
    """What can tell what entities said: an edit."""

    session: Session
    previous: int

    def facts_before(self, ids: Iterable[int]) -> dict[int, Facts]:
        """What these entities said before the edit; those not in the register left out."""

    def facts_as_of(self, number: int, entities: Mapping[int, Entity]) -> dict[int, Facts]:
        """What these entities said at a revision; those not in the register left out."""


@dataclass(frozen=True)
class Surroundings:
    """A thing, what its evidence rests on, and the evidence that rests on parts of it.

    Attributes:
        entities: By id.
        base_facts: What each said when I looked.
        their_facts: What each says now, without my edit.
    """

    entities: Mapping[int, Entity]
    base_facts: Mapping[int, Facts]
    their_facts: Mapping[int, Facts]

    def kind(self, entity_id: int) -> type[Versioned]:
        """The kind of an entity."""
        return find_kind(self.entities[entity_id].kind)

    def changed_names(self, entity_id: int) -> set[str]:
        """The facts of an entity that others changed since I looked."""
        return differing_names(self.base_facts.get(entity_id), self.their_facts.get(entity_id))

    def versions(self, entity_id: int) -> list[Facts | None]:
        """What an entity said when I looked, and says now."""
        return [self.base_facts.get(entity_id), self.their_facts.get(entity_id)]

    def is_basis_changed(self, evidence_id: int, *more: Facts | None) -> bool:
        """Whether others changed what evidence rests on; `more` are further versions of it.

        What was not there when I looked was chosen as it is now.
        """
        ids = basis_ids(self.kind(evidence_id), (*self.versions(evidence_id), *more))
        return any(map(self.changed_names, ids & self.base_facts.keys()))

    def evidence_resting_on(self, entity_id: int) -> Iterator[int]:
        """The evidence that rests on an entity now."""
        for evidence_id, facts in self.their_facts.items():
            if entity_id in basis_ids(self.kind(evidence_id), [facts]):
                yield evidence_id


def look_around(
    reader: FactReader, parts: Mapping[int, Entity], base: int, new_facts: Mapping[int, Facts]
) -> Surroundings:
    """What conflicts about evidence are judged by: a few statements, if others edited since.

    Args:
        reader: The edit.
        parts: The thing with its parts.
        base: The revision at which I looked.
        new_facts: What I want of parts, by id.
    """
    base_facts, their_facts = reader.facts_as_of(base, parts), reader.facts_before(parts)
    if base >= reader.previous:
        return Surroundings(parts, base_facts, their_facts)
    ids = {
        basis_id
        for i, part in parts.items()
        for basis_id in basis_ids(
            find_kind(part.kind), [base_facts.get(i), their_facts.get(i), new_facts.get(i)]
        )
    }
    nouns = {kind.references()[kind.basis_fact] for kind in kinds() if kind.basis_fact}
    bases = [i for i, part in parts.items() if part.kind in nouns]
    for version in versions_pointing_at(reader.session, bases) if bases else []:
        ids |= {version.entity.id, version.entity.parent_id or version.entity.id}
    others = lookups.entities_by_id(reader.session, ids - parts.keys())
    return Surroundings(
        {**parts, **others},
        base_facts | (reader.facts_as_of(base, others) if others else {}),
        their_facts | reader.facts_before(others),
    )


def conflicts_with_evidence(surroundings: Surroundings, entity_id: int, mine: Facts | None) -> bool:
    """Whether a figure and its evidence would come from two editors who did not see each other.

    Args:
        surroundings: The entity and those around it.
        entity_id: What I change.
        mine: What I want it to say; None to retract it.
    """
    names = differing_names(surroundings.base_facts.get(entity_id), mine)
    entity, kind = surroundings.entities[entity_id], surroundings.kind(entity_id)
    if kind.evidence_fact and entity.parent_id is not None and names:
        versions = (*surroundings.versions(entity_id), mine)
        their_names = surroundings.changed_names(entity.parent_id)
        return is_evidence_for(
            kind.evidence_fact, versions, their_names
        ) or surroundings.is_basis_changed(entity_id, mine)
    if mine is None or not names:
        return False
    return is_figure_disputed(surroundings, entity_id, names) or any(
        is_rest_disputed(surroundings, each) for each in surroundings.evidence_resting_on(entity_id)
    )


def is_figure_disputed(surroundings: Surroundings, entity_id: int, names: set[str]) -> bool:
    """Whether others changed the evidence for one of these facts of an entity."""
    return any(
        is_evidence_for(evidence_fact, surroundings.versions(part), names)
        for part, entity in surroundings.entities.items()
        if entity.parent_id == entity_id
        and (evidence_fact := surroundings.kind(part).evidence_fact)
        and (surroundings.changed_names(part) or surroundings.is_basis_changed(part))
    )


def is_rest_disputed(surroundings: Surroundings, evidence_id: int) -> bool:
    """Whether others changed evidence, or what it is for, that rests on what I change."""
    parent_id = surroundings.entities[evidence_id].parent_id
    if surroundings.changed_names(evidence_id) or parent_id is None:
        return True
    return is_evidence_for(
        surroundings.kind(evidence_id).evidence_fact,
        [surroundings.their_facts[evidence_id]],
        surroundings.changed_names(parent_id),
    )


def basis_ids(kind: type[Versioned], versions: Iterable[Facts | None]) -> set[int]:
    """What evidence of a kind rests on, in one of its versions."""
    ids = {(facts or {}).get(kind.basis_fact) for facts in versions} if kind.basis_fact else set()
    return {basis_id for basis_id in ids if basis_id is not None}


def is_evidence_for(
    evidence_fact: str | None, versions: Iterable[Facts | None], names: set[str]
) -> bool:
    """Whether evidence, in one of its versions, is for one of these facts; unsaid means all."""
    return any(
        facts[evidence_fact] is None or facts[evidence_fact] in names
        for facts in versions
        if facts is not None and evidence_fact is not None and names
    )
