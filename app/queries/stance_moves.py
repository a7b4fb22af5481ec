"""How a new stance moves from the one before it."""

from datetime import date

from app.models.when import When
from app.queries.register_diff import RegisterDiff
from app.rules.difference import Outcome, OutcomeKind
from app.spine.versioned import Facts


def stance_move(diff: RegisterDiff, stance_id: int, facts: Facts) -> Outcome | None:
    """How a new stance moves from the one before it, as far as dates say which that is.

    None where the actor had no stance on it at the earlier revision, no dated one before, or the
    same position.
    """
    about = facts["actor_id"], facts["proposition"]
    stances = [v for v in diff.stances if (v.facts["actor_id"], v.facts["proposition"]) == about]
    if not any(v.is_true_at(diff.span[0]) for v in stances):
        return None
    dated_stances = [
        (v.entity.id, v.facts) for v in stances if v.facts["at"] and v.entity.id != stance_id
    ]
    earlier = [
        each for each in dated_stances if facts["at"] and day_order(each[1]) < day_order(facts)
    ]
    if not earlier:
        return None
    _, last = max(earlier, key=lambda each: (day_order(each[1]), each[0]))
    if last["position"] == facts["position"]:
        return None
    sides = str(last["position"]), str(facts["position"])
    return Outcome(OutcomeKind.MOVED, str(facts["proposition"]), *sides, (stance_id,))


def day_order(facts: Facts) -> tuple[date, date]:
    """What dated rows are ordered by: the latest possible day, then the earliest."""
    at: When = facts["at"]
    return at.latest, at.earliest or date.min
