"""The status line of a pledge: computed, never typed, and able to explain itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.models import Condition
from app.models.vocabulary import (
    LIMITS,
    Attribution,
    Bindingness,
    ConditionKind,
    Delivery,
    Domain,
    Gate,
    Readiness,
    Standing,
)
from app.rules.rule import Rule
from app.rules.value import Value

RULE = Rule(
    "status-line",
    "The status line",
    1,
    (
        "One line says how firm a pledge is, how ready, how far it has come, and what it waits "
        "for: “Declared · units chosen · waits for a ceasefire”. Nobody types it: it is put "
        "together from the latest step that states each of these, and from the conditions.",
        "What only another says, or nobody by name, reads “said to be declared”. "
        "A pledge that no longer stands begins with why: withdrawn, lapsed, superseded, or "
        "disputed. A condition for the commitment reads “no commitment before …”; one for the "
        "deployment “waits for …”. Limits (where, when, in which role) hold up nothing and are "
        "shown beside it. Of alternatives, one is enough: “a ceasefire or a peace agreement”.",
    ),
)

READY: dict[Readiness, tuple[str, str]] = {  # of forces, of money
    Readiness.SPECIFIED: ("size or type given", "amount given"),
    Readiness.ALLOCATED: ("units chosen", "money set aside"),
    Readiness.READY: ("ready to move", "ready to pay"),
}
FAR: dict[Delivery, tuple[str, str]] = {
    Delivery.PARTIAL: ("partly deployed", "partly disbursed"),
    Delivery.DELIVERED: ("deployed", "disbursed"),
    Delivery.ENDED: ("ended", "ended"),
}
HEARSAY = (Attribution.ANOTHER, Attribution.REPORTED)
LEADS: dict[Gate, str] = {
    Gate.COMMITMENT: "no commitment before ",
    Gate.DEPLOYMENT: "waits for ",
}
AWAITED: dict[ConditionKind, str] = {
    ConditionKind.CEASEFIRE: "a ceasefire",
    ConditionKind.PEACE_AGREEMENT: "a peace agreement",
    ConditionKind.TERMS_AGREED: "terms agreed by both sides",
    ConditionKind.HOST_CONSENT: "the host’s consent",
    ConditionKind.RUSSIAN_ACQUIESCENCE: "Russian acquiescence",
    ConditionKind.US_BACKSTOP: "a US backstop",
    ConditionKind.MANDATE: "a UN or OSCE mandate",
    ConditionKind.PARLIAMENTARY_APPROVAL: "parliament’s approval",
    ConditionKind.GOVERNMENT_DECISION: "a government decision",
    ConditionKind.FUNDING_APPROVED: "the money’s approval",
    ConditionKind.MISSION_DEFINED: "a defined mission",
    ConditionKind.BURDEN_SHARING: "others’ shares",
}


@dataclass(frozen=True)
class Part:
    """A piece of the line, and the step or the conditions it rests on."""

    words: str
    steps: tuple[int, ...] = ()
    conditions: tuple[int, ...] = ()


def status(pledge: Value, conditions: Sequence[Condition]) -> list[Part]:
    """The parts of the line, in their order; joined by " · " they are the line."""
    money = pledge.domain == Domain.FUNDING
    firm: str = pledge.bindingness or "firmness not recorded"
    if pledge.attribution in HEARSAY and pledge.bindingness != Bindingness.FLOATED:
        firm = f"said to be {firm}"
    parts = [Part(firm, step(pledge.bindingness_step))]
    if pledge.standing not in (None, Standing.ACTIVE):
        parts.insert(0, Part(str(pledge.standing), step(pledge.standing_step)))
    if pledge.readiness in READY:
        parts.append(Part(READY[pledge.readiness][money], step(pledge.readiness_step)))
    if pledge.delivery in FAR:
        parts.append(Part(FAR[pledge.delivery][money], step(pledge.delivery_step)))
    parts += waits(conditions)
    first = parts[0]
    return [Part(capital(first.words), first.steps), *parts[1:]]


def waits(conditions: Iterable[Condition]) -> list[Part]:
    """What the commitment, then the deployment, waits for; alternatives as one."""
    sets: dict[Gate, dict[int, list[Condition]]] = {gate: {} for gate in Gate}
    for condition in conditions:
        if condition.gate is not None:
            first = condition.alternative_to_id or condition.entity_id
            sets[condition.gate].setdefault(first, []).append(condition)
    return [held_up(gate, these) for gate, these in sets.items() if these]


def held_up(gate: Gate, sets: Mapping[int, Sequence[Condition]]) -> Part:
    """What waits for one of each of these sets; those without an alternative come first."""
    ordered = sorted(sets.items(), key=lambda item: (len(item[1]) > 1, item[0]))
    said = " and ".join(awaited(alternatives, among=len(sets)) for _, alternatives in ordered)
    ids = tuple(condition.entity_id for _, alternatives in ordered for condition in alternatives)
    return Part(LEADS[gate] + said, conditions=ids)


def awaited(alternatives: Sequence[Condition], among: int) -> str:
    """One of these conditions in words, so that the next “and” is not taken for a part of it."""
    either = "either " if among > 1 and len(alternatives) > 1 else ""
    return either + " or ".join(AWAITED[condition.kind] for condition in alternatives)


def limits(conditions: Iterable[Condition]) -> list[Condition]:
    """Those that limit an offer and hold up nothing."""
    return [condition for condition in conditions if condition.kind in LIMITS]


def line(parts: Iterable[Part]) -> str:
    """The status line."""
    return " · ".join(part.words for part in parts)


def step(number: int | None) -> tuple[int, ...]:
    """The step a part rests on, if there is one."""
    return () if number is None else (number,)


def capital(words: str) -> str:
    """The words, the first letter a capital."""
    return words[:1].upper() + words[1:]
