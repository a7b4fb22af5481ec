"""The record played again, beside the rows or instead of them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from app.spine.record import facts, upcast
from app.spine.revision import Line
from app.spine.versioned import Facts, Versioned, named


class Known(NamedTuple):
    """An entity, as its first line tells it."""

    id: int
    uid: UUID
    kind: str
    parent_id: int | None
    root_id: int


@dataclass(slots=True)
class Told:
    """A version, as its line tells it: a row of the tables takes ten times as long to make.

    Attributes:
        label: The entity in a sentence.
        points: What it points at, each with the fact that does; "parent" for its parent.
        facts: What it says; {} once a later revision is played.
    """

    kind: type[Versioned]
    entity: Known
    since: int
    label: str
    points: list[tuple[int, str]]
    facts: Facts


Step = tuple[Told, bool]  # a version, and whether it was closed


class Replay:
    """The register as the lines so far tell it.

    Attributes:
        entities: What the lines have named so far, by uid.
        met: The entities that the revision played last was the first to name.
        now: The open version of each entity.
    """

    def __init__(self) -> None:
        self.entities: dict[str, Known] = {}
        self.met: list[Known] = []
        self.now: dict[int, Told] = {}
        self.pointed: Counter[int] = Counter()
        self.fresh: list[Told] = []

    def play(self, number: int, lines: Iterable[Line]) -> list[Step]:
        """The versions that a revision closed and opened, as its lines tell it.

        Raises:
            LookupError: When a line closes what is not open, or names what there is not.
            ValueError: When a line makes no sense.
        """
        for version in self.fresh:
            version.facts = {}
        self.met, self.fresh = [], []
        told = [upcast(line.text) for line in lines if line.position > 0]
        for line in told:
            self.meet(line)
        return [step for line in told for step in self.steps(line, number)]

    def meet(self, line: dict[str, Any]) -> None:
        """Know the entity of a line, from its first line on."""
        uid = line["uid"]
        if uid not in self.entities:
            parent = self.entities[line["parent"]] if "parent" in line else None
            its = int(line["id"])
            above = (parent.id, parent.root_id) if parent else (None, its)
            self.entities[uid] = entity = Known(its, UUID(uid), line["kind"], *above)
            self.met.append(entity)

    def steps(self, line: dict[str, Any], number: int) -> Iterable[Step]:
        """What one line does: facts close the version before and open one; or it only closes."""
        entity = self.entities[line["uid"]]
        before = self.now.pop(entity.id, None)
        if before is not None:
            self.pointed.subtract(target for target, _ in before.points)
            yield before, True
        if "closed" in line:
            if before is None:
                raise LookupError("It closes what is not open.")
            return
        version = self.opened(line, entity, number)
        self.now[entity.id] = version
        self.fresh.append(version)
        self.pointed.update(target for target, _ in version.points)
        yield version, False

    def opened(self, line: dict[str, Any], entity: Known, number: int) -> Told:
        """The version that a line opens."""
        kind = named(entity.kind)
        says = facts(line, kind, self.entities)
        points = kind.points(entity.parent_id, says)
        return Told(kind, entity, number, kind.called_by(entity.id, says), points, says)

    def loose(self, steps: Sequence[Step]) -> Told | None:
        """One of these that points at what is not there, or is gone and pointed at; or None."""
        for version, _ in steps:
            entity_id = version.entity.id
            if entity_id not in self.now:
                if self.pointed[entity_id] > 0:
                    return version
            elif self.astray(self.now[entity_id]):
                return version
        return None

    def astray(self, version: Told) -> bool:
        """Whether a version points at what is gone, or at something of the wrong kind."""
        for target, name in version.points:
            found = self.now.get(target)
            if found is None or not version.kind.may_point(name, found.entity.kind):
                return True
        return False
