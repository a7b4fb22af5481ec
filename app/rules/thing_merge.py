"""What merging a duplicate into another thing changes: both are one from then on."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from graphlib import TopologicalSorter
from uuid import uuid4

from app.models import Citation, Link
from app.rules.merging_thing import MergingThing
from app.rules.narrowing import changed_values, unchanged_facts
from app.rules.rule import Rule
from app.spine.change import Change
from app.spine.versioned import Entity, Facts, Versioned, find_kind
from app.spine.versions import Version

WITH_NOTE = (Citation, Link)  # kinds whose note may be left out of what is the same
RULE = Rule(
    "merged-duplicates",
    "Duplicates that are merged",
    version=1,
    text=(
        "Where one pledge or one source was recorded twice, an editor can merge the two. One of "
        "them stays; where they differ, the editor chooses what it says. The parts of the other "
        "one go on under it, and what pointed at the other one points at it. Parts that say the "
        "same become one; so do citations of one passage for the same fact, and links of "
        "one kind between the same two, but for those with notes of their own.",
        "A passage is cited only for what it was cited for: where the value of the other one is "
        "chosen, the passages behind the value that was not chosen are cited for it no more. Links "
        "between the two go. The address of the other one leads on; as of an earlier revision it "
        "is itself. Undoing the revision brings both back as they were.",
    ),
    examples=(
        "Two pledges of one company, each with a step of 3 March that says “declared”, become one "
        "pledge with one such step, which rests on the passages of both.",
    ),
)


@dataclass
class ThingMerge:
    """One thing being merged into another one.

    Attributes:
        survivor: The one that stays.
        other: The one that is closed.
        facts: What the survivor says then, as its editor chose.
        highest_id: The highest id of an entity so far.
        outcomes: What changes, by entity.
        heirs: What stands for each entity of the other one, by its id.
        children: The entities of the survivor by the id of their parent, the new ones too.
    """

    survivor: MergingThing
    other: MergingThing
    facts: Facts
    highest_id: int
    outcomes: dict[int, Change] = field(default_factory=dict)
    heirs: dict[int, Entity] = field(default_factory=dict)
    children: dict[int, list[Entity]] = field(init=False)

    def __post_init__(self) -> None:
        """Know what hangs on what in the survivor."""
        self.children = defaultdict(list)
        for entity in map(self.survivor.entities.__getitem__, self.survivor.facts):
            self.children[entity.parent_id or 0].append(entity)

    def changes(self, pointing_versions: Iterable[Version]) -> list[Change]:
        """All that changes, by entity.

        Args:
            pointing_versions: What points at one of the two or at a part of it, with what hangs
                on the links between the two.
        """
        root, other = self.survivor.root, self.other.root
        self.set_facts(root, self.survivor.own_facts, self.facts)
        self.close(other, self.other.own_facts, root)
        self.narrow_survivor()
        for entity_id in self.part_ids():
            self.move(self.other.entities[entity_id], self.other.facts[entity_id])
        self.remap(list(pointing_versions))
        return [self.outcomes[i] for i in sorted(self.outcomes)]

    def part_ids(self) -> list[int]:
        """The parts of the other one, each behind its parent and what it names."""
        facts = self.other.facts
        graph = {
            i: facts.keys() & {target for target, _ in self.pointers(self.other.entities[i])}
            for i in sorted(facts)
        }
        return [i for i in TopologicalSorter(graph).static_order() if i != self.other.root.id]

    def pointers(self, entity: Entity) -> list[tuple[int, str]]:
        """What a part of the other one points at, its parent among that."""
        return find_kind(entity.kind).pointers(entity.parent_id, self.other.facts[entity.id])

    def narrow_survivor(self) -> None:
        """Let the survivor's citations be for nothing of itself that the other one said."""
        thing, row = self.survivor, self.survivor.root
        for entity_id, facts in thing.facts.items():
            entity = thing.entities[entity_id]
            if entity.kind == Citation.noun() and entity.parent_id == row.id:
                copies = self.narrow(facts, thing.own_facts)
                self.set_facts(entity, facts, copies[0] if copies else None)
                for each in copies[1:]:
                    self.add(Citation, row, each)

    def narrow(self, facts: Facts, row_facts: Facts) -> list[Facts]:
        """A citation of a row that said `row_facts`, for what is still so in the one that stays.

        Several, where it was of the whole row and part of it is not so any more.
        """
        changed_names = changed_values(row_facts, self.facts)
        if not changed_names or (facts["fact"] or changed_names[0]) not in changed_names:
            return [facts]
        if facts["fact"] is not None:
            return []
        return [facts | {"fact": name} for name in unchanged_facts(self.facts, changed_names)]

    def move(self, entity: Entity, facts: Facts) -> None:
        """Close a part of the other one; it goes on in its twin, or anew under the survivor."""
        kind, parent = find_kind(entity.kind), self.heirs[entity.parent_id or 0]
        whole = self.replace_heirs(kind, facts)
        is_of_root = kind is Citation and parent is self.survivor.root
        copies = self.narrow(whole, self.other.own_facts) if is_of_root else [whole]
        twin = self.join_twin(kind, parent, whole) if len(copies) > 1 else None
        heirs = [
            twin or self.join_twin(kind, parent, copy) or self.add(kind, parent, copy)
            for copy in copies
        ]
        self.close(entity, facts, *heirs[:1])

    def join_twin(self, kind: type[Versioned], parent: Entity, facts: Facts) -> Entity | None:
        """What says the same under a parent of the survivor, with a missing note filled in."""
        for entity, twin_facts in self.parts_of(parent):
            if find_kind(entity.kind) is kind and is_same(kind, twin_facts, facts):
                note = {"note": facts["note"]} if kind is Citation and facts["note"] else {}
                self.set_facts(entity, self.survivor.facts.get(entity.id), twin_facts | note)
                return entity
        return None

    def parts_of(self, parent: Entity) -> Iterator[tuple[Entity, Facts]]:
        """The parts that hang on a row of the survivor so far, each with what it says then."""
        for entity in self.children[parent.id]:
            change = self.outcomes.get(entity.id)
            facts = self.survivor.facts.get(entity.id) if change is None else change.after
            if facts is not None:
                yield entity, facts

    def remap(self, versions: Collection[Version]) -> None:
        """Let what pointed at the other one point at the survivor; links between the two go."""
        gone_ids = {row.entity.id for row in versions if self.is_tie(row)}
        own_ids = {self.survivor.root.id, self.other.root.id}
        rows = [row for row in versions if row.entity.root_id not in gone_ids | own_ids]
        for row in versions:
            if row.entity.root_id in gone_ids:
                self.close(row.entity, row.facts)
        self.point_all([row for row in rows if row.kind is Link])
        self.point_all([row for row in rows if row.kind is not Link])

    def point_all(self, versions: Iterable[Version]) -> None:
        """Let rows point at what stands then; those that say the same by now become one."""
        beside: dict[tuple[int | None, ...], list[Version]] = defaultdict(list)
        for row in sorted(versions, key=lambda row: bool(row.targets & self.heirs.keys())):
            facts, parent = self.replace_heirs(row.kind, row.facts), row.entity.parent_id
            key = parent and self.heir_id(parent), *map(facts.get, row.kind.references())
            twin = self.find_twin(row, facts, beside[key])
            if twin is None and parent in self.heirs:
                twin = self.add(row.kind, self.heirs[parent], facts)
            if twin is None:
                beside[key].append(row)
                self.set_facts(row.entity, row.facts, facts)
            else:
                self.close(row.entity, row.facts, twin)

    def find_twin(self, row: Version, facts: Facts, others: Iterable[Version]) -> Entity | None:
        """What says the same by now as a citation or a link that is to say `facts`.

        A missing note is filled in.
        """
        if row.kind not in WITH_NOTE or not row.targets & self.heirs.keys():
            return None
        for other in others:
            change = self.outcomes.get(other.entity.id)
            other_facts = (change and change.after) or other.facts
            if row.kind is other.kind and is_same(row.kind, other_facts, facts):
                note = other_facts["note"] or facts["note"]
                self.set_facts(other.entity, other.facts, other_facts | {"note": note})
                return other.entity
        return None

    def is_tie(self, row: Version) -> bool:
        """Whether a version is of a link from one of the two to the other."""
        if row.kind is not Link:
            return False
        ends = {row.facts["from_id"], row.facts["to_id"]}
        is_between = all(ends & thing.facts.keys() for thing in (self.survivor, self.other))
        return is_between or len({self.heir_id(end) for end in ends}) == 1

    def heir_id(self, entity_id: int) -> int:
        """The id of what stands for an entity then."""
        return self.heirs[entity_id].id if entity_id in self.heirs else entity_id

    def replace_heirs(self, kind: type[Versioned], facts: Facts) -> Facts:
        """What a row says then that said `facts`: it names what stands for the other’s rows."""
        names, list_names = kind.references(), kind.reference_lists()
        heir_facts = {n: facts[n] and self.heir_id(facts[n]) for n in names}
        heir_facts |= {n: list(dict.fromkeys(map(self.heir_id, facts[n]))) for n in list_names}
        return facts | heir_facts

    def set_facts(self, entity: Entity, before: Facts | None, after: Facts | None) -> None:
        """Let an entity that says `before` say `after`; nothing changes where that is the same."""
        if entity.id in self.outcomes:
            self.outcomes[entity.id].after = after
        elif before != after:
            self.outcomes[entity.id] = Change(find_kind(entity.kind), entity, before, after)

    def add(self, kind: type[Versioned], parent: Entity, facts: Facts) -> Entity:
        """A new part of the survivor."""
        self.highest_id += 1
        entity = Entity(
            id=self.highest_id,
            uid=uuid4(),
            kind=kind.noun(),
            parent_id=parent.id,
            root_id=parent.root_id,
        )
        self.outcomes[entity.id] = Change(kind, entity, None, facts)
        self.children[parent.id].append(entity)
        return entity

    def close(self, entity: Entity, facts: Facts, heir: Entity | None = None) -> None:
        """End an entity, which stands in its heir from then on."""
        self.outcomes[entity.id] = Change(find_kind(entity.kind), entity, facts, into=heir)
        if heir is not None:
            self.heirs[entity.id] = heir


def is_same(kind: type[Versioned], facts: Facts, others: Facts) -> bool:
    """Whether two rows say the same; of those with a note one may leave out that of the other."""
    if kind not in WITH_NOTE:
        return facts == others
    has_one_note = facts["note"] is None or others["note"] in (None, facts["note"])
    return has_one_note and facts | {"note": None} == others | {"note": None}
