"""What the record says of a revision, against what the tables say."""

from collections.abc import Iterable, Sequence

from app.spine.replay import Step
from app.spine.stored import Step as Stored

Content = dict[tuple[str, int, bool], object]  # by kind, entity, and whether it was closed


def differing(steps: Sequence[Step], found: Sequence[Stored]) -> str:
    """The first entity on which record and tables part; "" when they say the same."""
    told, stored = played(steps), content(found)
    for key in sorted(told.keys() | stored.keys()):
        if told.get(key) != stored.get(key):
            kind, entity_id, _ = key
            return f"{kind} {entity_id}"
    return ""


def played(steps: Iterable[Step]) -> Content:
    """What the record says, to compare: values and not their spelling, with derived columns."""
    return {
        (told.entity.kind, told.entity.id, closed): "closed"
        if closed
        else (
            told.entity.parent_id,
            told.entity.root_id,
            told.facts,
            told.kind.derived(told.facts),
        )
        for told, closed in steps
    }


def content(steps: Iterable[Stored]) -> Content:
    """What the tables say, likewise."""
    return {
        (row.noun(), row.entity_id, closed): "closed"
        if closed
        else (
            row.parent_id,
            row.root_id,
            (facts := row.facts()),
            {n: getattr(row, n) for n in row.derived(facts)},
        )
        for row, closed in steps
    }
