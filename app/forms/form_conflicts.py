"""Facts that two editors changed differently, on the form of the one who saves second."""

from collections.abc import Container, Mapping
from dataclasses import dataclass

from app.forms.boxes import Box
from app.forms.form_parser import box_texts
from app.forms.form_part import FormPart
from app.forms.form_state import FormState, part_subtree
from app.forms.references import ReferenceFinder
from app.spine.merge import EntityConflict
from app.spine.versioned import Facts

CHOOSE = "Choose theirs or yours."
TAKEN_OUT = "Somebody took this out meanwhile. Saving adds it anew; or leave it out."
CHANGED = "Somebody changed this meanwhile, to what stands here. Still take it out?"


@dataclass(frozen=True)
class FactConflict:
    """One fact that both changed: its boxes as they were before, and as they saved them.

    Hidden inputs carry both, so that the form can be shown again; the boxes hold mine.
    """

    was: Mapping[str, str]
    theirs: Mapping[str, str]


def find_fact_conflict(form: FormState, key: str, fact: str) -> FactConflict | None:
    """The open conflict about a fact of a part; None if there is none."""
    was, theirs = ({}, {})  # type: tuple[dict[str, str], dict[str, str]]
    for side, texts in (("was", was), ("theirs", theirs)):
        for box in form.parts[key].boxes:
            if (
                box.fact == fact
                and (text := form.words.get(f"{side}:{key}.{box.name}")) is not None
            ):
                texts[box.name] = text
    return FactConflict(was, theirs) if theirs else None


def settle_conflicts(form: FormState) -> bool:
    """Apply each choice between theirs and mine; whether no conflict stays open."""
    is_open = False
    for key, part in form.parts.items():
        for fact in dict.fromkeys(box.fact for box in part.boxes):
            conflict = find_fact_conflict(form, key, fact)
            if conflict is None:
                continue
            choice = form.words.get(f"choose:{key}.{fact}")
            if choice not in ("theirs", "mine"):
                form.errors[part.input_name(fact)] = CHOOSE
                is_open = True
                continue
            if choice == "theirs":
                part.texts |= conflict.theirs
    if not is_open:
        sides = ("was:", "theirs:", "choose:")
        form.words = {n: text for n, text in form.words.items() if not n.startswith(sides)}
    return not is_open


def open_conflicts(
    form: FormState,
    number: int,
    conflicts: Mapping[str, EntityConflict],
    resolutions: Mapping[str, Facts],
    finder: ReferenceFinder,
    current_ids: Container[int],
) -> None:
    """Put conflicts on a form, and base the form on the newest revision.

    The boxes then hold what merged, and what only they changed.

    Args:
        form: The form.
        number: The newest revision.
        conflicts: The facts that both changed, by the key of their part.
        resolutions: The merged facts of every other part, by its key.
        finder: What names things.
        current_ids: The parts that are in the register now.
    """
    form.base = number
    for key, facts in resolutions.items():
        if key in form.parts and facts and not form.parts[key].is_removed:
            form.parts[key].texts = box_texts(form.parts[key].kind, facts, finder.name_of)
    for key, conflict in conflicts.items():
        if key in form.parts:
            open_part_conflict(form, form.parts[key], conflict, finder)
    missing = [
        p for p in form.parts.values() if p.entity_id is not None and p.entity_id not in current_ids
    ]
    for part in missing:
        if part.under and part.key in form.parts:
            drop_or_renew_part(form, part, conflicts)


def open_part_conflict(
    form: FormState, part: FormPart, conflict: EntityConflict, finder: ReferenceFinder
) -> None:
    """Put a conflict on one part: a choice for each fact, or a sentence for all of it."""
    if conflict.mine is None:
        part.texts = box_texts(part.kind, conflict.theirs or {}, finder.name_of)
        part.errors[""] = CHANGED
    elif conflict.reason:
        part.errors[""] = conflict.reason
    else:
        open_fact_conflicts(form, part, conflict, finder)


def open_fact_conflicts(
    form: FormState, part: FormPart, conflict: EntityConflict, finder: ReferenceFinder
) -> None:
    """Put a choice between theirs and mine on each fact that both changed."""
    was, theirs, mine = (
        box_texts(part.kind, facts or {}, finder.name_of)
        for facts in (conflict.base, conflict.theirs, conflict.mine)
    )
    for box in part.boxes:
        if box.fact in conflict.names:
            form.words[f"was:{part.input_name(box.name)}"] = was[box.name]
            form.words[f"theirs:{part.input_name(box.name)}"] = theirs[box.name]
            part.texts[box.name] = mine[box.name]


def drop_or_renew_part(
    form: FormState, part: FormPart, conflicts: Mapping[str, EntityConflict]
) -> None:
    """Drop a part that they retracted; or make it a new part, if I changed it or added to it."""
    branch = list(part_subtree(form.tree, part))
    if part.is_removed or not any(
        each.entity_id is None or each.key in conflicts for each in branch
    ):
        for each in branch:
            del form.parts[each.key]
        return
    keys: dict[str, str] = {}
    for each in branch:
        del form.parts[each.key]
        keys[each.key] = each.key = form.free_key() if each.entity_id is not None else each.key
        each.under = keys.get(each.under, each.under)
        form.parts[each.key] = each
    part.errors[""] = TAKEN_OUT


def display_text(box: Box, text: str) -> str:
    """What a box holds, for people."""
    labels = {word: words for word, words, _ in box.choices or ()}
    return labels.get(text, text) if text else "nothing"
