"""Writing what an edit came to: versions, entities, and the record that is sealed over them."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import bindparam
from sqlmodel import Session, SQLModel

from app.spine import lookups, record
from app.spine.batches import split_rows
from app.spine.change import Change
from app.spine.columns import table_of
from app.spine.edit import Edit
from app.spine.references import check_references
from app.spine.refusals import Refused
from app.spine.revision import Account, Line, Revision, body_hash
from app.spine.versioned import Entity, Facts, Versioned
from app.spine.versions import rows_with_natural_keys

ANALYZE_THRESHOLD = 500  # changes after which the database counts its rows again
# PostgreSQL leaves out tables that somebody else looks after just now: those that all databases of
# a server share are locked until whoever counts them has committed.
ANALYZE = {"sqlite": "ANALYZE", "postgresql": "ANALYZE (SKIP_LOCKED)"}


def write_versions(edit: Edit, revision: Revision, changes: Sequence[Change]) -> None:
    """Close and open the versions: the revision and the entities first, closings before openings.

    Raises:
        Refused: When an entity would have the natural key of another one, or something is loose.
    """
    session, number = edit.session, revision.number
    check_uniqueness(edit, changes)
    session.add(revision)
    session.flush()
    new_entities = [
        change.entity.model_dump() for change in changes if change.entity_id in edit.new_ids
    ]
    insert_rows(session, Entity, new_entities)
    close_versions(edit, changes, number)
    rows_by_kind: dict[type[Versioned], list[Facts]] = defaultdict(list)
    for change in changes:
        if change.after is not None:
            columns = change.kind.columns(change.entity, number, change.after)
            rows_by_kind[change.kind].append(columns)
    for kind, rows in rows_by_kind.items():
        insert_rows(session, kind, rows)
    check_references(edit, changes)
    if len(changes) > ANALYZE_THRESHOLD:
        analyze_tables(session)


def close_versions(edit: Edit, changes: Sequence[Change], number: int) -> None:
    """End the versions of what changes: a statement for a thousand of a kind.

    As rows that were read before the edit began, they are not in its session.
    """
    keys_by_kind: dict[type[Versioned], list[Facts]] = defaultdict(list)
    for change in changes:
        if change.before is not None:
            row = edit.rows[change.entity_id]
            keys_by_kind[change.kind].append({"row_entity": row.entity_id, "row_since": row.since})
    for kind, keys in keys_by_kind.items():
        table = table_of(kind)
        statement = table.update().where(
            table.c.entity_id == bindparam("row_entity"), table.c.since == bindparam("row_since")
        )
        for batch in split_rows(keys):
            edit.session.connection().execute(statement.values(until=number), batch)


def analyze_tables(session: Session) -> None:
    """Let the database count its rows again, to plan well; it waits for nobody."""
    connection = session.connection()
    connection.exec_driver_sql(ANALYZE[connection.dialect.name])


def insert_rows(session: Session, table: type[SQLModel], rows: list[Facts]) -> None:
    """Write a thousand rows at once: a tenth of the time it takes one by one.

    A connection has patience for each answer, and all rows at once may take a server longer.
    """
    for batch in split_rows(rows):
        session.connection().execute(table_of(table).insert(), batch)


def check_uniqueness(edit: Edit, changes: Sequence[Change]) -> None:
    """Make sure that no two entities will share a natural key.

    Raises:
        Refused: Naming the other one.
    """
    entity_ids = {change.entity_id for change in changes}
    new_changes = [change for change in changes if change.entity_id in edit.new_ids]
    uids = {change.entity.uid for change in new_changes}
    entities_by_uid = lookups.entities_by_uid(edit.session, uids)
    for change in new_changes:
        if change.entity.uid in entities_by_uid:
            raise Refused(f"The uid of {change.label} is another one's.")
    for kind in {change.kind for change in changes if change.kind.natural_columns}:
        own_changes = [
            c for c in changes if c.kind is kind and None not in kind.natural_key(c.after)
        ]
        keys = {kind.natural_key(change.after) for change in own_changes}
        others = rows_with_natural_keys(edit.session, kind, keys)
        labels_by_key = {
            kind.natural_key(r.facts()): r.label for r in others if r.entity_id not in entity_ids
        }
        for change in own_changes:
            key = kind.natural_key(change.after)
            if key in labels_by_key:
                raise Refused(
                    f"There is one already: {labels_by_key[key]}. Use it, and leave this one out."
                )
            labels_by_key[key] = change.label


def seal_revision(
    edit: Edit,
    revision: Revision,
    changes: Sequence[Change],
    previous: str | None,
    *,
    accounts: Sequence[Account] = (),
) -> None:
    """Write the record, and tie it to the `previous` digest, or to the register before r1."""
    session = edit.session
    lines = record.record_lines(revision, changes, target_uids(edit, changes), accounts)
    insert_rows(session, Line, [line._asdict() for line in lines])
    account = lookups.accounts_by_id(session, [revision.account_id])[revision.account_id]
    revision.body = body_hash(line.sha256 for line in lines)
    before = previous or str(lookups.register_uid(session))
    revision.digest = revision.compute_digest(before, account.uid, revision.body)
    session.flush()


def target_uids(edit: Edit, changes: Sequence[Change]) -> dict[int, UUID]:
    """The uids of all that the lines of `changes` name beside their own entities, by id."""
    ids = {target for change in changes for target in change.targets}
    ids |= {c.entity.parent_id for c in changes if c.entity.parent_id is not None}
    entities = {change.entity_id: change.entity for change in changes} | dict(edit.early.targets)
    for parts in edit.things.values():
        entities |= parts
    unknown_ids = ids - entities.keys()
    entities |= lookups.entities_by_id(edit.session, unknown_ids)
    return {i: entities[i].uid for i in ids}
