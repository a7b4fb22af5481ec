"""Recording an edit: whatever happens inside becomes one Revision."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Engine
from sqlmodel import Session

from app.spine import lookups
from app.spine.account_record import AccountState, account_content, state_row
from app.spine.change import Change
from app.spine.clock_watch import clock_of, next_instant
from app.spine.derived import update_derived
from app.spine.edit import Edit
from app.spine.merge import EditConflict, EntityConflict
from app.spine.refusals import Refused, RepeatedSubmission
from app.spine.revision import SYSTEM_ACCOUNT as SYSTEM_ACCOUNT
from app.spine.revision import Intent, Revision, sha256_hex
from app.spine.text import clean_text, find_fault
from app.spine.version_writer import insert_rows, seal_revision, write_versions
from app.spine.versioned import Entity, Facts
from app.spine.versions import facts_at
from app.spine.write_queue import writing_session

MAX_COMMENT = 2000  # characters


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
            intent=edit.intent or intent,
            comment=comment or accept_comment(edit.comment),
            undoes=undoes,
            submission=form.name if form else None,
            typed=form.typed if form else None,
        )
        apply_rules(edit, changes, rules)
        write_versions(edit, revision, changes)
        update_derived(session, revision.number, changes)
        states = [state_row(a.id, revision.number, account_content(a)) for a in accounts]
        insert_rows(session, AccountState, states)
        seal_revision(
            edit, revision, changes, previous.digest if previous else None, accounts=accounts
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
    things = changed_things(edit, changes)
    edit.facts_of([i for parts in things.values() for i in parts])  # all of them at once
    for root_id, parts in things.items():
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


def changed_things(edit: Edit, changes: Sequence[Change]) -> dict[int, dict[int, Entity]]:
    """All parts of the things that change, the new ones too, by the id of each thing."""
    things = edit.things_of({change.entity.root_id for change in changes})
    for change in changes:
        things[change.entity.root_id][change.entity_id] = change.entity
    return things
