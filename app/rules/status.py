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
from app.rules.conditions import alternatives_id
from app.rules.disagreement import Statement
from app.rules.formatting import capitalize
from app.rules.pledge_state import PledgeState
from app.rules.rule import Rule
from app.spine.value import Term

RULE = Rule(
    "status-line",
    "The status line",
    version=1,
    text=(
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

READINESS_WORDS: dict[Readiness, tuple[str, str]] = {  # of forces, of money
    Readiness.SPECIFIED: ("size or type given", "amount given"),
    Readiness.ALLOCATED: ("units chosen", "money set aside"),
    Readiness.READY: ("ready to move", "ready to pay"),
}
DELIVERY_WORDS: dict[Delivery, tuple[str, str]] = {
    Delivery.PARTIAL: ("partly deployed", "partly disbursed"),
    Delivery.DELIVERED: ("deployed", "disbursed"),
    Delivery.ENDED: ("ended", "ended"),
}
LEVEL_WORDS = {
    str(level): words for level, words in (*READINESS_WORDS.items(), *DELIVERY_WORDS.items())
}
LOWEST_LEVEL_WORDS: dict[str, str] = {  # what the line leaves out
    Readiness.UNSPECIFIED: "no size, type or amount given",
    Delivery.NONE: "no deployment or payment reported",
    Standing.ACTIVE: "not taken back",
}
HEARSAY = (Attribution.ANOTHER, Attribution.REPORTED)
GATE_WORDS: dict[Gate, str] = {
    Gate.COMMITMENT: "no commitment before",
    Gate.DEPLOYMENT: "waits for",
}
CONDITION_WORDS: dict[ConditionKind, str] = {
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
class StatusPart:
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


def status_parts(
    pledge: PledgeState,
    conditions: Sequence[Condition],
    disagreements: Mapping[str, Sequence[Statement]] | None = None,
) -> list[StatusPart]:
    """The parts of the line, in their order; joined by " · " they are the line.

    Args:
        pledge: What it is worth on the day.
        conditions: What it still waits for on the day.
        disagreements: By axis, what its steps say that disagree on it, newest evidence first.
    """
    statements = dict(disagreements or {})
    texts = axis_texts(pledge)
    texts |= {
        axis: disagreement_words(axis, statements[axis]) for axis in texts if axis in statements
    }
    parts = [
        StatusPart(words, step_ids(pledge, axis, statements.get(axis, ())), axis=axis)
        for axis, words in texts.items()
        if words
    ]
    first, *rest = [*parts, *wait_parts(conditions)]
    return [replace(first, words=capitalize(first.words)), *rest]


def axis_texts(pledge: PledgeState) -> dict[str, str]:
    """What there is to say on each axis, in the order of the line; "" for nothing."""
    money = pledge.domain == Domain.FUNDING
    firm: str = pledge.bindingness or "firmness not recorded"
    if pledge.attribution in HEARSAY and pledge.bindingness != Bindingness.FLOATED:
        firm = f"said to be {firm}"
    texts = {"standing": "", "bindingness": firm, "readiness": "", "delivery": ""}
    if pledge.standing not in (None, Standing.ACTIVE):
        texts["standing"] = str(pledge.standing)
    if pledge.readiness in READINESS_WORDS:
        texts["readiness"] = READINESS_WORDS[pledge.readiness][money]
    if pledge.delivery in DELIVERY_WORDS:
        texts["delivery"] = DELIVERY_WORDS[pledge.delivery][money]
    return texts


def axis_level_words(pledge: PledgeState, axis: str) -> str:
    """Where a pledge stands on an axis, in the words of the line; "" where no step says."""
    level = getattr(pledge, axis)
    if level is None or axis == "bindingness":
        return axis_texts(pledge)[axis] if level else ""
    return level_words(level, money=pledge.domain == Domain.FUNDING)


def level_words(level: str, *, money: bool) -> str:
    """A level of an axis in the words of the line, which leaves out the lowest ones."""
    return (
        LEVEL_WORDS[level][money]
        if level in LEVEL_WORDS
        else LOWEST_LEVEL_WORDS.get(level, str(level))
    )


def level_words_of_any(level: Term) -> str:
    """A level of an axis in the words of the line, whether of forces or of money."""
    if level == Readiness.SPECIFIED:
        return "size, type or amount given"
    return " or ".join(dict.fromkeys(level_words(level, money=money) for money in (False, True)))


def disagreement_words(axis: str, statements: Iterable[Statement]) -> str:
    """The different statements of sources that disagree, newest evidence first."""
    lead = f"{axis} " if axis in ("readiness", "delivery") else ""
    return f"{lead}{' or '.join(str(s.value) for s in statements)}, sources disagree"


def step_ids(pledge: PledgeState, axis: str, statements: Sequence[Statement]) -> tuple[int, ...]:
    """The ids of the steps behind the words on an axis; none where nothing is recorded."""
    step: int | None = getattr(pledge, f"{axis}_step")
    return tuple(s.step_id for s in statements) or (() if step is None else (step,))


def wait_parts(conditions: Iterable[Condition]) -> list[StatusPart]:
    """What the commitment, then the deployment, waits for; alternatives as one."""
    sets: dict[Gate, dict[int, list[Condition]]] = {gate: {} for gate in Gate}
    for condition in conditions:
        if condition.gate is not None:
            sets[condition.gate].setdefault(alternatives_id(condition), []).append(condition)
    return [wait_part(gate, gate_sets) for gate, gate_sets in sets.items() if gate_sets]


def all_waits(conditions: Iterable[Condition]) -> str:
    """All that is waited for, whatever waits: “a ceasefire and a defined mission”; "" for none."""
    sets: dict[int, list[Condition]] = {}
    for condition in conditions:
        if condition.gate is not None:
            sets.setdefault(condition.alternative_to_id or condition.entity_id, []).append(
                condition
            )
    return " and ".join(dict.fromkeys(each for each, _ in condition_set_words(sets)))


def wait_part(gate: Gate, sets: Mapping[int, Sequence[Condition]]) -> StatusPart:
    """The part of the line that says what waits for one condition of each set."""
    words, ids = zip(*condition_set_words(sets), strict=True)
    lead, these = GATE_WORDS[gate], " and ".join(words)
    return StatusPart(f"{lead} {these}", conditions=sum(ids, ()), lead=lead, awaited=these)


def condition_set_words(
    sets: Mapping[int, Sequence[Condition]],
) -> list[tuple[str, tuple[int, ...]]]:
    """These sets in words, each with its conditions; those without an alternative come first."""
    sorted_sets = sorted(sets.items(), key=lambda item: (len(item[1]) > 1, item[0]))
    return [
        (
            alternatives_words(alternatives, among=len(sets)),
            tuple(c.entity_id for c in alternatives),
        )
        for _, alternatives in sorted_sets
    ]


def alternatives_words(alternatives: Sequence[Condition], among: int) -> str:
    """One of these conditions in words, so that the next “and” is not taken for a part of it."""
    lead = "either " if among > 1 and len(alternatives) > 1 else ""
    return lead + " or ".join(CONDITION_WORDS[condition.kind] for condition in alternatives)


def limiting_conditions(conditions: Iterable[Condition]) -> list[Condition]:
    """The conditions that limit an offer and hold up nothing."""
    return [condition for condition in conditions if condition.kind in LIMITS]


def status_line(parts: Iterable[StatusPart]) -> str:
    """The status line."""
    return " · ".join(part.words for part in parts)
