"""The record played again, beside the rows or instead of them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from app.spine.account_record import ACCOUNT_KIND, AccountLine, parse_account_data
from app.spine.record import LineData, parse_facts, upcast
from app.spine.revision import Line
from app.spine.stored_bytes import UnreadableBytes, parse_stored
from app.spine.successor import SuccessorRow
from app.spine.version_event import VersionEvent
from app.spine.versioned import Facts, Versioned, find_kind


class ReplayedEntity(NamedTuple):
    """An entity, as its first line tells it."""

    id: int
    uid: UUID
    kind: str
    parent_id: int | None
    root_id: int


@dataclass(slots=True)
class ReplayedVersion:
    """A version, as its line tells it: a row of the tables takes ten times as long to make.

    Attributes:
        label: The entity in a sentence.
        pointers: What it points at, each with the fact that does; "parent" for its parent.
        facts: What it says; {} once a later revision is played.
    """

    kind: type[Versioned]
    entity: ReplayedEntity
    since: int
    label: str
    pointers: list[tuple[int, str]]
    facts: Facts


ReplayedEvent = VersionEvent[ReplayedVersion]


class Replay:
    """The register as the lines so far tell it.

    Attributes:
        entities: What the lines have named so far, by uid.
        new_entities: The entities that the revision played last was the first to name.
        account_lines: What the revision played last says of accounts.
        open_versions: The open version of each entity.
        successors: What was merged into what, by entity and revision.
    """

    def __init__(self) -> None:
        self.number = 0
        self.entities: dict[str, ReplayedEntity] = {}
        self.new_entities: list[ReplayedEntity] = []
        self.open_versions: dict[int, ReplayedVersion] = {}
        self.pointer_counts: Counter[int] = Counter()
        self.new_versions: list[ReplayedVersion] = []
        self.account_lines: list[AccountLine] = []
        self.successors: dict[tuple[int, int], SuccessorRow] = {}
        self.mergers: dict[int, SuccessorRow] = {}  # those that hold, by entity

    def play(self, number: int, lines: Iterable[Line]) -> list[ReplayedEvent]:
        """The versions that a revision closed and opened, as its lines tell it.

        Raises:
            UnreadableBytes: When a line makes no sense, closes what is not open, or names what
                there is not.
        """
        for version in self.new_versions:
            version.facts = {}
        self.number, self.new_entities, self.new_versions = number, [], []
        with parse_stored():
            all_lines = [upcast(line.text) for line in lines if line.position > 0]
            parsed_lines = [line for line in all_lines if line["kind"] != ACCOUNT_KIND]
            self.account_lines = [
                parse_account_data(line) for line in all_lines if line["kind"] == ACCOUNT_KIND
            ]
        for line in parsed_lines:
            self.add_entity(line)
        return [event for line in parsed_lines for event in self.play_line(line, number)]

    def add_entity(self, line: LineData) -> None:
        """Know the entity of a line, from its first line on."""
        with parse_stored():
            uid = line["uid"]
            if uid in self.entities:
                return
            parent = self.entities[line["parent"]] if "parent" in line else None
            entity_id = int(line["id"])
            parent_and_root = (parent.id, parent.root_id) if parent else (None, entity_id)
            entity = ReplayedEntity(entity_id, UUID(uid), line["kind"], *parent_and_root)
        self.entities[uid] = entity
        self.new_entities.append(entity)

    def play_line(self, line: LineData, number: int) -> Iterable[ReplayedEvent]:
        """What one line does: facts close the version before and open one; or it only closes."""
        entity = self.entities[line["uid"]]
        before = self.open_versions.pop(entity.id, None)
        if before is not None:
            self.pointer_counts.subtract(target for target, _ in before.pointers)
            yield VersionEvent(before, is_closed=True)
        if "closed" in line:
            if before is None:
                raise UnreadableBytes("It closes what is not open.")
            if "into" in line:
                with parse_stored():
                    into = self.entities[line["into"]]
                self.note_successor(SuccessorRow(entity.id, number, None, into.id))
            return
        if merger := self.mergers.pop(entity.id, None):
            self.note_successor(merger._replace(until=number))
        version = self.build_version(line, entity, number)
        self.open_versions[entity.id] = version
        self.new_versions.append(version)
        self.pointer_counts.update(target for target, _ in version.pointers)
        yield VersionEvent(version, is_closed=False)

    def note_successor(self, row: SuccessorRow) -> None:
        """Know what an entity was merged into, or that it is not any more."""
        self.successors[row.entity_id, row.since] = row
        if row.until is None:
            self.mergers[row.entity_id] = row

    def build_version(self, line: LineData, entity: ReplayedEntity, number: int) -> ReplayedVersion:
        """The version that a line opens."""
        with parse_stored():
            kind = find_kind(entity.kind)
            version_facts = parse_facts(line, kind, self.entities)
        pointers = kind.pointers(entity.parent_id, version_facts)
        return ReplayedVersion(
            kind,
            entity,
            number,
            kind.entity_label(entity.id, version_facts),
            pointers,
            version_facts,
        )

    def find_dangling(self, events: Sequence[ReplayedEvent]) -> ReplayedVersion | None:
        """One of these that points at what is not there, or is gone and pointed at; or None."""
        for version, _ in events:
            entity_id = version.entity.id
            if entity_id not in self.open_versions:
                if self.pointer_counts[entity_id] > 0 or self.is_merged_into_nothing(version):
                    return version
            elif self.is_dangling(self.open_versions[entity_id]):
                return version
        return None

    def is_merged_into_nothing(self, version: ReplayedVersion) -> bool:
        """Whether the revision played last merged an entity into what is not there."""
        row = self.mergers.get(version.entity.id)
        if row is None or row.since != self.number:
            return False
        into = self.open_versions.get(row.into_id)
        return into is None or into.kind is not version.kind

    def is_dangling(self, version: ReplayedVersion) -> bool:
        """Whether a version points at what is gone, or at something of the wrong kind."""
        for target, name in version.pointers:
            target_version = self.open_versions.get(target)
            if target_version is None or not version.kind.may_point(
                name, target_version.entity.kind
            ):
                return True
        return False
