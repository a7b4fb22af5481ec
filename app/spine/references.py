"""That all in the register points at something in the register."""

from collections.abc import Mapping, Sequence

from sqlmodel import Session

from app.spine.change import Change
from app.spine.refusals import Refused
from app.spine.validity import Kind
from app.spine.versions import current_kinds, versions_pointing_at


def check_references(session: Session, changes: Sequence[Change]) -> None:
    """Make sure that what a revision has just written leaves nothing loose.

    Raises:
        Refused: Naming what points at nothing, or still points at what is gone.
    """
    kinds_by_id = current_kinds(
        session, {target for change in changes for target, _ in change.pointers}
    )
    for change in changes:
        if name := missing_reference(change, kinds_by_id):
            phrase = change.kind.fact_phrase(name)
            raise Refused(f"The {phrase} of {change.label} is not in the register.")
    removed_labels = {change.entity_id: change.label for change in changes if change.after is None}
    if removed_labels and (pointing := versions_pointing_at(session, removed_labels)):
        target_labels = {
            removed_labels[target]
            for version in pointing
            for target in version.targets
            if target in removed_labels
        }
        pointers = ", ".join(version.label for version in pointing)
        raise Refused(
            f"{', '.join(sorted(target_labels))} can't go: {pointers} still points there."
        )


def missing_reference(change: Change, kinds_by_id: Mapping[int, Kind]) -> str:
    """The fact that points at nothing, or at something of the wrong kind; or ""."""
    for target, name in change.pointers:
        if target not in kinds_by_id or not change.kind.may_point(name, kinds_by_id[target].noun()):
            return name
    return ""
