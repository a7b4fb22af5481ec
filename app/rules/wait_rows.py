"""What things wait for, and how it stands on each day: rows of `awaited` and `condition_state`."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from app.models.derived import NOBODY
from app.models.vocabulary import OF_AN_ACTOR, CircumstanceState, ConditionKind
from app.rules.dated import Days, day_segments, days_between, oldest_days
from app.spine.versioned import Facts


class CircumstancePart(NamedTuple):
    """A circumstance of an actor, or of the world."""

    whose: int
    circumstance_id: int
    kind: ConditionKind
    state: CircumstanceState
    earliest: date | None
    latest: date | None


class PublicationPart(NamedTuple):
    """When a source that a circumstance cites was first published."""

    whose: int
    circumstance_id: int
    earliest: date | None
    latest: date | None


class GatedPart(NamedTuple):
    """A condition that is no limit."""

    parent_id: int
    condition_id: int
    first_id: int
    kind: ConditionKind
    actor_id: int | None


class OwnerPart(NamedTuple):
    """The actor of the pledge or stance that waits."""

    parent_id: int
    actor_id: int


def condition_state_rows(parts: Iterable[CircumstancePart | PublicationPart]) -> list[Facts]:
    """What holds of each kind on each day, for one actor or the world: the latest that counts."""
    publications: dict[int, list[Days | None]] = defaultdict(list)
    by_kind: dict[ConditionKind, list[CircumstancePart]] = defaultdict(list)
    for part in parts:
        if isinstance(part, CircumstancePart):
            by_kind[part.kind].append(part)
        else:
            days = days_between(part.earliest, part.latest)
            publications[part.circumstance_id].append(days)
    rows: list[Facts] = []
    for circumstances in by_kind.values():
        days_by_id = {
            each.circumstance_id: days_between(each.earliest, each.latest)
            or oldest_days(publications[each.circumstance_id])
            for each in circumstances
        }
        rows += rows_of_kind(circumstances, days_by_id)
    return rows


def rows_of_kind(circumstances: list[CircumstancePart], days: dict[int, Days]) -> list[Facts]:
    """The rows of one kind of circumstance, for the days from the first that counts on."""
    ordered = sorted(circumstances, key=lambda c: (days[c.circumstance_id], c.circumstance_id))
    rows: list[Facts] = []
    for from_day, to_day in day_segments(days.values()):
        current = next((c for c in ordered[::-1] if days[c.circumstance_id].counts(from_day)), None)
        if current is None:
            continue
        if rows and rows[-1]["circumstance_id"] == current.circumstance_id:
            rows[-1]["to_day"] = to_day
            continue
        facts = {"whose": current.whose, "kind": current.kind, "state": current.state}
        facts |= {"circumstance_id": current.circumstance_id}
        rows.append(facts | {"from_day": from_day, "to_day": to_day})
    return rows


def awaited_rows(parts: Iterable[GatedPart | OwnerPart]) -> list[Facts]:
    """What one pledge or stance waits for, and whose circumstance that is.

    It is that of the actor which the condition names, else of the owner of the pledge or stance;
    nobody's where it is one of the world.
    """
    conditions: list[GatedPart] = []
    owner = NOBODY
    for part in parts:
        if isinstance(part, GatedPart):
            conditions.append(part)
        else:
            owner = part.actor_id
    return [
        {
            "parent_id": each.parent_id,
            "condition_id": each.condition_id,
            "first_id": each.first_id,
            "kind": each.kind,
            "whose": (each.actor_id or owner) if each.kind in OF_AN_ACTOR else NOBODY,
        }
        for each in conditions
    ]
