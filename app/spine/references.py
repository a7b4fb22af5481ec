"""That all in the register points at something in the register."""

from collections.abc import Mapping, Sequence, Set

from app.spine.change import Change
from app.spine.edit import Edit
from app.spine.refusals import Refused
from app.spine.validity import Kind
from app.spine.versions import Version, current_kinds, versions_pointing_at


def check_references(edit: Edit, changes: Sequence[Change]) -> None:
    """Make sure that what an edit has just written leaves nothing loose.

    Raises:
        Refused: Naming what points at nothing, or still points at what is gone.
    """
    kinds_by_id = present_kinds(edit, changes)
    for change in changes:
        if name := missing_reference(change, kinds_by_id):
            phrase = change.kind.fact_phrase(name)
            raise Refused(f"The {phrase} of {change.label} is not in the register.")
    for change in changes:
        if change.into and kinds_by_id.get(change.into.id) is not change.kind:
            raise Refused(f"{change.label} would be merged into what is not in the register.")
    removed = {change.entity_id: change for change in changes if change.after is None}
    if removed and (pointers := find_pointers(edit, changes, removed.keys())):
        target_ids = {target for each in pointers for target in each.targets}
        target_labels = {removed[target].label for target in target_ids & removed.keys()}
        labels = ", ".join(each.label for each in pointers)
        raise Refused(f"{', '.join(sorted(target_labels))} can't go: {labels} still points there.")


def present_kinds(edit: Edit, changes: Sequence[Change]) -> dict[int, Kind]:
    """The kinds of what `changes` point at, of what is in the register once they are written."""
    target_ids = {target for change in changes for target in change.targets}
    target_ids |= {change.into.id for change in changes if change.into is not None}
    own_kinds = {c.entity_id: c.kind for c in changes if c.after is not None}
    other_ids = target_ids - {change.entity_id for change in changes}
    unknown_ids = other_ids - edit.early.targets.keys()
    early_kinds = edit.early.target_kinds
    known_kinds = {i: early_kinds[i] for i in other_ids if i in early_kinds}
    return own_kinds | known_kinds | current_kinds(edit.session, unknown_ids)


def find_pointers(
    edit: Edit, changes: Sequence[Change], gone_ids: Set[int]
) -> Sequence[Version | Change]:
    """What points at one of these once `changes` are written."""
    if not gone_ids <= edit.early.gone_ids:
        return versions_pointing_at(edit.session, gone_ids)
    changed_ids = {change.entity_id for change in changes}
    pointers: list[Version | Change] = [
        row for row in edit.early.pointing if row.entity.id not in changed_ids
    ]
    return [each for each in (*pointers, *changes) if each.targets & gone_ids]


def missing_reference(change: Change, kinds_by_id: Mapping[int, Kind]) -> str:
    """The fact that points at nothing, or at something of the wrong kind; or ""."""
    for target, name in change.pointers:
        if target not in kinds_by_id or not change.kind.may_point(name, kinds_by_id[target].noun()):
            return name
    return ""
