"""A thing that an editor takes for the same as another one, and whether it may be."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.spine.versioned import Entity, Facts, Versioned, find_kind


@dataclass(frozen=True)
class MergingThing:
    """A thing that is merged with another one.

    Attributes:
        root: Its entity.
        entities: Those of it and of its parts, by id.
        facts: What each says that is in the register.
    """

    root: Entity
    entities: Mapping[int, Entity]
    facts: Mapping[int, Facts]

    @property
    def kind(self) -> type[Versioned]:
        """Its kind."""
        return find_kind(self.root.kind)

    @property
    def own_facts(self) -> Facts:
        """What it says itself."""
        return self.facts[self.root.id]


def differing_facts(survivor: MergingThing, other: MergingThing) -> list[str]:
    """The facts of which an editor chooses one, in the order of their kind."""
    own_facts, other_facts = survivor.own_facts, other.own_facts
    return [name for name, value in own_facts.items() if value != other_facts[name]]


def find_obstacle(survivor: MergingThing, other: MergingThing) -> str:
    """Why two things can't be merged, in a sentence; "" if they can."""
    noun, root_ids = survivor.root.kind, (survivor.root.id, other.root.id)
    if survivor.root.id == other.root.id:
        return f"This is the same {noun}. Name the other one."
    if survivor.kind is not other.kind:
        return f"A {noun} can be merged with another {noun} only."
    facts, other_facts = survivor.own_facts, other.own_facts
    if facts.get("actor_id") != other_facts.get("actor_id"):
        return f"They are of different actors, so they are not one {noun} recorded twice."
    if facts.get("origin_id") in root_ids or other_facts.get("origin_id") in root_ids:
        return (
            "One of them repeats the other, which is a source of its own. If they are one page, "
            "empty “Repost of” first."
        )
    return ""
