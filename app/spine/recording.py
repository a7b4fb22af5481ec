"""Recording an edit: whatever happens inside becomes one Revision."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, SQLModel

from app.spine import lookups, record
from app.spine.change import Change
from app.spine.edit import Edit
from app.spine.merge import Clash, Conflict
from app.spine.references import check
from app.spine.refusals import Refused, Repeated
from app.spine.revision import Intent, Line, Revision, body, hashed
from app.spine.turn import turn
from app.spine.versioned import Entity, Facts, Versioned

SYSTEM = 1  # the account of seed files and of the command line
MANY = 500  # changes after which the database counts its rows again


@dataclass(frozen=True)
class Submitted:
    """The form that an edit came with.

    Attributes:
        name: Random, drawn with the form.
        typed: The SHA-256 of what was typed into it.
    """

    name: str
    typed: str

    @classmethod
    def of(cls, name: str, *typed: object) -> "Submitted":
        """The form of a name into which this was typed."""
        return cls(name, hashed(repr(typed)))


# A rule over a whole thing: its parts' entity and facts by id, to the first sentence against it.
Rule = Callable[[Mapping[int, tuple[Entity, Facts]]], str | None]


@contextmanager
def recording(  # noqa: PLR0913  (all that a revision says of itself)
    engine: Engine,
    account_id: int,
    intent: Intent,
    comment: str = "",
    *,
    form: Submitted | None = None,
    undoes: int | None = None,
    rules: Sequence[Rule] = (),
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
        Repeated: When the same words under the same submission were recorded before.
        Busy: When too many are writing.
        Refused: When something in the register would point at what is not, or a rule is broken.
        Conflict: When a rule is broken by theirs and mine together.
    """
    fitting(comment, form)
    with turn(engine) as session:
        previous = lookups.last(session)
        edit = Edit(session, previous.number if previous else 0, renewed(session, form))
        yield edit
        changes = edit.effective()
        if not changes:
            return
        now = (at or datetime.now(UTC)).astimezone(UTC)
        revision = Revision(
            number=edit.previous + 1,
            made_at=max(now, previous.made_at) if previous else now,
            account_id=account_id,
            intent=intent,
            comment=comment or edit.comment,
            undoes=undoes,
            submission=form.name if form else None,
            typed=form.typed if form else None,
        )
        judge(edit, changes, rules)
        write(edit, revision, changes)
        seal(session, revision, changes, previous.digest if previous else None)


def fitting(comment: str, form: Submitted | None) -> None:
    """Raise Refused for a comment, or a form, that not every database can hold."""
    if len(comment) > 2000 or "\0" in comment:
        raise Refused("A comment has at most 2,000 characters, none of them a NUL.")
    if form and (len(form.name) > 60 or len(form.typed) > 64 or "\0" in form.name + form.typed):
        raise Refused("This form can't be told from others. Open it again.")


def renewed(session: Session, form: Submitted | None) -> int:
    """The revision that this submission made with other words; 0 for none.

    Raises:
        Repeated: When it made one with the same words.
    """
    made = lookups.submitted(session, form.name) if form else []
    for typed, number in made:
        if form and typed == form.typed:
            raise Repeated(number)
    return made[-1][1] if made else 0


def judge(edit: Edit, changes: Sequence[Change], rules: Sequence[Rule]) -> None:
    """Hold the rules against each thing that changes, as it will be.

    Raises:
        Conflict: When one is broken and others changed the thing since it was drawn.
        Refused: When one is broken.
    """
    if not rules:
        return
    for root_id in {change.entity.root_id for change in changes}:
        parts = lookups.entities_of(edit.session, root_id)
        parts |= {c.entity_id: c.entity for c in changes if c.entity.root_id == root_id}
        told = {i: (parts[i], facts) for i, facts in edit.facts_of(parts).items()}
        for sentence in filter(None, (rule(told) for rule in rules)):
            base = edit.bases.get(root_id, edit.previous)
            was = lookups.seen(edit.session, list(parts.values()), base)
            theirs = {i: row.facts() for i, row in edit.rows.items() if i in parts}
            if any(was.get(i) != facts for i, facts in theirs.items()):
                mine = edit.changes[root_id].after if root_id in edit.changes else None
                clash = Clash(was.get(root_id), theirs.get(root_id), mine, sentence)
                raise Conflict(
                    edit.previous, {root_id: clash}, {i: f for i, (_, f) in told.items()}
                )
            raise Refused(sentence)


def write(edit: Edit, revision: Revision, changes: Sequence[Change]) -> None:
    """Close and open the versions: the revision and the entities first, closings before openings.

    Raises:
        Refused: When an entity would have the natural key of another one, or something is loose.
    """
    session, number = edit.session, revision.number
    unique(session, changes)
    session.add(revision)
    session.flush()
    fresh = [change.entity.model_dump() for change in changes if change.entity_id in edit.added]
    insert(session, Entity, fresh)
    for change in changes:
        if change.before is not None:
            edit.rows[change.entity_id].until = number
    session.flush()
    opened: dict[type[Versioned], list[dict[str, Any]]] = defaultdict(list)
    for change in changes:
        if change.after is not None:
            columns = change.kind.columns(change.entity, number, change.after)
            opened[change.kind].append(columns)
    for kind, rows in opened.items():
        insert(session, kind, rows)
    check(session, changes)
    if len(changes) > MANY:
        counted(session)


def counted(session: Session) -> None:
    """Let the database count its rows again, to plan well."""
    session.connection().exec_driver_sql("ANALYZE")


def insert(session: Session, table: type[SQLModel], rows: list[dict[str, Any]]) -> None:
    """Write many rows at once: a tenth of the time it takes one by one."""
    if rows:
        session.connection().execute(table.__table__.insert(), rows)  # type: ignore[attr-defined]


def unique(session: Session, changes: Sequence[Change]) -> None:
    """Make sure that no two entities will share a natural key.

    Raises:
        Refused: Naming the other one.
    """
    touched = {change.entity_id for change in changes}
    known = lookups.by_uid(session, {change.entity.uid for change in changes})
    for change in changes:
        if known.get(change.entity.uid, change.entity).id != change.entity_id:
            raise Refused(f"The uid of {change.label} is another one's.")
    for kind in {change.kind for change in changes if change.kind.natural}:
        mine = [c for c in changes if c.kind is kind and None not in kind.natural_key(c.after)]
        keys = {kind.natural_key(change.after) for change in mine}
        others = lookups.namesakes(session, kind, keys)
        taken = {kind.natural_key(r.facts()): r.label for r in others if r.entity_id not in touched}
        for change in mine:
            key = kind.natural_key(change.after)
            if key in taken:
                raise Refused(f"There is one already: {taken[key]}.")
            taken[key] = change.label


def seal(
    session: Session, revision: Revision, changes: Sequence[Change], previous: str | None
) -> None:
    """Write the record, and tie it to the `previous` digest, or to the register before r1."""
    ids = {target for change in changes for target, _ in change.points}
    ids |= {c.entity.parent_id for c in changes if c.entity.parent_id is not None}
    known = {i: entity.uid for i, entity in lookups.entities(session, ids).items()}
    lines = record.lines(revision, changes, known)
    insert(session, Line, [line.model_dump() for line in lines])
    account = lookups.accounts(session, [revision.account_id])[revision.account_id]
    revision.body = body(lines)
    before = previous or str(lookups.register_uid(session))
    revision.digest = revision.sealed(before, account.uid, revision.body)
    session.flush()
