"""An edit being made: its verbs, and what it has changed so far. It is written when it ends."""

from collections.abc import Iterable, Mapping
from uuid import UUID, uuid4

from sqlmodel import Session, SQLModel

from app.spine import lookups
from app.spine.change import Change
from app.spine.merge import Clash, Conflict, changed, settle
from app.spine.refusals import Refused
from app.spine.versioned import Entity, Facts, Versioned, named

CITED = "The evidence for this was changed while you were at it."


class Edit:
    """An edit being made on top of revision `previous`.

    Attributes:
        changes: What it does, by entity; also what in the end changes nothing.
        rows: The current versions it has asked for, by entity.
        renewed: The revision that the same submission made with other words; 0 for none.
        added: The entities that are new.
        comment: What the log says of it where whoever edits left none; at most 2,000 characters.
        bases: What the things it revises were based on, by root.
    """

    def __init__(self, session: Session, previous: int, renewed: int = 0) -> None:
        self.session, self.previous, self.renewed = session, previous, renewed
        self.changes: dict[int, Change] = {}
        self.rows: dict[int, Versioned] = {}
        self.bases: dict[int, int] = {}
        self.comment = ""
        self.added: set[int] = set()
        self.highest: int | None = None

    def add(
        self,
        kind: type[Versioned],
        facts: SQLModel | Facts,
        *,
        under: Entity | None = None,
        uid: UUID | None = None,
        base: int | None = None,
    ) -> Entity:
        """A new entity of `kind` that says `facts`; a part of `under`, as it was at `base`.

        Raises:
            ValidationError: When the facts break a rule of the kind.
            Conflict: When it is evidence for what others changed since revision `base`.
        """
        if self.highest is None:
            self.highest = lookups.highest(self.session)
        self.highest = number = self.highest + 1
        self.added.add(number)
        entity = Entity(
            id=number,
            uid=uid or uuid4(),
            kind=kind.noun(),
            parent_id=under.id if under else None,
            root_id=under.root_id if under else number,
        )
        said = kind.checked(facts if isinstance(facts, dict) else stated(kind, facts))
        if under is not None and base is not None:
            was = lookups.seen(self.session, [under], max(base, self.renewed))
            if shaken({number: entity, under.id: under}, was, self.stood([under.id]), number, said):
                raise Conflict(self.previous, {number: Clash(None, None, said, CITED)}, {})
        self.changes[number] = Change(kind, entity, None, said)
        return entity

    def revise(self, root_id: int, base: int, wanted: Mapping[int, SQLModel | Facts]) -> None:
        """Bring parts of a thing, as it was at revision `base`, to what is `wanted` of each.

        What is wanted of a part may leave out facts: they stay as they were at `base`.

        Raises:
            Conflict: When others changed a fact since, or the evidence for one, or when theirs
                and mine break a rule.
            Refused: When something wanted is not a part of the thing.
        """
        base = self.bases[root_id] = max(base, self.renewed)
        parts = lookups.entities_of(self.session, root_id)
        if not wanted.keys() <= parts.keys():
            raise Refused("This is not a part of it.")
        was = lookups.seen(self.session, parts.values(), base)
        now, stood = self.facts_of(parts), self.stood(parts)
        clashes: dict[int, Clash] = {}
        agreed: dict[int, Facts] = {}
        for entity_id, facts in wanted.items():
            kind = named(parts[entity_id].kind)
            seen = was.get(entity_id)
            said = facts if isinstance(facts, dict) else stated(kind, facts)
            mine = (seen or self.newest(parts[entity_id])) | said
            try:
                if shaken(parts, was, stood, entity_id, mine):
                    raise Clash(seen, now.get(entity_id), mine, CITED)  # noqa: TRY301
                merged = settle(kind, seen, now.get(entity_id), mine)
                self.bring(parts[entity_id], merged)
            except Clash as clash:
                clashes[entity_id], merged = clash, clash.agreed
            agreed[entity_id] = merged or {}
        if clashes:
            raise Conflict(self.previous, clashes, agreed)

    def retract(self, entity_id: int, base: int) -> None:
        """End an entity with its parts.

        Raises:
            Conflict: When others changed any of them since revision `base`.
            Refused: When it is not in the register.
        """
        entity = lookups.entities(self.session, [entity_id]).get(entity_id)
        if entity is None or not self.facts_of([entity_id]):
            raise Refused("This is not in the register.")
        base = self.bases[entity.root_id] = max(base, self.renewed)
        whole = lookups.entities_of(self.session, entity.root_id)
        parts = descent(whole.values(), entity_id)
        was = lookups.seen(self.session, list(whole.values()), base)
        now = self.facts_of([part.id for part in parts])
        stood = self.stood(whole)
        clashes = {
            part: Clash(was.get(part), facts, None)
            for part, facts in now.items()
            if was.get(part) != facts or shaken(whole, was, stood, part, None)
        }
        if clashes:
            raise Conflict(self.previous, clashes, {})
        for part in now:
            self.bring(whole[part], None)

    def restore(self, entity_id: int) -> None:
        """Bring back an entity that was retracted, with the parts that went with it.

        Raises:
            Refused: When it is in the register, or never was.
        """
        entity = lookups.entities(self.session, [entity_id]).get(entity_id)
        if entity is None or self.facts_of([entity_id]):
            raise Refused("This was not retracted.")
        parts = descent(lookups.entities_of(self.session, entity.root_id).values(), entity_id)
        rows = [lookups.newest(self.session, named(part.kind), part.id) for part in parts]
        ended = next(row.until for row in rows if row and row.entity_id == entity_id)
        for part, row in zip(parts, rows, strict=True):
            if row and row.until == ended:
                self.bring(part, row.facts())

    def bring(self, entity: Entity, facts: Facts | None) -> None:
        """Let an entity say `facts` from now on, or nothing, whatever it says now."""
        if entity.id not in self.changes:
            before = self.facts_of([entity.id]).get(entity.id)
            self.changes[entity.id] = Change(named(entity.kind), entity, before)
        self.changes[entity.id].after = facts

    def facts_of(self, ids: Iterable[int]) -> dict[int, Facts]:
        """What these entities say now, this edit included; those not in the register left out."""
        asked = list(ids)
        unknown = [each for each in asked if each not in self.changes and each not in self.rows]
        self.rows |= lookups.current(self.session, unknown)
        told = {i: row.facts() for i in asked if (row := self.rows.get(i)) is not None}
        done = {i: change.after for i in asked if (change := self.changes.get(i)) is not None}
        return {i: facts for i, facts in (told | done).items() if facts is not None}

    def stood(self, ids: Iterable[int]) -> dict[int, Facts]:
        """What these entities said before this edit; those not in the register left out."""
        asked = list(ids)
        self.facts_of(asked)
        done = {i: change.before for i in asked if (change := self.changes.get(i)) is not None}
        told = {i: row.facts() for i in asked if (row := self.rows.get(i)) is not None}
        return {i: facts for i, facts in (done | told).items() if facts is not None}

    def newest(self, entity: Entity) -> Facts:
        """What an entity says, or last said."""
        row = lookups.newest(self.session, named(entity.kind), entity.id)
        return row.facts() if row else {}

    def effective(self) -> list[Change]:
        """What changes something in the end, by entity."""
        done = (change for change in self.changes.values() if change.before != change.after)
        return sorted(done, key=lambda change: change.entity_id)


