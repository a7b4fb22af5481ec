"""What merging two things does, in counts, for the editor who is about to do it."""

from collections import Counter
from collections.abc import Iterable, Sequence

from app.models.kinds import BY_MODEL
from app.spine.change import Change


def summarize_merger(changes: Sequence[Change], survivor_id: int) -> list[tuple[str, str]]:
    """What becomes of parts and of what points there: words, and “1 step, 2 citations”.

    Args:
        changes: All that merging changes.
        survivor_id: The thing that stays.
    """
    new_ids = {change.entity_id for change in changes if change.before is None}
    parts = [c for c in changes if c.into is not None and c.into.id != survivor_id]
    others = [change for change in changes if change.entity.root_id != survivor_id]
    counts = {
        "Go on under it": [c for c in parts if c.into and c.into.id in new_ids],
        "Become one with its own": [c for c in parts if c.into and c.into.id not in new_ids],
        "Point at it from then on": [c for c in others if c.verb == "changed"],
        "Go with nothing in their place": [
            c for c in changes if c.after is None and c.into is None
        ],
    }
    return [(words, count_kinds(each)) for words, each in counts.items() if each]


def count_kinds(changes: Iterable[Change]) -> str:
    """How many of each kind: “1 step, 2 citations”."""
    counts = Counter(BY_MODEL[change.kind] for change in changes)
    return ", ".join(kind.count(number) for kind, number in counts.items())
