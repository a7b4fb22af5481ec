"""That no source is a repost of itself, however long the way around."""

from collections.abc import Iterable

from sqlmodel import Session

from app.models import Source
from app.queries.origins import load_origins
from app.rules.reposts import RING, repeats_itself
from app.spine.change import Change
from app.spine.edit import Edit
from app.spine.refusals import Refused
from app.spine.versioned import Facts


def check_reposts(edit: Edit) -> None:
    """Raise Refused where an edit would let a source repeat itself."""
    if sentence := find_ring(edit.session, edit.effective_changes()):
        raise Refused(sentence)


def find_ring(session: Session, changes: Iterable[Change]) -> str:
    """Which source would repeat itself after changes that are not written yet; "" for none.

    One statement where a source is to repeat another one than before.
    """
    sources = [change for change in changes if change.kind is Source]
    after = {c.entity_id: origin_id(c.after) for c in sources}
    reposts = [c for c in sources if origin_id(c.after) not in (None, origin_id(c.before))]
    target_ids = {i for i in after.values() if i is not None} - after.keys()
    origins = (load_origins(session, target_ids) if reposts else {}) | after
    rings = [RING.format(c.label) for c in reposts if repeats_itself(c.entity_id, origins)]
    return rings[0] if rings else ""


def origin_id(facts: Facts | None) -> int | None:
    """The id of the source that one repeats which says `facts`; None for none."""
    return facts["origin_id"] if facts else None