def stated(kind: type[Versioned], facts: SQLModel) -> Facts:
    """The part of `facts` that `kind` keeps; a form holds more."""
    return {name: getattr(facts, name) for name in kind.names() if hasattr(facts, name)}


def descent(whole: Iterable[Entity], entity_id: int) -> list[Entity]:
    """Those of a thing's entities that are `entity_id` or below it; parents come first."""
    kept: dict[int, Entity] = {}
    for entity in whole:
        if entity.id == entity_id or entity.parent_id in kept:
            kept[entity.id] = entity
    return list(kept.values())


def shaken(
    parts: Mapping[int, Entity],
    was: Mapping[int, Facts],
    stood: Mapping[int, Facts],
    entity_id: int,
    mine: Facts | None,
) -> bool:
    """Whether a figure and its evidence would come from two editors who did not see each other.

    Args:
        parts: The entity and those around it.
        was: What each said when I looked.
        stood: What each says now, without my edit.
        entity_id: What I change.
        mine: What I want it to say; None to retract it.
    """
    names = changed(was.get(entity_id), mine)
    own, parent = named(parts[entity_id].kind).vouches, parts[entity_id].parent_id
    if own and parent is not None and names:
        versions = (was.get(entity_id), stood.get(entity_id), mine)
        return backed(own, versions, changed(was.get(parent), stood.get(parent)))
    if mine is None or not names:
        return False
    return any(
        backed(vouches, (was.get(part), stood.get(part)), names)
        for part, entity in parts.items()
        if entity.parent_id == entity_id
        and (vouches := named(entity.kind).vouches)
        and was.get(part) != stood.get(part)
    )


def backed(vouches: str, versions: Iterable[Facts | None], names: set[str]) -> bool:
    """Whether evidence, in one of its versions, is for one of these facts; unsaid means all."""
    for facts in versions:
        if facts is not None and names and (facts[vouches] is None or facts[vouches] in names):
            return True
    return False
