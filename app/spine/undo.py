"""Taking an edit back, by another one, as far as it still can be."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, true, tuple_
from sqlmodel import Session

from app.spine.across import FEW, Version, among, standing, versions
from app.spine.change import Change
from app.spine.edit import Edit, backed
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
        now: What the entities say now, by id; those that are not in the register left out.
    """

    undone: list[Undone]
    since: list[tuple[Change, int]]
    blocked: list[tuple[Change, str]]
    now: dict[int, Facts]

    @property
    def outcome(self) -> dict[int, Facts | None]:
        """What each that will be undone will say then, by entity."""
        return {change.entity_id: facts for change, facts in self.undone}

    @property
    def back(self) -> list[Change]:
        """Those that will be undone, from what they say now to what they will say then."""
        return [
            Change(each.kind, each.entity, self.now.get(each.entity_id), facts, each.number)
            for each, facts in self.undone
        ]


def plan(session: Session, changes: Iterable[Change]) -> Plan:
    """What undoing `changes` would do now; changes that are undone already are in no list.

    Four statements, however many there are.
    """
    undone: dict[int, Undone] = {}
    since: list[tuple[Change, int]] = []
    changes = list(changes)
    last = newest(session, changes)
    now = {i: row.facts for i, row in last.items() if is_there(session, row)}
    for change in changes:
        row, theirs = last[change.entity_id], now.get(change.entity_id)
        try:
            facts = settle(change.kind, change.after, theirs, change.before)
        except Clash:
            since.append((change, row.since if theirs is not None else row.until or row.since))
            continue
        if facts != theirs:
            undone[change.entity_id] = change, facts
    around = pointing(session, undone)
    for entity_id, number in moved_on(around, undone).items():
        change, _ = undone.pop(entity_id)
        since.append((change, number))
    blocked = in_the_way(session, undone, around, now)
    for change, _ in blocked:
        del undone[change.entity_id]
    return Plan(list(undone.values()), since, blocked, now)


def newest(session: Session, changes: Collection[Change]) -> dict[int, Version]:
    """The versions that these entities have, or last had, by id: one statement."""
    ids = {change.entity_id for change in changes}
    first = min((change.number for change in changes), default=0)

    def these(kind: Any) -> ColumnElement[bool]:  # noqa: ANN401
        return and_(among(kind.entity_id, ids), or_(kind.since >= first, kind.until == first))

    rows = sorted(versions(session, these), key=lambda row: row.since)
    return {row.entity.id: row for row in rows if row.entity.id in ids}


def is_there(session: Session, row: Version) -> bool:
    """Whether a version is true at the session's moment, by which it had begun."""
    as_of = session.info.get("as_of")
    return row.until is None or (as_of is not None and row.until > as_of)


def pointing(session: Session, ids: Collection[int]) -> list[Version]:
    """All that points at one of these entities, or is a part of it: one statement."""

    def these(kind: Any) -> ColumnElement[bool]:  # noqa: ANN401
        names = ("parent_id", *kind.references())
        return or_(*(among(getattr(kind, name), ids) for name in names))

    return [row for row in standing(session, these) if row.targets & set(ids)]


def moved_on(around: Iterable[Version], wanted: Mapping[int, Undone]) -> dict[int, int]:
    """Those whose evidence was changed since, and would not fit any more; with the revision."""
    found: dict[int, int] = {}
    for row in around:
        change, facts = wanted.get(row.entity.parent_id or 0, (None, None))
        vouches = row.kind.vouches
        if change is None or facts is None or vouches is None or row.entity.id in wanted:
            continue
        if row.since > change.number and backed(vouches, [row.facts], changed(change.after, facts)):
            found[change.entity_id] = row.since
    return found


def in_the_way(
    session: Session,
    wanted: Mapping[int, Undone],
    around: Iterable[Version],
    known: Collection[int],
) -> list[tuple[Change, str]]:
    """Those that can't be done, as something would point at nothing or have a namesake.

    Args:
        session: Where, and at which moment.
        wanted: What is to be done, by entity.
        around: All that points at one of these.
        known: Those of these that are in the register.
    """
    left = dict(wanted)
    needed = {target for c, facts in left.values() for target, _ in c.pointed(facts)}
    beyond = needed - left.keys() - set(known)
    found = standing(session, lambda kind: among(kind.entity_id, beyond)) if beyond else []
    there = {*known, *(row.entity.id for row in found)}
    points = [(row.entity.id, row.label, row.targets) for row in around]
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
    entity_id: int, taken: Mapping[int, Iterable[Version]], left: Mapping[int, Undone]
) -> str:
    """Who keeps the natural key that an entity would have again; or ""."""
    for row in taken.get(entity_id, ()):
        facts = left[row.entity.id][1] if row.entity.id in left else row.facts
        if row.kind.natural_key(facts) == row.kind.natural_key(row.facts):
            return f"There is one already: {row.label}."
    return ""


def holders(session: Session, wanted: Iterable[Undone]) -> dict[int, list[Version]]:
    """Who else has the natural key now that an entity would have again, by entity."""
    mine: dict[type[Versioned], dict[tuple[Any, ...], int]] = defaultdict(dict)
    for change, facts in wanted:
        if None not in (key := change.kind.natural_key(facts)):
            mine[change.kind][key] = change.entity_id

    def these(kind: Any) -> ColumnElement[bool]:  # noqa: ANN401
        keys = mine.get(kind, {})
        named = tuple_(*(getattr(kind, name) for name in kind.natural)).in_(keys)
        return false() if not keys else true() if len(keys) > FEW else named

    found: dict[int, list[Version]] = defaultdict(list)
    for row in standing(session, these) if mine else []:
        owner = mine[row.kind].get(row.kind.natural_key(row.facts))
        if owner not in (None, row.entity.id):
            found[owner].append(row)
    return found


def undo(
    edit: Edit,
    changes: Iterable[Change],
    *,
    overwrite: bool = False,
    base: int = 0,
    seen: Plan | None = None,
) -> None:
    """Bring back what a revision changed.

    Args:
        edit: The edit that does it.
        changes: What the revision changed.
        overwrite: Whether to bring back also what was changed since.
        base: The newest revision the editor had seen when choosing to overwrite.
        seen: What the editor was told would be undone; None to undo whatever can be.

    Raises:
        Refused: When nothing is left to undo, or would be overwritten unseen, or something else
            would be undone than the editor was told.
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
    if seen is not None and seen.outcome != planned.outcome:
        raise Refused("Someone changed some of it while you were at it. Look again.")
