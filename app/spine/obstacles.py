"""What stands in the way of bringing entities back, or of taking them away."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import ColumnElement, false, true, tuple_
from sqlmodel import Session, col

from app.spine.change import Change
from app.spine.columns import column
from app.spine.id_conditions import MAX_NAMED_IDS, match_ids
from app.spine.validity import Kind
from app.spine.versioned import Facts, NaturalKey
from app.spine.versions import Version, versions_at

ChangeOutcome = tuple[Change, Facts | None]  # and what its entity will say then


def find_obstacles(
    session: Session,
    outcomes: Mapping[int, ChangeOutcome],
    pointing_versions: Iterable[Version],
    known_ids: Collection[int],
) -> list[tuple[Change, str]]:
    """Those that can't be done, as something would point at nothing or have a namesake.

    Args:
        session: Where, and at which moment.
        outcomes: What is to be done, by entity.
        pointing_versions: All that points at one of these.
        known_ids: Those of these that are in the register.
    """
    remaining = dict(outcomes)
    target_ids = {target for c, facts in remaining.values() for target, _ in c.pointers_of(facts)}
    other_ids = target_ids - remaining.keys() - set(known_ids)
    other_versions = (
        versions_at(session, lambda kind: match_ids(col(kind.entity_id), other_ids))
        if other_ids
        else []
    )
    present_ids = {*known_ids, *(row.entity.id for row in other_versions)}
    pointers = [(row.entity.id, row.label, row.targets) for row in pointing_versions]
    key_holders = natural_key_holders(session, remaining.values())
    obstacles: list[tuple[Change, str]] = []
    while True:
        reasons = {
            i: pointer_reason(i, pointers, remaining)
            or missing_target_reason(i, present_ids, remaining)
            or namesake_reason(i, key_holders, remaining)
            for i in remaining
        }
        if not any(reasons.values()):
            return obstacles
        obstacles += [(remaining[i][0], reason) for i, reason in reasons.items() if reason]
        remaining = {i: each for i, each in remaining.items() if not reasons[i]}


def pointer_reason(
    entity_id: int,
    pointers: Iterable[tuple[int, str, set[int]]],
    remaining: Mapping[int, ChangeOutcome],
) -> str:
    """What would still point at an entity that undoing takes away; or ""."""
    if remaining[entity_id][1] is not None:
        return ""
    labels = [label for i, label, to in pointers if entity_id in targets_then(i, to, remaining)]
    return f"{', '.join(labels)} points there." if labels else ""


def targets_then(
    entity_id: int, targets_now: set[int], remaining: Mapping[int, ChangeOutcome]
) -> set[int]:
    """What an entity that points at `targets_now` will point at then."""
    if entity_id not in remaining:
        return targets_now
    change, facts = remaining[entity_id]
    return {target for target, _ in change.pointers_of(facts)}


def missing_target_reason(
    entity_id: int, present_ids: Collection[int], remaining: Mapping[int, ChangeOutcome]
) -> str:
    """What an entity would miss that isn't there and won't be brought back with it; or ""."""
    change, facts = remaining[entity_id]
    for target, name in change.pointers_of(facts):
        if target not in present_ids and (target not in remaining or remaining[target][1] is None):
            return f"Its {change.kind.fact_phrase(name)} is not in the register."
    return ""


def namesake_reason(
    entity_id: int,
    key_holders: Mapping[int, Iterable[Version]],
    remaining: Mapping[int, ChangeOutcome],
) -> str:
    """Who keeps the natural key that an entity would have again; or ""."""
    for row in key_holders.get(entity_id, ()):
        facts = remaining[row.entity.id][1] if row.entity.id in remaining else row.facts
        if row.kind.natural_key(facts) == row.kind.natural_key(row.facts):
            return f"There is one already: {row.label}."
    return ""


def natural_key_holders(
    session: Session, outcomes: Iterable[ChangeOutcome]
) -> dict[int, list[Version]]:
    """Who else has the natural key now that an entity would have again, by entity."""
    ids_by_key: dict[Kind, dict[NaturalKey, int]] = defaultdict(dict)
    for change, facts in outcomes:
        if None not in (key := change.kind.natural_key(facts)):
            ids_by_key[change.kind][key] = change.entity_id

    def condition(kind: Kind) -> ColumnElement[bool]:
        keys = ids_by_key.get(kind, {})
        has_key = tuple_(*(column(kind, name) for name in kind.natural_columns)).in_(keys)
        return false() if not keys else true() if len(keys) > MAX_NAMED_IDS else has_key

    by_entity: dict[int, list[Version]] = defaultdict(list)
    for row in versions_at(session, condition) if ids_by_key else []:
        owner = ids_by_key[row.kind].get(row.kind.natural_key(row.facts))
        if owner not in (None, row.entity.id):
            by_entity[owner].append(row)
    return by_entity
