"""What an edit does to one entity, worked out from the versions it closed and opened."""

from dataclasses import dataclass

from app.spine.versioned import Entity, Facts, Versioned


@dataclass
class Change:
    """What one revision does to one entity.

    Attributes:
        before: What the entity said before; None if it wasn't in the register.
        after: What it says then; None if it was retracted.
        number: The number of the revision; 0 while it is being made.
        into: What the entity was merged into, where that is why it is closed.
    """

    kind: type[Versioned]
    entity: Entity
    before: Facts | None = None
    after: Facts | None = None
    number: int = 0
    into: Entity | None = None

    @property
    def entity_id(self) -> int:
        """The id of the entity."""
        return self.entity.id

    @property
    def verb(self) -> str:
        """What happened to the entity: "added", "changed" or "retracted"."""
        if self.before is None:
            return "added"
        return "changed" if self.after is not None else "retracted"

    @property
    def fact_changes(self) -> dict[str, tuple[object, object]]:
        """(before, after) of each fact that differs, by name; None where it said nothing."""
        before, after = self.before or {}, self.after or {}
        pairs = {name: (before.get(name), after.get(name)) for name in self.kind.fact_names()}
        return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}

    @property
    def label(self) -> str:
        """The entity in a sentence, named as it was last."""
        return self.kind.entity_label(self.entity_id, self.after or self.before or {})

    @property
    def pointers(self) -> list[tuple[int, str]]:
        """What the entity points at from now on, each with the fact that does."""
        return self.pointers_of(self.after)

    @property
    def targets(self) -> set[int]:
        """The ids of the entities that it points at from now on, its parent among them."""
        return {target for target, _ in self.pointers}

    def pointers_of(self, facts: Facts | None) -> list[tuple[int, str]]:
        """What the entity points at where it says `facts`; nothing where it is gone."""
        return [] if facts is None else self.kind.pointers(self.entity.parent_id, facts)
