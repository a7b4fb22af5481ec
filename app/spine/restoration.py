"""What bringing a thing back would change: from retraction, or to an earlier version."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import and_
from sqlmodel import Session, col

from app.spine import lookups
from app.spine.change import Change
from app.spine.moment import moment_number
from app.spine.obstacles import find_obstacles
from app.spine.revision import Intent, Revision
from app.spine.successor import find_successor
from app.spine.versioned import Facts
from app.spine.versions import Version, all_versions, versions_pointing_at


@dataclass(frozen=True)
class Restoration:
    """What would change of an entity and what is below it.

    Attributes:
        changes: From what each says now to what it would say, parents first.
        blocked: Those that can't be brought back, each with the reason.
        newest_revision: The newest revision that touched any of it.
        is_present_after: Whether the entity would be in the register.
        retracted_in: The revision that retracted the entity; 0 while it is in the register.
        present_in: The revisions that touched any of it while the entity was there, in order.
        merged_into: The id of what the entity stands in; None where it stands in nothing else.
        beside: How many of the changes are of other things that went with it, such as its links.
    """

    changes: list[Change]
    blocked: list[tuple[Change, str]]
    newest_revision: int
    is_present_after: bool
    retracted_in: int = 0
    present_in: tuple[int, ...] = ()
    merged_into: int | None = None
    beside: int = 0


def plan_restoration(session: Session, entity_id: int) -> Restoration:
    """What bringing back a retracted entity would do; nothing, if it is in the register.

    Other things that pointed at it and were retracted with it come back too, but for those that
    something is in the way of.
    """
    rows = subtree_versions(session, entity_id)
    last = {row.entity.id: row for row in rows}
    own_version = last.get(entity_id)
    if own_version is None or own_version.is_true_at(moment_number(session)):
        return Restoration(
            [], [], newest_revision(session, rows), is_present_after=own_version is not None
        )
    gone = [row for row in last.values() if row.until == own_version.until]
    beside = versions_beside(session, gone)
    plan = restoration_of(session, entity_id, rows, gone, beside)
    stuck = {c.entity.root_id for c, _ in plan.blocked} & {row.entity.root_id for row in beside}
    if not stuck:
        return plan
    free = [row for row in beside if row.entity.root_id not in stuck]
    return restoration_of(session, entity_id, rows, gone, free)


def restoration_of(
    session: Session,
    entity_id: int,
    rows: Sequence[Version],
    gone: Iterable[Version],
    beside: Sequence[Version],
) -> Restoration:
    """What bringing back these would do.

    Args:
        session: Where, and at which moment.
        entity_id: The entity that was retracted.
        rows: All versions of it, and of what is below it.
        gone: The last of each that went with it.
        beside: Those of other things.
    """
    all_rows = [*rows, *beside]
    facts_then = {row.entity.id: row.facts for row in (*gone, *beside)}
    plan = build_restoration(
        session, entity_id, all_rows, {**current_facts(session, all_rows), **facts_then}
    )
    return replace(plan, beside=len(beside))


def versions_beside(session: Session, gone: Sequence[Version]) -> list[Version]:
    """What an editor retracted together with these that pointed at one of them, with its parts.

    Args:
        session: Where, and until which moment.
        gone: The last versions of what was retracted at once, of one thing.
    """
    number, root_id = gone[0].until, gone[0].entity.root_id
    revision = session.get(Revision, number)
    if revision is None or revision.intent is not Intent.RETRACTS:
        return []
    others = all_versions(
        session, lambda kind: and_(col(kind.until) == number, col(kind.root_id) != root_id)
    )
    gone_ids = {row.entity.id for row in gone}
    root_ids = {row.entity.root_id for row in others if row.targets & gone_ids}
    beside = (row for row in others if row.entity.root_id in root_ids)
    return sorted(beside, key=lambda row: row.entity.id)


def plan_reversion(session: Session, entity_id: int, number: int) -> Restoration:
    """What bringing an entity with what is below it to revision `number` would do."""
    rows = subtree_versions(session, entity_id)
    facts_then = {row.entity.id: row.facts for row in rows if row.is_true_at(number)}
    return build_restoration(session, entity_id, rows, facts_then)


def build_restoration(
    session: Session, entity_id: int, rows: Collection[Version], facts_then: Mapping[int, Facts]
) -> Restoration:
    """What would change if these entities said `facts_then` and nothing else."""
    facts_now = current_facts(session, rows)
    last = {row.entity.id: row for row in rows}
    outcomes = {
        i: (
            Change(last[i].kind, last[i].entity, facts_now.get(i), facts_then.get(i)),
            facts_then.get(i),
        )
        for i in sorted(last)
        if facts_now.get(i) != facts_then.get(i)
    }
    pointing_versions = versions_pointing_at(session, outcomes)
    obstacles = find_obstacles(session, outcomes, pointing_versions, facts_now)
    changes = [change for change, _ in outcomes.values()]
    own_versions = [row for row in rows if row.entity.id == entity_id]
    merged_into = None if entity_id in facts_now else find_successor(session, entity_id)
    if merged_into is not None and entity_id in outcomes:
        obstacles.append((outcomes[entity_id][0], merger_sentence(own_versions[-1], merged_into)))
    numbers = {end for row in rows for end in (row.since, row.until) if end}
    return Restoration(
        changes,
        obstacles,
        newest_revision(session, rows),
        is_present_after=entity_id in facts_then,
        retracted_in=0
        if entity_id in facts_now
        else max((row.until or 0 for row in own_versions), default=0),
        present_in=tuple(
            sorted(n for n in numbers if any(row.is_true_at(n) for row in own_versions))
        ),
        merged_into=merged_into,
    )


def merger_sentence(row: Version, into_id: int) -> str:
    """Why what was merged into something does not come back by itself."""
    into = f"{row.kind.noun()} {into_id}"
    return f"It was merged into {into}. Undo r{row.until}, which brings both back."


def subtree_versions(session: Session, entity_id: int) -> list[Version]:
    """All versions of an entity and of what hangs on it, the oldest first: two statements."""
    entities = lookups.entities_by_id(session, [entity_id])
    if entity_id not in entities:
        return []
    root_id = entities[entity_id].root_id
    rows = all_versions(session, lambda kind: col(kind.root_id) == root_id)
    by_id = {row.entity.id: row.entity for row in rows}
    subtree_ids = {
        entity.id for entity in lookups.entity_subtree([by_id[i] for i in sorted(by_id)], entity_id)
    }
    return sorted((row for row in rows if row.entity.id in subtree_ids), key=lambda row: row.since)


def current_facts(session: Session, rows: Collection[Version]) -> dict[int, Facts]:
    """What these entities say at the session's moment, by id."""
    as_of = moment_number(session)
    return {row.entity.id: row.facts for row in rows if row.is_true_at(as_of)}


def newest_revision(session: Session, rows: Collection[Version]) -> int:
    """The newest revision that opened or closed one of these; 0 for none."""
    as_of = moment_number(session)
    ends = (row.since if row.is_true_at(as_of) else row.until or 0 for row in rows)
    return max(ends, default=0)
