"""What must hold for a thing with its parts, over several of its rows."""

from collections.abc import Mapping

from app.models import Check, Citation, Condition
from app.models.vocabulary import CheckResult
from app.spine.versioned import Entity, Facts, find_kind

ThingRows = Mapping[int, tuple[Entity, Facts]]


def alternatives_point_at_the_first(rows: ThingRows) -> str | None:
    """An alternative names the first condition of its set, of the same row, and none the other."""
    for entity, facts in rows.values():
        if entity.kind != Condition.noun() or facts["alternative_to_id"] is None:
            continue
        first, first_facts = rows.get(facts["alternative_to_id"], (None, {}))
        if first is None or first.parent_id != entity.parent_id or first.id == entity.id:
            return f"“{facts['words']}” is an alternative to a condition that stands elsewhere."
        if first_facts["alternative_to_id"] is not None:
            return (
                f"“{facts['words']}” is an alternative to “{first_facts['words']}”, "
                "which is one itself: "
                "let both point at the first."
            )
    return None


def evidence_is_for_a_fact_that_is_there(rows: ThingRows) -> str | None:
    """A citation is for a fact that its row has, or for all of them."""
    for entity, facts in rows.values():
        if entity.kind != Citation.noun() or facts["fact"] is None:
            continue
        parent, _ = rows.get(entity.parent_id or 0, (None, None))
        if parent is not None and facts["fact"] not in find_kind(parent.kind).fact_names():
            return f"A {parent.kind} has no “{facts['fact']}” that one could cite for."
    return None


def what_is_still_so_is_cited(rows: ThingRows) -> str | None:
    """A check that says that something is still so rests on a citation."""
    nouns = {entity.kind for entity, _ in rows.values()}
    for entity, facts in rows.values():
        is_still_so = entity.kind == Check.noun() and facts["found"] is CheckResult.STILL_SO
        if is_still_so and Citation.noun() not in nouns:
            return "“Still so” needs the passage that says so: add a citation to this search."
    return None


THING_RULES = (
    alternatives_point_at_the_first,
    evidence_is_for_a_fact_that_is_there,
    what_is_still_so_is_cited,
)
