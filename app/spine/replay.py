"""The record played again, beside the rows or instead of them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from app.spine.record import facts, upcast
from app.spine.revision import Line
from app.spine.versioned import Entity, Versioned, named

Step = tuple[Versioned, bool]  # a row, and whether it was closed


class Replay:
    """The register as the lines so far tell it.

    Attributes:
        entities: What the lines have named so far, by uid.
        met: The entities that the revision played last was the first to name.
        now: The open version of each entity.
    """

    def __init__(self) -> None:
        self.entities: dict[str, Entity] = {}
        self.met: list[Entity] = []
        self.now: dict[int, Versioned] = {}
        self.pointed: Counter[int] = Counter()

    def play(self, number: int, lines: Iterable[Line]) -> list[Step]:
        """The rows that a revision closed and opened, as its lines tell it.

        Raises:
            LookupError: When a line closes what is not open, or names what there is not.
            ValueError: When a line makes no sense.
        """
        self.met = []
        told = [upcast(line.text) for line in lines if line.position > 0]
        for line in told:
            self.meet(line)
        return [step for line in told for step in self.steps(line, number)]

    def meet(self, line: dict[str, Any]) -> None:
        """Know the entity of a line, from its first line on."""
        if line["uid"] not in self.entities:
            parent = self.entities[line["parent"]] if "parent" in line else None
            entity = Entity(
                id=int(line["id"]),
                uid=UUID(line["uid"]),
                kind=line["kind"],
                parent_id=parent.id if parent else None,
                root_id=parent.root_id if parent else int(line["id"]),
            )
            self.entities[line["uid"]] = entity
            self.met.append(entity)

    def steps(self, line: dict[str, Any], number: int) -> Iterable[Step]:
        """What one line does: facts close the version before and open one; or it only closes."""
        entity = self.entities[line["uid"]]
        before = self.now.pop(entity.id, None)
        if before is not None:
            self.pointed.subtract(before.targets())
            yield before, True
        if "closed" in line:
            if before is None:
                raise LookupError("It closes what is not open.")
            return
        kind = named(entity.kind)
        row = kind(**kind.columns(entity, number, facts(line, kind, self.entities)))
        self.now[entity.id] = row
        self.pointed.update(row.targets())
        yield row, False

    def loose(self, steps: Sequence[Step]) -> Versioned | None:
        """A row of these that points at what is not there, or is gone and pointed at; or None."""
        for row, _ in steps:
            if row.entity_id not in self.now:
                if self.pointed[row.entity_id] > 0:
                    return row
            elif self.astray(self.now[row.entity_id]):
                return row
        return None

    def astray(self, row: Versioned) -> bool:
        """Whether a row points at what is gone, or at something of the wrong kind."""
        for target, name in row.points(row.parent_id, row.facts()):
            found = self.now.get(target)
            if found is None or not row.may_point(name, found.noun()):
                return True
        return False
