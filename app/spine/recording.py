"""Recording an edit: whatever happens inside becomes one Revision."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Engine
from sqlmodel import Session, SQLModel

from app.spine import lookups, record
from app.spine.account_record import AccountState, state_row
from app.spine.change import Change
from app.spine.clock_watch import clock_of, next_instant
from app.spine.columns import table_of
from app.spine.edit import Edit
from app.spine.merge import EditConflict, EntityConflict
from app.spine.references import check_references
from app.spine.refusals import Refused, RepeatedSubmission
from app.spine.revision import SYSTEM_ACCOUNT as SYSTEM_ACCOUNT
from app.spine.revision import Account, Intent, Line, Revision, body_hash, sha256_hex
from app.spine.text import clean_text, find_fault
from app.spine.versioned import Entity, Facts, Versioned
from app.spine.versions import facts_at, rows_with_natural_keys
from app.spine.write_queue import writing_session

MAX_COMMENT = 2000  # characters
ANALYZE_THRESHOLD = 500  # changes after which the database counts its rows again


@dataclass(frozen=True)
class SubmissionKey:
    """The form that an edit came with.

    Attributes:
        name: Random, drawn with the form.
        typed: The SHA-256 of what was typed into it.
    """

    name: str
    typed: str

    @classmethod
    def of(cls, name: str, *typed: object) -> "SubmissionKey":
        """The form of a name into which this was typed."""
        return cls(name, sha256_hex(repr(typed)))


# A rule over a whole thing: its parts' entity and facts by id, to the first sentence against it.
ThingRule = Callable[[Mapping[int, tuple[Entity, Facts]]], str | None]


@contextmanager
def recording(  # noqa: PLR0913  (all that a revision says of itself)
    engine: Engine,
    account_id: int,
    intent: Intent,
    comment: str = "",
    *,
    form: SubmissionKey | None = None,
    undoes: int | None = None,
    rules: Sequence[ThingRule] = (),
    at: datetime | None = None,
) -> Iterator[Edit]:
    """What is recorded inside becomes one Revision; after an error, or if nothing changed, none.

    It is committed when the block ends. Nothing inside should hash, parse, render or wait.

    Args:
        engine: Where the register is.
        account_id: Who edits.
        intent: What the edit means to do.
        comment: Why, at most 2,000 characters.
        form: The form it came with.
        undoes: The revision that this one takes back.
        rules: What must hold for each thing once theirs and mine are merged.
        at: When; now, unless a test says otherwise.

    Raises:
        RepeatedSubmission: When the same words under the same submission were recorded before.
        WriteQueueFull: When too many are writing.
        Refused: When something in the register would point at what is not, or a rule is broken.
        EditConflict: When a rule is broken by theirs and mine together.
        ClockDoubt: When the clock can't be right.
    """
    comment = accept_comment(comment)
    check_form_key(form)
    with writing_session(engine) as session:
        previous = lookups.last_revision(session)
        edit = Edit(
            session, previous.number if previous else 0, find_earlier_submission(session, form)
        )
        yield edit
        changes = edit.effective_changes()
        accounts = edit.changed_accounts()
        if not changes and not accounts:
            return
        revision = Revision(
            number=edit.previous + 1,
            made_at=instant_after(session, engine, previous, at),
            account_id=account_id,
            intent=intent,
            comment=comment or accept_comment(edit.comment),
            undoes=undoes,
            submission=form.name if form else None,
            typed=form.typed if form else None,
        )
        apply_rules(edit, changes, rules)
        write_versions(edit, revision, changes)
        insert_rows(session, AccountState, [state_row(a, revision.number) for a in accounts])
        seal_revision(
            session, revision, changes, previous.digest if previous else None, accounts=accounts
        )


def instant_after(
    session: Session, engine: Engine, previous: Revision | None, at: datetime | None
) -> datetime:
    """When the revision after `previous` is made: never before it.

    Raises:
        ClockDoubt: When the clock can't be right.
    """
    if at is None:
        return next_instant(session, clock_of(engine), previous)
    return max(at.astimezone(UTC), previous.made_at) if previous else at.astimezone(UTC)


def accept_comment(comment: str) -> str:
    """A comment as it is kept; raise Refused for one that can't be."""
    try:
        clean_comment = clean_text(comment)
    except ValueError as refusal:
        raise Refused(f"Comment: {refusal}") from None
    if len(clean_comment) > MAX_COMMENT:
        raise Refused("A comment has at most 2,000 characters.")
    return clean_comment


def check_form_key(form: SubmissionKey | None) -> None:
    """Raise Refused for a form whose key not every database can hold."""
    if form and (len(form.name) > 60 or len(form.typed) > 64 or find_fault(form.name + form.typed)):
        raise Refused("This form can't be told from others. Open it again.")


def find_earlier_submission(session: Session, form: SubmissionKey | None) -> int:
    """The revision that this submission made with other words; 0 for none.

    Raises:
        RepeatedSubmission: When it made one with the same words.
    """
    submissions = lookups.submission_revisions(session, form.name) if form else []
    for typed, number in submissions:
        if form and typed == form.typed:
            raise RepeatedSubmission(number)
    return submissions[-1][1] if submissions else 0


