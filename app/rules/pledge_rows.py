"""What a pledge is worth on each day: the rows of `pledge_state`, by the rules of `pledge_state`.

They follow from the parts of one pledge at one moment, and from no other pledge's state.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

from app.models.derived import SEPARATOR
from app.models.step import AXES
from app.models.vocabulary import (
    ActorKind,
    Attribution,
    Bindingness,
    ConditionKind,
    Delivery,
    LinkKind,
    Standing,
)
from app.rules.amount_facts import amount_facts, level_facts
from app.rules.dated import END, FIRST, Days, day_segments, oldest_days
from app.rules.pledge_parts import PledgeParts, StepPart
from app.rules.pledge_state import UNCOUNTED_LINKS, ByThen, Exclusion
from app.rules.staleness import DAYS_UNTIL_OLD
from app.spine.versioned import Facts

NEVER_STALE = (Delivery.DELIVERED, Delivery.ENDED)


def pledge_rows(parts: PledgeParts) -> list[Facts]:
    """The rows of a pledge, one for each stretch of days on which it stands otherwise."""
    step_days = {step.step_id: days_of_step(parts, step) for step in parts.steps}
    presence = presence_days(parts, step_days)
    lasting_facts = facts_of_all_days(parts)
    rows: list[Facts] = []
    facts_before: Facts | None = None
    for from_day, to_day in day_segments([*step_days.values(), *presence]):
        facts = lasting_facts | facts_on_day(parts, step_days, lasting_facts, from_day)
        facts["by_then"] = by_then(presence, from_day)
        facts["exclusion"] = exclusion_reason(facts)
        if facts == facts_before:
            rows[-1]["to_day"] = to_day
        else:
            rows.append(facts | {"from_day": from_day, "to_day": to_day})
        facts_before = facts
    return rows


def days_of_step(parts: PledgeParts, step: StepPart) -> Days:
    """The days of a step: its own, else those of its oldest source, else always."""
    own_citations = (each for each in parts.citations if each.parent_id == step.step_id)
    return step.at or oldest_days(each.published for each in own_citations)


def presence_days(parts: PledgeParts, step_days: Mapping[int, Days]) -> list[Days]:
    """The days that make a pledge be there: of its announcement and steps, else of its sources."""
    days = list(step_days.values())
    if parts.own.announced:
        return [parts.own.announced, *days]
    return days or [oldest_days(each.published for each in parts.citations)]


def facts_of_all_days(parts: PledgeParts) -> Facts:
    """What is so of a pledge whatever the day."""
    own = parts.own
    dates = [each.latest for each in parts.citations]
    dates += [each.latest for each in parts.confirmations]
    kinds = [kind for kind in ConditionKind if kind in parts.condition_kinds]
    links = (*UNCOUNTED_LINKS, LinkKind.CONTRADICTS)
    return {
        "pledge_id": own.pledge_id,
        "actor_id": own.actor_id,
        "actor_kind": own.actor_kind,
        "domain": own.domain,
        "capability": own.capability,
        "evidence_on": max(filter(None, dates), default=None),
        "conditions": SEPARATOR.join(kinds) or None,
        "linked": next((kind for kind in links if kind in parts.link_kinds), None),
    }


def facts_on_day(
    parts: PledgeParts, step_days: Mapping[int, Days], lasting_facts: Facts, day: date
) -> Facts:
    """What the steps of a pledge say on a day, and who says so."""
    steps = [step for step in parts.steps if step_days[step.step_id].counts(day)]
    steps.sort(key=lambda step: (step_days[step.step_id], step.step_id))
    facts = facts_of_steps(tuple((step_days[step.step_id], step) for step in steps)).copy()
    facts["attribution"] = attribution(parts, facts["bindingness_step"])
    facts["possibly"] = sum(days.may_count(day) for days in step_days.values())
    facts["stale_from"] = stale_day(
        lasting_facts["evidence_on"], facts["bindingness"], facts["delivery"]
    )
    return facts


@lru_cache(maxsize=64)  # most days, and most revisions, change nothing of the steps
def facts_of_steps(dated_steps: tuple[tuple[Days, StepPart], ...]) -> Facts:
    """What steps say that count, each with its days, the latest last; shared, so copy it."""
    steps = [step for _, step in dated_steps]
    days = {step.step_id: its_days for its_days, step in dated_steps}
    axes = latest_statements(steps)
    facts = axes | amount_facts(steps, days)
    return facts | level_facts(facts, steps, days)


def latest_statements(steps: Sequence[StepPart]) -> Facts:
    """What the last of these steps says that says something, and which, on each axis."""
    facts: Facts = {}
    for axis in AXES:
        last = next((step for step in reversed(steps) if getattr(step, axis) is not None), None)
        facts[axis] = getattr(last, axis) if last else None
        facts[f"{axis}_step"] = last.step_id if last else None
    return facts


def attribution(parts: PledgeParts, step_id: int | None) -> Attribution | None:
    """Who says how firm a pledge is; None without a step that does."""
    if step_id is None:
        return None
    citations = [
        each
        for each in parts.citations
        if each.parent_id == step_id and each.fact in (None, "bindingness")
    ]
    if any(each.each or parts.own.actor_id in each.on_behalf for each in citations):
        return Attribution.OWN
    if any(each.speaker is not None for each in citations):
        return Attribution.ANOTHER
    return Attribution.REPORTED if citations else Attribution.UNCITED


def stale_day(
    evidence_on: date | None, firmness: Bindingness | None, delivery: Delivery | None
) -> date | None:
    """The first day on which a pledge is unconfirmed lately; None for never.

    Firmness that is not recorded is taken as floated.
    """
    if delivery in NEVER_STALE:
        return None
    if evidence_on is None:
        return FIRST
    days = DAYS_UNTIL_OLD[firmness or Bindingness.FLOATED] + 1
    return evidence_on + timedelta(days) if (END - evidence_on).days >= days else None


def by_then(presence: Sequence[Days], day: date) -> ByThen:
    """Whether a pledge is there on a day that these days make be there."""
    if any(days.counts(day) for days in presence):
        return ByThen.COUNTS
    return ByThen.POSSIBLY if any(d.may_count(day) for d in presence) else ByThen.NOT_YET


def exclusion_reason(facts: Facts) -> Exclusion | None:
    """Why a pledge is in no total: the first reason that applies; None if it is counted."""
    standing, delivery = facts["standing"], facts["delivery"]
    reasons = {
        Exclusion.NOT_YET: facts["by_then"] is ByThen.NOT_YET,
        Exclusion.POSSIBLY: facts["by_then"] is ByThen.POSSIBLY,
        Exclusion.NO_COUNTRY: facts["actor_kind"] != ActorKind.COUNTRY,
        Exclusion.GONE: standing not in (None, Standing.ACTIVE) or delivery == Delivery.ENDED,
        Exclusion.NOT_OWN: facts["attribution"] != Attribution.OWN,
        Exclusion.FLOATED: facts["bindingness"] == Bindingness.FLOATED,
        Exclusion.LINKED: facts["linked"] is not None,
    }
    return next((reason for reason, applies in reasons.items() if applies), None)
