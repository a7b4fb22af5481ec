"""Taking an edit back, by another one, as far as it still can be."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlmodel import Session

from app.spine.change import Change
from app.spine.edit import Edit, backed
from app.spine.lookups import current, namesakes, newest, pointing
from app.spine.merge import Clash, changed, settle
from app.spine.refusals import Refused
from app.spine.versioned import Facts, Versioned

Undone = tuple[Change, Facts | None]  # and what its entity will say then


@dataclass(frozen=True)
class Plan:
    """What becomes of each change of a revision when it is undone.

    Attributes:
        undone: Those that will be undone, with what the entity will say then; what others
            changed beside them is kept.
        since: Those changed again since and kept, each with the number of the revision that did.
        blocked: Those that can't be undone, each with the reason.
    """

    undone: list[Undone]
    since: list[tuple[Change, int]]
    blocked: list[tuple[Change, str]]


def plan(session: Session, changes: Iterable[Change]) -> Plan:
    """What undoing `changes` would do now; changes that are undone already are in no list."""
    undone: dict[int, Undone] = {}
    since: list[tuple[Change, int]] = []
    changes = list(changes)
    now = current(session, [change.entity_id for change in changes])
    for change in changes:
        row = now.get(change.entity_id)
        theirs = row.facts() if row else None
        try:
            facts = settle(change.kind, change.after, theirs, change.before)
        except Clash:
            last = row or newest(session, change.kind, change.entity_id)
            since.append((change, (last.until or last.since) if last else 0))
            continue
        if facts != theirs:
            undone[change.entity_id] = change, facts
    for entity_id, number in moved_on(session, undone).items():
        change, _ = undone.pop(entity_id)
        since.append((change, number))
    blocked = in_the_way(session, undone)
    for change, _ in blocked:
        del undone[change.entity_id]
    return Plan(list(undone.values()), since, blocked)


def moved_on(session: Session, wanted: Mapping[int, Undone]) -> dict[int, int]:
    """Those whose evidence was changed since, and would not fit any more; with the revision."""
    found: dict[int, int] = {}
    for row in pointing(session, [i for i, (_, facts) in wanted.items() if facts is not None]):
        change, facts = wanted.get(row.parent_id or 0, (None, None))
        vouches = type(row).vouches
        if change is None or vouches is None or row.entity_id in wanted:
            continue
        if row.since > change.number and backed(
            vouches, [row.facts()], changed(change.after, facts)
        ):
            found[change.entity_id] = row.since
    return found


def in_the_way(session: Session, wanted: Mapping[int, Undone]) -> list[tuple[Change, str]]:
    """Those that can't be undone, as something would point at nothing or have a namesake."""
    left = dict(wanted)
    needed = {target for c, facts in left.values() for target, _ in c.pointed(facts)}
    there = current(session, needed).keys()
    going = [i for i, (_, facts) in left.items() if facts is None]
    points = [(row.entity_id, row.label, row.targets()) for row in pointing(session, going)]
    taken = holders(session, left.values())
    blocked: list[tuple[Change, str]] = []
    while True:
        reasons = {
            i: pinned(i, points, left) or lost(i, there, left) or unnamed(i, taken, left)
            for i in left
        }
        if not any(reasons.values()):
            return blocked
        blocked += [(left[i][0], reason) for i, reason in reasons.items() if reason]
        left = {i: each for i, each in left.items() if not reasons[i]}


def pinned(
    entity_id: int, points: Iterable[tuple[int, str, set[int]]], left: Mapping[int, Undone]
) -> str:
    """What would still point at an entity that undoing takes away; or ""."""
    if left[entity_id][1] is not None:
        return ""
    own = [label for i, label, to in points if entity_id in aims(i, to, left)]
    return f"{', '.join(own)} points there." if own else ""


def aims(entity_id: int, now: set[int], left: Mapping[int, Undone]) -> set[int]:
    """What an entity that points at `now` will point at then."""
    if entity_id not in left:
        return now
    change, facts = left[entity_id]
    return {target for target, _ in change.pointed(facts)}


def lost(entity_id: int, there: Collection[int], left: Mapping[int, Undone]) -> str:
    """What an entity would miss that isn't there and won't be brought back with it; or ""."""
    change, facts = left[entity_id]
    for target, name in change.pointed(facts):
        if target not in there and (target not in left or left[target][1] is None):
            return f"Its {change.kind.worded(name)} is not in the register."
    return ""


def unnamed(
    entity_id: int, taken: Mapping[int, Iterable[Versioned]], left: Mapping[int, Undone]
) -> str:
    """Who keeps the natural key that an entity would have again; or ""."""
    for row in taken.get(entity_id, ()):
        facts = left[row.entity_id][1] if row.entity_id in left else row.facts()
        if row.natural_key(facts) == row.natural_key(row.facts()):
            return f"There is one already: {row.label}."
    return ""


def holders(session: Session, wanted: Iterable[Undone]) -> dict[int, list[Versioned]]:
    """Who else has the natural key now that an entity would have again, by entity."""
    found: dict[int, list[Versioned]] = {}
    keyed = [(c, facts) for c, facts in wanted if None not in c.kind.natural_key(facts)]
    for kind in {change.kind for change, _ in keyed}:
        mine = {kind.natural_key(facts): c.entity_id for c, facts in keyed if c.kind is kind}
        for row in namesakes(session, kind, mine):
            owner = mine[kind.natural_key(row.facts())]
            if row.entity_id != owner:
                found.setdefault(owner, []).append(row)
    return found


def undo(edit: Edit, changes: Iterable[Change], *, overwrite: bool = False, base: int = 0) -> None:
    """Bring back what a revision changed.

    Args:
        edit: The edit that does it.
        changes: What the revision changed.
        overwrite: Whether to bring back also what was changed since.
        base: The newest revision the editor had seen when choosing to overwrite.

    Raises:
        Refused: When nothing is left to undo, or would be overwritten unseen.
    """
    planned = plan(edit.session, changes)
    for change, facts in planned.undone:
        edit.bring(change.entity, facts)
    for change, number in planned.since if overwrite else []:
        if number > base:
            raise Refused(f"r{number} has changed some of it while you were at it. Look again.")
        edit.bring(change.entity, change.before)
    if not edit.effective():
        raise Refused("Nothing is left to undo.")
