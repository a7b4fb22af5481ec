"""The rows of a form on their way into an edit: what is new gets its ids in place of its keys."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.spine.desired import DesiredRow, keys_in, replace_keys
from app.spine.edit import Edit
from app.spine.merge import EditConflict
from app.spine.refusals import Refused
from app.spine.versioned import Entity, Facts


@dataclass
class FormSave:
    """A form on its way into an edit.

    Attributes:
        entities: What it has added so far, and what was there, by key.
        keys: The keys of what is new, by the id that it has, or would have had.
        conflicts: What others changed since, so far: it is told all at once.
    """

    edit: Edit
    rows: Sequence[DesiredRow]
    base: int
    entities: dict[str, Entity] = field(default_factory=dict)
    keys: dict[int, str] = field(default_factory=dict)
    conflicts: list[EditConflict] = field(default_factory=list)

    def resolve_keys(self, facts: Facts) -> Facts:
        """Facts with the ids of what was added in place of their keys.

        Raises:
            Refused: When something is not added yet.
        """
        if not self.entities.keys() >= keys_in(facts):
            raise Refused("What is new names what is not there before it: choose something else.")
        return {
            name: replace_keys(value, lambda key: self.entities[key.name].id)
            for name, value in facts.items()
        }

    def add_row(self, row: DesiredRow, under: Entity | None) -> None:
        """Add a new row, and the new rows under it; note a conflict, and add none of them then."""
        facts = self.resolve_keys(row.facts or {})
        try:
            entity = self.edit.add(row.kind, facts, under=under, base=self.base)
        except EditConflict as conflict:
            self.keys |= dict.fromkeys(conflict.conflicts, row.key)
            self.conflicts.append(conflict)
            return
        self.entities[row.key] = entity
        self.keys[entity.id] = row.key
        self.add_parts(row.key)

    def add_parts(self, key: str) -> None:
        """Add the new rows under a row, those that others name first."""
        new_rows = [each for each in self.rows if each.under == key and each.entity_id is None]
        for row in self.add_ready(new_rows, self.entities[key]):
            self.add_row(row, self.entities[key])

    def add_ready(self, rows: Sequence[DesiredRow], under: Entity | None) -> Sequence[DesiredRow]:
        """Add the rows that name only what is there by then; return the others."""
        ready = [row for row in rows if self.entities.keys() >= keys_in(row.facts)]
        for row in ready:
            self.add_row(row, under)
        remaining = [row for row in rows if row not in ready]
        return self.add_ready(remaining, under) if ready else remaining
