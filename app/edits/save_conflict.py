"""What the form of one editor and the saves of others changed differently."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager

from app.spine.desired import Key
from app.spine.edit import Edit
from app.spine.merge import EditConflict, EntityConflict
from app.spine.refusals import Refused
from app.spine.versioned import Facts


class FormConflict(Refused):
    """A form that disagrees with what others saved since its page was shown.

    Attributes:
        number: The newest revision, which the next attempt is to be based on.
        conflicts: The facts that both changed, by the key of their part.
        resolutions: The merged facts of every other part, by its key.
    """

    def __init__(self, conflict: EditConflict, keys: Mapping[int, str]) -> None:
        super().__init__(str(conflict))
        self.number = conflict.number
        self.conflicts = {
            keys.get(i, str(i)): EntityConflict(
                fact_conflict.base,
                fact_conflict.theirs,
                fact_conflict.mine and replace_ids_with_keys(fact_conflict.mine, keys),
                fact_conflict.reason,
            )
            for i, fact_conflict in conflict.conflicts.items()
        }
        self.resolutions = {
            keys.get(i, str(i)): replace_ids_with_keys(facts, keys)
            for i, facts in conflict.resolutions.items()
        }


def replace_ids_with_keys(facts: Facts, keys: Mapping[int, str]) -> Facts:
    """Facts with keys in place of the ids that what is new would have had."""
    return {
        name: [replace_id(each, keys) for each in value]
        if isinstance(value, list)
        else replace_id(value, keys)
        for name, value in facts.items()
    }


def replace_id(value: object, keys: Mapping[int, str]) -> object:
    """The key of what is new in place of its id; anything else stays."""
    return Key(keys[value]) if type(value) is int and value in keys else value


@contextmanager
def collect_conflicts(conflicts: list[EditConflict]) -> Iterator[None]:
    """Put a conflict with the others, and go on."""
    try:
        yield
    except EditConflict as conflict:
        conflicts.append(conflict)


def join_conflicts(
    edit: Edit, entity_ids: Collection[int], edit_conflicts: Sequence[EditConflict]
) -> EditConflict:
    """One conflict that tells of all, with the merged facts of the other entities."""
    fact_conflicts: dict[int, EntityConflict] = {}
    resolutions = edit.facts_of(entity_ids)
    for each in edit_conflicts:
        fact_conflicts |= each.conflicts
        resolutions |= each.resolutions
    return EditConflict(edit.previous, fact_conflicts, resolutions)
