"""Recording a thing with its parts, or bringing it to what somebody wants of it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Engine

from app.edits.edit_request import EditRequest
from app.edits.form_rows import FormSave
from app.edits.narrowing import narrow_citations
from app.edits.save_conflict import FormConflict, collect_conflicts, join_conflicts
from app.models import Actor, Step
from app.models.country import NAMES
from app.models.parts import part_kinds
from app.models.vocabulary import ActorKind
from app.rules.revision_summary import summarize_changes
from app.spine import lookups
from app.spine.change import Change
from app.spine.desired import DesiredRow, Key
from app.spine.history import load_all_changes
from app.spine.merge import EditConflict
from app.spine.moment import reading_session
from app.spine.refusals import Refused, RepeatedSubmission
from app.spine.revision import Intent
from app.spine.versioned import Facts, find_kind
from app.spine.versions import rows_with_natural_keys

RETRACTED = (
    "Somebody retracted this meanwhile, so nothing can be changed about it. All that you typed is "
    "here: it can be saved once somebody has brought it back."
)


AGAIN = "This form has recorded something already, as r{}. Open that, and change it there."


@dataclass(frozen=True)
class SavedForm:
    """What saving a form came to.

    Attributes:
        number: The revision that it made; None where nothing changed.
        root_id: The thing that the form is about.
    """

    number: int | None
    root_id: int


def save_form(
    engine: Engine,
    edit_request: EditRequest,
    intent: Intent,
    rows: Sequence[DesiredRow],
    new_countries: Mapping[Key, str],
    narrowings: Mapping[int, Collection[str]] | None = None,
) -> SavedForm:
    """Save the rows of a form in one revision; a form sent again comes to the same.

    Args:
        engine: Where the register is.
        edit_request: Who does it, and why.
        intent: What it means.
        rows: The thing and its parts, parents first; then new things that these name.
        new_countries: The countries that these name and the register may not have, by key.
        narrowings: The facts that citations are for no longer where they change, by citation.

    Raises:
        FormConflict: When others changed since what it changes.
        Refused: When it breaks a rule, or too many are writing.
    """
    root, saving = rows[0], None
    try:
        with edit_request.recording(engine, intent) as edit:
            saving = FormSave(edit, rows, edit_request.base)
            add_countries(saving, new_countries)
            save_things(saving)
            narrow_citations(edit, narrowings or {})
            changes = edit.effective_changes()
            edit.comment = summarize_changes(changes)
            edit.intent = intent_of_changes(intent, changes)
    except EditConflict as conflict:
        raise FormConflict(conflict, saving.keys if saving else {}) from None
    except RepeatedSubmission as same:
        return SavedForm(same.number, root.entity_id or find_added_root(engine, same.number, root))
    number = edit.previous + 1 if edit.effective_changes() else None
    return SavedForm(number, saving.entities[root.key].id)


def intent_of_changes(intent: Intent, changes: Iterable[Change]) -> Intent:
    """What an edit means: to change a step that was there is to correct it, whatever is said.

    What happened since makes a step of its own; a step that becomes another one would rewrite what
    was so on its day.
    """
    rewrites = any(change.kind is Step and change.verb == "changed" for change in changes)
    return Intent.CORRECTS if rewrites and intent is Intent.UPDATES else intent


def save_things(saving: FormSave) -> None:
    """Add or change the root of a form, and add the new things beside it in an order that works.

    Raises:
        EditConflict: With all facts that both changed.
        Refused: When the form added its root before, or names what is not there.
    """
    root, edit = saving.rows[0], saving.edit
    remaining = saving.add_ready([row for row in saving.rows[1:] if not row.under], None)
    add_to_other_things(saving)
    if root.entity_id is None and edit.earlier_submission:
        raise Refused(AGAIN.format(edit.earlier_submission))
    if root.entity_id is None:
        saving.add_row(root, None)
    else:
        revise(saving, root.entity_id)
    for beside in remaining:
        saving.add_row(beside, None)
    if saving.conflicts:
        ids = [row.entity_id for row in saving.rows if row.entity_id is not None and row.facts]
        raise join_conflicts(edit, ids, saving.conflicts)


def add_to_other_things(saving: FormSave) -> None:
    """Add the new rows that hang on things which are not on the form: passages of their sources.

    Raises:
        Refused: When there is no such thing.
    """
    form_keys = {row.key for row in saving.rows}
    rows = [row for row in saving.rows if row.under and row.under not in form_keys]
    ids = {int(row.under) for row in rows if row.under.isdecimal()}
    things = lookups.entities_by_id(saving.edit.session, ids)
    for row in rows:
        thing = things.get(int(row.under)) if row.under.isdecimal() else None
        if thing is None or row.kind not in part_kinds(find_kind(thing.kind)):
            raise Refused("There is no such source: choose another.")
        saving.add_row(row, thing)


def find_added_root(engine: Engine, number: int, root: DesiredRow) -> int:
    """The thing that a revision added for the root of a form: that which says the same."""
    with reading_session(engine) as session:
        changes = load_all_changes(session, number)
    return max(
        change.entity_id
        for change in changes
        if change.kind is root.kind and says_same(root, change.after or {})
    )


def says_same(row: DesiredRow, saved_facts: Facts) -> bool:
    """Whether saved facts are those desired; where these name what was new, any id will do."""
    new_names = [name for name, value in (row.facts or {}).items() if isinstance(value, Key)]
    facts = row.kind.validate_facts((row.facts or {}) | dict.fromkeys(new_names, 0))
    return all(
        saved_facts.get(name) == value or (name in new_names and saved_facts.get(name) is not None)
        for name, value in facts.items()
    )


def add_countries(saving: FormSave, new_countries: Mapping[Key, str]) -> None:
    """Add an actor for each country that has none yet."""
    actors = rows_with_natural_keys(
        saving.edit.session, Actor, {(code,) for code in new_countries.values()}
    )
    entities = lookups.entities_by_id(saving.edit.session, [actor.entity_id for actor in actors])
    by_code = {actor.code: entities[actor.entity_id] for actor in actors}
    for key, code in new_countries.items():
        facts = {"code": code, "name": NAMES[code], "kind": ActorKind.COUNTRY}
        saving.entities[key.name] = entity = by_code.get(code) or saving.edit.add(Actor, facts)
        if entity.id in saving.edit.new_ids:
            saving.keys[entity.id] = key.name


def revise(saving: FormSave, root_id: int) -> None:
    """Change a recorded thing and its parts to what the form says.

    Raises:
        EditConflict: With all facts that both changed.
        Refused: When somebody retracted it.
    """
    edit, base = saving.edit, saving.base
    if not edit.facts_of([root_id]):
        raise Refused(RETRACTED)
    entities = lookups.entities_of_thing(edit.session, root_id)
    saving.entities |= {str(i): entity for i, entity in entities.items()}
    current_rows = {each.entity_id: each for each in saving.rows if each.entity_id is not None}
    new_facts = {i: each.facts for i, each in current_rows.items() if each.facts is not None}
    edit_conflicts = saving.conflicts
    parent_keys = {each.under for each in saving.rows if each.entity_id is None}
    for key in map(str, new_facts):
        if key in parent_keys:
            saving.add_parts(key)
    with collect_conflicts(edit_conflicts):
        edit.revise(
            root_id, base, {i: saving.resolve_keys(facts) for i, facts in new_facts.items()}
        )
    for entity_id, each in current_rows.items():
        is_top = each.facts is None and (each.under == "" or int(each.under) in new_facts)
        if is_top and edit.facts_of([entity_id]):
            with collect_conflicts(edit_conflicts):
                edit.retract(entity_id, base)
