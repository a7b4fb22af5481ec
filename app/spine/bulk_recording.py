"""Many revisions written at one go: the same rows, lines and chain as one after the other."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from app.spine.change import Change
from app.spine.rebuild import TableBatch
from app.spine.record import NewLine, record_lines
from app.spine.replay import ReplayedEntity, ReplayedEvent, ReplayedVersion
from app.spine.revision import Account, Intent, Line, Revision, body_hash
from app.spine.typed_facts import pick_facts
from app.spine.version_event import VersionEvent
from app.spine.version_writer import insert_rows
from app.spine.versioned import Entity, Facts, Versioned

BATCH = 200  # revisions


class BulkRecording:
    """Revisions on their way into an empty register, by one account.

    Facts are cleaned and checked as those of any edit; rules over a whole thing are not. Loose
    references and natural keys that are there twice are left to the database, and to `verify`.

    Args:
        session: The writing session, in which nothing was recorded yet.
        register: The uid of the register.
        account: Who edits.
        new_uid: The uid of each new entity.
    """

    def __init__(
        self, session: Session, register: UUID, account: Account, new_uid: Callable[[], UUID]
    ) -> None:
        self.session, self.account, self.new_uid = session, account, new_uid
        self.number, self.digest = 0, str(register)
        self.uids: dict[int, UUID] = {}
        self.open_since: dict[int, int] = {}
        self.changes: dict[int, Change] = {}
        self.new_ids: set[int] = set()
        self.revisions: list[Revision] = []
        self.lines: list[NewLine] = []
        self.batch = TableBatch()

    def add(self, kind: type[Versioned], facts: Facts, under: Entity | None = None) -> Entity:
        """A new entity of `kind` that says `facts`; a part of `under`.

        Raises:
            ValueError: When the facts break a rule of the kind.
        """
        entity = Entity(
            id=len(self.uids) + 1,
            uid=self.new_uid(),
            kind=kind.noun(),
            parent_id=under.id if under else None,
            root_id=under.root_id if under else len(self.uids) + 1,
        )
        valid_facts = kind.validate_facts(pick_facts(kind, facts))
        self.uids[entity.id] = entity.uid
        self.new_ids.add(entity.id)
        self.changes[entity.id] = Change(kind, entity, None, valid_facts)
        return entity

    def revise(
        self, kind: type[Versioned], entity: Entity, before: Facts, facts: Facts | None
    ) -> None:
        """Let an entity that says `before` say `facts` from now on; None retracts it.

        Raises:
            ValueError: When the facts break a rule of the kind.
        """
        after = None if facts is None else kind.validate_facts(pick_facts(kind, facts))
        self.changes[entity.id] = Change(kind, entity, before, after)

    def seal(self, made_at: datetime, intent: Intent, comment: str = "") -> int:
        """Make one revision of what was added and revised since the last one; its number."""
        self.number += 1
        revision = Revision(
            number=self.number,
            made_at=made_at,
            account_id=self.account.id,
            intent=intent,
            comment=comment,
        )
        changes = [self.changes[i] for i in sorted(self.changes)]
        lines = record_lines(revision, changes, self.uids)
        revision.body = body_hash(line.sha256 for line in lines)
        revision.digest = revision.compute_digest(self.digest, self.account.uid, revision.body)
        self.digest = revision.digest
        self.revisions.append(revision)
        self.lines += lines
        self.batch.add(self.number, [event for each in changes for event in self.events_of(each)])
        self.changes = {}
        if len(self.revisions) == BATCH:
            self.write()
        return self.number

    def events_of(self, change: Change) -> list[ReplayedEvent]:
        """The versions that a change closes and opens."""
        entity = ReplayedEntity(
            **change.entity.model_dump(include={"id", "uid", "kind", "parent_id", "root_id"})
        )
        if entity.id in self.new_ids:
            self.batch.new_entities.append(entity._asdict())
            self.new_ids.remove(entity.id)
        events: list[ReplayedEvent] = []
        if (since := self.open_since.pop(entity.id, None)) is not None:
            version = ReplayedVersion(change.kind, entity, since, "", [], {})
            events.append(VersionEvent(version, is_closed=True))
        if change.after is not None:
            self.open_since[entity.id] = self.number
            version = ReplayedVersion(change.kind, entity, self.number, "", [], change.after)
            events.append(VersionEvent(version, is_closed=False))
        return events

    def write(self) -> None:
        """Write what was sealed and is not written yet."""
        insert_rows(self.session, Revision, [each.model_dump() for each in self.revisions])
        insert_rows(self.session, Line, [each._asdict() for each in self.lines])
        self.batch.write(self.session)
        self.revisions, self.lines, self.batch = [], [], TableBatch()