def apply_rules(edit: Edit, changes: Sequence[Change], rules: Sequence[ThingRule]) -> None:
    """Hold the rules against each thing that changes, as it will be.

    Raises:
        EditConflict: When one is broken and others changed the thing since it was drawn.
        Refused: When one is broken.
    """
    if not rules:
        return
    for root_id in {change.entity.root_id for change in changes}:
        parts = lookups.entities_of_thing(edit.session, root_id)
        parts |= {c.entity_id: c.entity for c in changes if c.entity.root_id == root_id}
        thing_facts = {i: (parts[i], facts) for i, facts in edit.facts_of(parts).items()}
        for sentence in filter(None, (rule(thing_facts) for rule in rules)):
            base = edit.bases.get(root_id, edit.previous)
            base_facts = facts_at(edit.session, list(parts.values()), base)
            theirs = {i: row.facts() for i, row in edit.rows.items() if i in parts}
            if any(base_facts.get(i) != facts for i, facts in theirs.items()):
                mine = edit.changes[root_id].after if root_id in edit.changes else None
                conflict = EntityConflict(
                    base_facts.get(root_id), theirs.get(root_id), mine, sentence
                )
                raise EditConflict(
                    edit.previous, {root_id: conflict}, {i: f for i, (_, f) in thing_facts.items()}
                )
            raise Refused(sentence)


def write_versions(edit: Edit, revision: Revision, changes: Sequence[Change]) -> None:
    """Close and open the versions: the revision and the entities first, closings before openings.

    Raises:
        Refused: When an entity would have the natural key of another one, or something is loose.
    """
    session, number = edit.session, revision.number
    check_uniqueness(session, changes)
    session.add(revision)
    session.flush()
    new_entities = [
        change.entity.model_dump() for change in changes if change.entity_id in edit.new_ids
    ]
    insert_rows(session, Entity, new_entities)
    for change in changes:
        if change.before is not None:
            edit.rows[change.entity_id].until = number
    session.flush()
    rows_by_kind: dict[type[Versioned], list[Facts]] = defaultdict(list)
    for change in changes:
        if change.after is not None:
            columns = change.kind.columns(change.entity, number, change.after)
            rows_by_kind[change.kind].append(columns)
    for kind, rows in rows_by_kind.items():
        insert_rows(session, kind, rows)
    check_references(session, changes)
    if len(changes) > ANALYZE_THRESHOLD:
        analyze_tables(session)


def analyze_tables(session: Session) -> None:
    """Let the database count its rows again, to plan well."""
    session.connection().exec_driver_sql("ANALYZE")


def insert_rows(session: Session, table: type[SQLModel], rows: list[Facts]) -> None:
    """Write many rows at once: a tenth of the time it takes one by one."""
    if rows:
        session.connection().execute(table_of(table).insert(), rows)


def check_uniqueness(session: Session, changes: Sequence[Change]) -> None:
    """Make sure that no two entities will share a natural key.

    Raises:
        Refused: Naming the other one.
    """
    entity_ids = {change.entity_id for change in changes}
    entities_by_uid = lookups.entities_by_uid(session, {change.entity.uid for change in changes})
    for change in changes:
        if entities_by_uid.get(change.entity.uid, change.entity).id != change.entity_id:
            raise Refused(f"The uid of {change.label} is another one's.")
    for kind in {change.kind for change in changes if change.kind.natural_columns}:
        own_changes = [
            c for c in changes if c.kind is kind and None not in kind.natural_key(c.after)
        ]
        keys = {kind.natural_key(change.after) for change in own_changes}
        others = rows_with_natural_keys(session, kind, keys)
        labels_by_key = {
            kind.natural_key(r.facts()): r.label for r in others if r.entity_id not in entity_ids
        }
        for change in own_changes:
            key = kind.natural_key(change.after)
            if key in labels_by_key:
                raise Refused(f"There is one already: {labels_by_key[key]}.")
            labels_by_key[key] = change.label


def seal_revision(
    session: Session,
    revision: Revision,
    changes: Sequence[Change],
    previous: str | None,
    *,
    accounts: Sequence[Account] = (),
) -> None:
    """Write the record, and tie it to the `previous` digest, or to the register before r1."""
    ids = {target for change in changes for target, _ in change.pointers}
    ids |= {c.entity.parent_id for c in changes if c.entity.parent_id is not None}
    uids = {i: entity.uid for i, entity in lookups.entities_by_id(session, ids).items()}
    lines = record.record_lines(revision, changes, uids, accounts)
    insert_rows(session, Line, [line.model_dump() for line in lines])
    account = lookups.accounts_by_id(session, [revision.account_id])[revision.account_id]
    revision.body = body_hash(lines)
    before = previous or str(lookups.register_uid(session))
    revision.digest = revision.compute_digest(before, account.uid, revision.body)
    session.flush()
