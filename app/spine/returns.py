"""What bringing a thing back would change: from retraction, or to an earlier version."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlmodel import Session

from app.spine import lookups
from app.spine.across import Version, versions
from app.spine.change import Change
from app.spine.edit import descent
from app.spine.undo import in_the_way, is_there, pointing
from app.spine.versioned import Facts


@dataclass(frozen=True)
class Return:
    """What would change of an entity and what is below it.

    Attributes:
        changes: From what each says now to what it would say, parents first.
        blocked: Those that can't be brought back, each with the reason.
        touched: The newest revision that touched any of it.
        there: Whether the entity would be in the register.
        ended: The revision that retracted the entity; 0 while it is in the register.
        numbers: The revisions that touched any of it while the entity was there, in order.
    """

    changes: list[Change]
    blocked: list[tuple[Change, str]]
    touched: int
    there: bool
    ended: int = 0
    numbers: tuple[int, ...] = ()


def restoring(session: Session, entity_id: int) -> Return:
    """What bringing back a retracted entity would do; nothing, if it is in the register."""
    rows = below(session, entity_id)
    last = {row.entity.id: row for row in rows}
    own = last.get(entity_id)
    if own is None or is_there(session, own):
        return Return([], [], touched(session, rows), there=own is not None)
    then = {i: row.facts for i, row in last.items() if row.until == own.until}
    return planned(session, entity_id, rows, {**now(session, rows), **then})


def reverting(session: Session, entity_id: int, number: int) -> Return:
    """What bringing an entity with what is below it to revision `number` would do."""
    rows = below(session, entity_id)
    then = {row.entity.id: row.facts for row in rows if true_then(row, number)}
    return planned(session, entity_id, rows, then)


def planned(
    session: Session, entity_id: int, rows: Collection[Version], then: Mapping[int, Facts]
) -> Return:
    """What would change if these entities said `then` and nothing else."""
    there = now(session, rows)
    last = {row.entity.id: row for row in rows}
    wanted = {
        i: (Change(last[i].kind, last[i].entity, there.get(i), then.get(i)), then.get(i))
        for i in sorted(last)
        if there.get(i) != then.get(i)
    }
    around = pointing(session, wanted)
    blocked = in_the_way(session, wanted, around, there)
    changes = [change for change, _ in wanted.values()]
    own = [row for row in rows if row.entity.id == entity_id]
    moments = {end for row in rows for end in (row.since, row.until) if end}
    return Return(
        changes,
        blocked,
        touched(session, rows),
        there=entity_id in then,
        ended=0 if entity_id in there else max((row.until or 0 for row in own), default=0),
        numbers=tuple(sorted(n for n in moments if any(true_then(row, n) for row in own))),
    )


def below(session: Session, entity_id: int) -> list[Version]:
    """All versions of an entity and of what hangs on it, the oldest first: two statements."""
    known = lookups.entities(session, [entity_id])
    if entity_id not in known:
        return []
    root_id = known[entity_id].root_id
    found = versions(session, lambda kind: kind.root_id == root_id)
    whole = {row.entity.id: row.entity for row in found}
    own = {entity.id for entity in descent([whole[i] for i in sorted(whole)], entity_id)}
    return sorted((row for row in found if row.entity.id in own), key=lambda row: row.since)


def now(session: Session, rows: Collection[Version]) -> dict[int, Facts]:
    """What these entities say at the session's moment, by id."""
    return {row.entity.id: row.facts for row in rows if is_there(session, row)}


def true_then(row: Version, number: int) -> bool:
    """Whether a version is true at a revision."""
    return row.since <= number and (row.until is None or row.until > number)


def touched(session: Session, rows: Collection[Version]) -> int:
    """The newest revision that opened or closed one of these; 0 for none."""
    ends = (row.since if is_there(session, row) else row.until or 0 for row in rows)
    return max(ends, default=0)
