"""The status line of a pledge: computed, never typed, and able to explain itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

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
from app.rules.disagreement import Statement
from app.rules.rule import Rule
from app.rules.value import Value
from app.rules.waiting import first_of
from app.spine.value import Term

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
        "shown beside it. Of alternatives, one is enough: “a ceasefire or a peace agreement”. "
        "What is met on the day is no longer waited for. Where sources disagree, all that they "
        "say stands in the line.",
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
LEVELS = {str(level): words for level, words in (*READY.items(), *FAR.items())}
LOWEST: dict[str, str] = {  # what the line leaves out
    Readiness.UNSPECIFIED: "no size, type or amount given",
    Delivery.NONE: "no deployment or payment reported",
    Standing.ACTIVE: "not taken back",
}
HEARSAY = (Attribution.ANOTHER, Attribution.REPORTED)
LEADS: dict[Gate, str] = {
    Gate.COMMITMENT: "no commitment before",
    Gate.DEPLOYMENT: "waits for",
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
    """A piece of the line, and what it rests on.

    Attributes:
        axis: The axis it tells of; "" of what is waited for.
        lead: How what is waited for is led in: “waits for”.
        awaited: What is waited for: “a ceasefire”.
    """

    words: str
    steps: tuple[int, ...] = ()
    conditions: tuple[int, ...] = ()
    axis: str = ""
    lead: str = ""
    awaited: str = ""


def status(
    pledge: Value,
    conditions: Sequence[Condition],
    contested: Mapping[str, Sequence[Statement]] | None = None,
) -> list[Part]:
    """The parts of the line, in their order; joined by " · " they are the line.

    Args:
        pledge: What it is worth on the day.
        conditions: What it still waits for on the day.
        contested: By axis, what its steps say that disagree on it, newest evidence first.
    """
    said = dict(contested or {})
    told = plainly(pledge)
    told |= {axis: disputed(axis, said[axis]) for axis in told if axis in said}
    parts = [
        Part(words, of_steps(pledge, axis, said.get(axis, ())), axis=axis)
        for axis, words in told.items()
        if words
    ]
    first, *others = [*parts, *waits(conditions)]
    return [replace(first, words=capital(first.words)), *others]


def plainly(pledge: Value) -> dict[str, str]:
    """What there is to say on each axis, in the order of the line; "" for nothing."""
    money = pledge.domain == Domain.FUNDING
    firm: str = pledge.bindingness or "firmness not recorded"
    if pledge.attribution in HEARSAY and pledge.bindingness != Bindingness.FLOATED:
        firm = f"said to be {firm}"
    told = {"standing": "", "bindingness": firm, "readiness": "", "delivery": ""}
    if pledge.standing not in (None, Standing.ACTIVE):
        told["standing"] = str(pledge.standing)
    if pledge.readiness in READY:
        told["readiness"] = READY[pledge.readiness][money]
    if pledge.delivery in FAR:
        told["delivery"] = FAR[pledge.delivery][money]
    return told


def level(pledge: Value, axis: str) -> str:
    """What it is worth on an axis, in the words of the line; "" where no step says."""
    stated = getattr(pledge, axis)
    if stated is None or axis == "bindingness":
        return plainly(pledge)[axis] if stated else ""
    return worded(stated, money=pledge.domain == Domain.FUNDING)


def worded(stated: str, *, money: bool) -> str:
    """A level of an axis in the words of the line, which leaves out the lowest ones."""
    return LEVELS[stated][money] if stated in LEVELS else LOWEST.get(stated, str(stated))


def either(stated: Term) -> str:
    """A level of an axis in the words of the line, whether of forces or of money."""
    if stated == Readiness.SPECIFIED:
        return "size, type or amount given"
    return " or ".join(dict.fromkeys(worded(stated, money=money) for money in (False, True)))


def disputed(axis: str, statements: Iterable[Statement]) -> str:
    """What sources say that disagree, newest evidence first."""
    lead = f"{axis} " if axis in ("readiness", "delivery") else ""
    return f"{lead}{' or '.join(str(s.value) for s in statements)}, sources disagree"


def of_steps(pledge: Value, axis: str, statements: Sequence[Statement]) -> tuple[int, ...]:
    """The steps that what is said on an axis rests on; none where nothing is recorded."""
    step: int | None = getattr(pledge, f"{axis}_step")
    return tuple(s.step_id for s in statements) or (() if step is None else (step,))


def waits(conditions: Iterable[Condition]) -> list[Part]:
    """What the commitment, then the deployment, waits for; alternatives as one."""
    sets: dict[Gate, dict[int, list[Condition]]] = {gate: {} for gate in Gate}
    for condition in conditions:
        if condition.gate is not None:
            sets[condition.gate].setdefault(first_of(condition), []).append(condition)
    return [held_up(gate, these) for gate, these in sets.items() if these]


def awaits(conditions: Iterable[Condition]) -> str:
    """All that is waited for, whatever waits: “a ceasefire and a defined mission”; "" for none."""
    sets: dict[int, list[Condition]] = {}
    for condition in conditions:
        if condition.gate is not None:
            sets.setdefault(condition.alternative_to_id or condition.entity_id, []).append(
                condition
            )
    return " and ".join(dict.fromkeys(each for each, _ in said(sets)))


def held_up(gate: Gate, sets: Mapping[int, Sequence[Condition]]) -> Part:
    """What waits for one of each of these sets."""
    words, ids = zip(*said(sets), strict=True)
    lead, these = LEADS[gate], " and ".join(words)
    return Part(f"{lead} {these}", conditions=sum(ids, ()), lead=lead, awaited=these)


def said(sets: Mapping[int, Sequence[Condition]]) -> list[tuple[str, tuple[int, ...]]]:
    """These sets in words, each with its conditions; those without an alternative come first."""
    ordered = sorted(sets.items(), key=lambda item: (len(item[1]) > 1, item[0]))
    return [
        (awaited(alternatives, among=len(sets)), tuple(c.entity_id for c in alternatives))
        for _, alternatives in ordered
    ]


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


def capital(words: str) -> str:
    """The words, the first letter a capital."""
    return words[:1].upper() + words[1:]
