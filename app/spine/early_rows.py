"""What an edit will ask for, read before it takes the write lock."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from sqlmodel import Session

from app.spine import lookups
from app.spine.change import Change
from app.spine.validity import Kind
from app.spine.versioned import Entity, Facts, Versioned
from app.spine.versions import (
    Version,
    current_kinds,
    current_rows,
    facts_at,
    versions_pointing_at,
)


@dataclass(frozen=True)
class EarlyRows:
    """Things with all their parts, as of a revision; of use while it is the newest.

    Attributes:
        number: The revision; -1 where nothing was read.
        things: All that was ever a part of each thing, by the thing's id.
        rows: The versions of those that were in the register then, by entity.
        facts: What each of these says.
        targets: What the changes would point at, by id, whether in the register or not.
        target_kinds: The kinds of those of them that were in the register.
        gone_ids: What the changes would take away.
        pointing: What pointed at any of that then.
        base: An earlier revision, which somebody has seen; -1 for none.
        base_facts: What the parts of the things said then; those not in the register left out.
    """

    number: int = -1
    things: Mapping[int, dict[int, Entity]] = field(default_factory=dict)
    rows: Mapping[int, Versioned] = field(default_factory=dict)
    facts: Mapping[int, Facts] = field(default_factory=dict)
    targets: Mapping[int, Entity] = field(default_factory=dict)
    target_kinds: Mapping[int, Kind] = field(default_factory=dict)
    gone_ids: Set[int] = frozenset()
    pointing: Sequence[Version] = ()
    base: int = -1
    base_facts: Mapping[int, Facts] = field(default_factory=dict)

    def facts_as_of(self, number: int, ids: Set[int]) -> dict[int, Facts] | None:
        """What these entities said at a revision, by id; None where that was not read."""
        if number != self.base or not all(ids <= parts.keys() for parts in self.things.values()):
            return None
        return {i: facts for i, facts in self.base_facts.items() if i in ids}


def load_early_rows(
    session: Session, number: int, changes: Iterable[Change], base: int = -1
) -> EarlyRows:
    """The things that `changes` touch, as of revision `number`, which is the session's moment.

    Args:
        session: Where, at that moment.
        number: The revision.
        changes: What the edit will do, if no revision comes between.
        base: The revision that the editor has seen, if the edit will ask for what was said then.
    """
    changes, past = list(changes), base if 0 <= base < number else -1
    things = lookups.entities_of_things(session, {change.entity.root_id for change in changes})
    entities = {i: entity for parts in things.values() for i, entity in parts.items()}
    rows = current_rows(session, entities)
    target_ids = {target for change in changes for target in change.targets}
    gone_ids = {change.entity_id for change in changes if change.after is None}
    return EarlyRows(
        number,
        things,
        rows,
        {i: row.facts() for i, row in rows.items()},
        targets=lookups.entities_by_id(session, target_ids),
        target_kinds=current_kinds(session, target_ids),
        gone_ids=gone_ids,
        pointing=versions_pointing_at(session, gone_ids) if gone_ids else [],
        base=past,
        base_facts=facts_at(session, entities.values(), past) if past >= 0 else {},
    )
