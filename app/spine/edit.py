"""An edit being made: its verbs, and what it has changed so far. It is written when it ends."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID, uuid4

from sqlmodel import Session, SQLModel

from app.spine import lookups
from app.spine.account_record import account_content
from app.spine.change import Change
from app.spine.early_rows import EarlyRows
from app.spine.evidence import EVIDENCE_CHANGED, conflicts_with_evidence, look_around
from app.spine.merge import EditConflict, EntityConflict, merge_by_rules
from app.spine.refusals import Refused
from app.spine.revision import Account, Intent
from app.spine.typed_facts import pick_facts
from app.spine.versioned import Entity, Facts, Versioned, find_kind
from app.spine.versions import current_rows, facts_at, newest_row


class Edit:
    """An edit being made on top of revision `previous`.

    Attributes:
        changes: What it does, by entity; also what in the end changes nothing.
        rows: The current versions it has asked for, by entity.
        stored_facts: What each of these says.
        known_ids: The entities it has asked for; those without a row are not in the register.
        things: The things it has asked for, each with all that was ever a part of it, by id.
        earlier_submission: The revision that the same submission made with other words; 0 for none.
        accounts: The accounts that it made or changed, by id.
        new_ids: The entities that are new.
        early: What was read before the edit began; empty if a revision came between.
        comment: What the log says of it where whoever edits left none; at most 2,000 characters.
        intent: What it turned out to mean, where that is not what whoever edits said; else None.
        bases: What the things it revises were based on, by root.
    """

    def __init__(self, session: Session, previous: int, earlier_submission: int = 0) -> None:
        self.session, self.previous, self.earlier_submission = session, previous, earlier_submission
        self.changes: dict[int, Change] = {}
        self.rows: dict[int, Versioned] = {}
        self.stored_facts: dict[int, Facts] = {}
        self.bases: dict[int, int] = {}
        self.early = EarlyRows()
        self.comment = ""
        self.intent: Intent | None = None
        self.accounts: dict[int, Account] = {}
        self.new_ids: set[int] = set()
        self.known_ids: set[int] = set()
        self.things: dict[int, dict[int, Entity]] = {}
        self.highest_id: int | None = None

    def add(
        self,
        kind: type[Versioned],
        facts: SQLModel | Facts,
        *,
        under: Entity | None = None,
        uid: UUID | None = None,
        base: int | None = None,
    ) -> Entity:
        """A new entity of `kind` that says `facts`; a part of `under`, all as it was at `base`.

        Raises:
            ValueError: When the facts break a rule of the kind, or a text can't be kept.
            EditConflict: When it is evidence for what others changed since revision `base`.
        """
        if self.highest_id is None:
            self.highest_id = lookups.highest_entity_id(self.session)
        self.highest_id = number = self.highest_id + 1
        self.new_ids.add(number)
        entity = Entity(
            id=number,
            uid=uid or uuid4(),
            kind=kind.noun(),
            parent_id=under.id if under else None,
            root_id=under.root_id if under else number,
        )
        new_facts = kind.validate_facts(pick_facts(kind, facts))
        if base is not None:
            around = {each.id: each for each in (entity, under) if each is not None}
            base = max(base, self.earlier_submission)
            surroundings = look_around(self, around, base, {number: new_facts})
            if conflicts_with_evidence(surroundings, number, new_facts):
                raise EditConflict(
                    self.previous,
                    {number: EntityConflict(None, None, new_facts, EVIDENCE_CHANGED)},
                    {},
                )
        self.changes[number] = Change(kind, entity, None, new_facts)
        return entity

    def revise(self, root_id: int, base: int, new_facts: Mapping[int, SQLModel | Facts]) -> None:
        """Bring parts of a thing, as it was at revision `base`, to what is `new_facts` of each.

        What is wanted of a part may leave out facts: they stay as they were at `base`.

        Raises:
            EditConflict: When others changed a fact since, or the evidence for one, or when theirs
                and mine break a rule.
            Refused: When something wanted is not a part of the thing.
        """
        base = self.bases[root_id] = max(base, self.earlier_submission)
        [parts] = self.things_of([root_id]).values()
        if not new_facts.keys() <= parts.keys():
            raise Refused("This is not a part of it.")
        facts_now = self.facts_of(parts)
        desired_facts = {
            i: pick_facts(find_kind(parts[i].kind), facts) for i, facts in new_facts.items()
        }
        surroundings = look_around(self, parts, base, desired_facts)
        conflicts: dict[int, EntityConflict] = {}
        resolutions: dict[int, Facts] = {}
        for entity_id, facts in desired_facts.items():
            kind = find_kind(parts[entity_id].kind)
            part_base = surroundings.base_facts.get(entity_id)
            mine = (part_base or self.newest_facts(parts[entity_id])) | facts
            try:
                if conflicts_with_evidence(surroundings, entity_id, mine):
                    raise EntityConflict(  # noqa: TRY301
                        part_base, facts_now.get(entity_id), mine, EVIDENCE_CHANGED
                    )
                resolution = merge_by_rules(kind, part_base, facts_now.get(entity_id), mine)
                self.set_facts(parts[entity_id], resolution)
            except EntityConflict as conflict:
                conflicts[entity_id], resolution = conflict, conflict.resolution
            resolutions[entity_id] = resolution or {}
        if conflicts:
            raise EditConflict(self.previous, conflicts, resolutions)

    def retract(self, entity_id: int, base: int) -> None:
        """End an entity with its parts.

        Raises:
            EditConflict: When others changed any of them since revision `base`.
            Refused: When it is not in the register.
        """
        entity = lookups.find_entity(self.session, entity_id, self.things)
        if entity is None or not self.facts_of([entity_id]):
            raise Refused("This is not in the register.")
        base = self.bases[entity.root_id] = max(base, self.earlier_submission)
        [entities] = self.things_of([entity.root_id]).values()
        parts = lookups.entity_subtree(entities.values(), entity_id)
        surroundings = look_around(self, entities, base, {})
        base_facts = surroundings.base_facts
        facts_now = self.facts_of([part.id for part in parts])
        conflicts = {
            part: EntityConflict(base_facts.get(part), facts, None)
            for part, facts in facts_now.items()
            if base_facts.get(part) != facts
            or (base < self.previous and conflicts_with_evidence(surroundings, part, None))
        }
        if conflicts:
            raise EditConflict(self.previous, conflicts, {})
        self.set_all([(entities[part], None) for part in facts_now])

    def record_account(self, account: Account) -> None:
        """Let the record say what an account is at the end of this edit, if that is new."""
        self.accounts[account.id] = account

    def changed_accounts(self) -> list[Account]:
        """The accounts that are no longer what the record says last of them, by id."""
        if not self.accounts:
            return []
        states = lookups.account_states(self.session, self.accounts)
        return [
            account
            for account_id, account in sorted(self.accounts.items())
            if account_id not in states or states[account_id].content != account_content(account)
        ]

    def adopt(self, changes: Collection[Change]) -> None:
        """Do what was worked out on top of revision `previous`, ids of what is new included."""
        self.facts_of([change.entity_id for change in changes])
        self.changes |= {change.entity_id: change for change in changes}
        self.new_ids |= {change.entity_id for change in changes if change.before is None}

    def set_facts(self, entity: Entity, facts: Facts | None) -> None:
        """Let an entity say `facts` from now on, or nothing, whatever it says now."""
        self.set_all([(entity, facts)])

    def set_all(self, outcomes: Sequence[tuple[Entity, Facts | None]]) -> None:
        """What `set_facts` does, for many: as many statements as for one."""
        facts_now = self.facts_of([entity.id for entity, _ in outcomes])
        for entity, facts in outcomes:
            if entity.id not in self.changes:
                before = facts_now.get(entity.id)
                self.changes[entity.id] = Change(find_kind(entity.kind), entity, before)
            self.changes[entity.id].after = facts

    def facts_of(self, ids: Iterable[int]) -> dict[int, Facts]:
        """What these entities say now, this edit included; those not in the register left out."""
        entity_ids = list(ids)
        unknown_ids = set(entity_ids) - self.changes.keys() - self.known_ids
        rows = current_rows(self.session, unknown_ids)
        self.rows |= rows
        self.stored_facts |= {i: row.facts() for i, row in rows.items()}
        self.known_ids |= unknown_ids
        old_facts = {i: self.stored_facts.get(i) for i in entity_ids}
        new_facts = {i: self.changes[i].after for i in entity_ids if i in self.changes}
        return {i: facts for i, facts in (old_facts | new_facts).items() if facts is not None}

    def foresee(self, early: EarlyRows) -> None:
        """Ask for nothing that was read before the edit began, if no revision came between."""
        if early.number == self.previous:
            self.early = early
            self.things |= {root_id: dict(parts) for root_id, parts in early.things.items()}
            self.rows |= early.rows
            self.stored_facts |= early.facts
            self.known_ids |= {i for parts in early.things.values() for i in parts}

    def things_of(self, root_ids: Collection[int]) -> dict[int, dict[int, Entity]]:
        """All that was a part of these things before this edit, by the id of each thing."""
        if unknown_ids := set(root_ids) - self.things.keys():
            self.things |= lookups.entities_of_things(self.session, unknown_ids)
        return {root_id: self.things[root_id] for root_id in root_ids}

    def facts_as_of(self, number: int, entities: Mapping[int, Entity]) -> dict[int, Facts]:
        """What these entities said at a revision, by id; those not in the register left out."""
        if number >= self.previous:
            return self.facts_before(entities)
        if (early_facts := self.early.facts_as_of(number, entities.keys())) is not None:
            return early_facts
        return facts_at(self.session, entities.values(), number)

    def facts_before(self, ids: Iterable[int]) -> dict[int, Facts]:
        """What these entities said before this edit; those not in the register left out."""
        entity_ids = list(ids)
        self.facts_of(entity_ids)
        old_facts = {
            i: change.before for i in entity_ids if (change := self.changes.get(i)) is not None
        }
        stored_facts = {i: self.stored_facts[i] for i in entity_ids if i in self.stored_facts}
        return {i: facts for i, facts in (old_facts | stored_facts).items() if facts is not None}

    def newest_facts(self, entity: Entity) -> Facts:
        """What an entity says, or last said."""
        row = newest_row(self.session, find_kind(entity.kind), entity.id)
        return row.facts() if row else {}

    def effective_changes(self) -> list[Change]:
        """What changes something in the end, by entity."""
        changes = (change for change in self.changes.values() if change.before != change.after)
        return sorted(changes, key=lambda change: change.entity_id)
