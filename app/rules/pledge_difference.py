"""What became of a pledge between two states of the register."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.models import Condition
from app.models.quantity import Quantity
from app.models.step import AMOUNT_WORDS, AMOUNTS
from app.models.vocabulary import (
    Attribution,
    Bindingness,
    Delivery,
    Domain,
    Gate,
    Readiness,
    Standing,
)
from app.rules import status
from app.rules.conditions import alternatives_id
from app.rules.difference import Outcome, OutcomeKind
from app.rules.pledge_state import PledgeState
from app.spine.value import Term

NOT_STATED = "not stated"
NOT_YET = ("nothing sent", "nothing paid")
NOTHING, ENDLESS = Decimal(0), Decimal("Infinity")
FIRM, READY, FAR = list(Bindingness), list(Readiness), list(Delivery)


@dataclass(frozen=True)
class PledgeSide:
    """A pledge in one of the two states, and the conditions it still waits for there."""

    state: PledgeState
    open_conditions: Sequence[Condition]

    def __str__(self) -> str:
        """The status line of the pledge, led by its amounts."""
        line = status.status_line(status.status_parts(self.state, self.open_conditions))
        quantity = self.state.amount_words or self.state.offered
        return f"{quantity}, {line[:1].lower()}{line[1:]}" if quantity else line

    @property
    def waits(self) -> dict[str, tuple[int, ...]]:
        """What the pledge waits for, in words, each with the conditions that say so."""
        sets: dict[int, list[Condition]] = {}
        for condition in self.open_conditions:
            sets.setdefault(alternatives_id(condition), []).append(condition)
        return {condition_words(each): tuple(c.entity_id for c in each) for each in sets.values()}


def condition_words(alternatives: Sequence[Condition]) -> str:
    """One condition, or its alternatives, in words."""
    ending = " before any commitment" if alternatives[0].gate == Gate.COMMITMENT else ""
    return status.alternatives_words(alternatives, among=1) + ending


def pledge_outcomes(before: PledgeSide | None, after: PledgeSide | None) -> list[Outcome]:
    """What became of a pledge: nothing if it is worth the same in both states."""
    if before is None or after is None:
        return presence_outcomes(before, after)
    was, now = before.state, after.state
    return [
        *standing_outcomes(was, now),
        *ladder_outcomes(was, now, "bindingness", FIRM, (OutcomeKind.FIRMER, OutcomeKind.WEAKER)),
        *readiness_outcomes(was, now),
        *ladder_outcomes(was, now, "delivery", FAR, (OutcomeKind.FURTHER, OutcomeKind.LESS_FAR)),
        *(outcome for name in AMOUNTS for outcome in amount_outcomes(was, now, name)),
        *wait_outcomes(before, after),
        *attribution_outcomes(was, now),
    ]


def presence_outcomes(before: PledgeSide | None, after: PledgeSide | None) -> list[Outcome]:
    """What became of a pledge that is in one state only."""
    if after is not None:
        return [Outcome(OutcomeKind.NEW, after=str(after), row_ids=(after.state.pledge_id,))]
    if before is not None:
        return [
            Outcome(OutcomeKind.RETRACTED, before=str(before), row_ids=(before.state.pledge_id,))
        ]
    return []


def axis_step_ids(was: PledgeState, now: PledgeState, axis: str) -> tuple[int, ...]:
    """The steps that say where the pledge stands on an axis, in both states."""
    return tuple(filter(None, (getattr(side, f"{axis}_step") for side in (was, now))))


def ladder_outcomes(
    was: PledgeState,
    now: PledgeState,
    axis: str,
    rungs: Sequence[Term],
    words: tuple[OutcomeKind, OutcomeKind],
) -> list[Outcome]:
    """What became of a pledge on an axis of `rungs`, lowest first; `words` are for up and for down.

    Of readiness and delivery the lowest says no more than nothing does; of bindingness it does.
    """
    low, high = getattr(was, axis), getattr(now, axis)
    floor = -1 if axis == "bindingness" else 0
    at, to = (rungs.index(each) if each else floor for each in (low, high))
    if at == to:
        return []
    money = now.domain == Domain.FUNDING
    levels = axis_words(low, money=money), axis_words(high, money=money)
    rows = axis_step_ids(was, now, axis)
    if -1 in (at, to):
        return [
            Outcome(
                OutcomeKind.STATED if at == -1 else OutcomeKind.UNSTATED, "how firm", *levels, rows
            )
        ]
    return [Outcome(words[at > to], "", *levels, rows)]


def readiness_outcomes(was: PledgeState, now: PledgeState) -> list[Outcome]:
    """Whether a pledge became readier; what an amount says of that is told with the amount."""
    if readiness_without_amount(was) == readiness_without_amount(now):
        return []
    words = OutcomeKind.READIER, OutcomeKind.LESS_READY
    return ladder_outcomes(was, now, "readiness", READY, words)


def readiness_without_amount(state: PledgeState) -> Readiness | None:
    """How ready a pledge is; None where nothing says more than the step with its amount."""
    step = state.readiness_step
    is_by_amount = step is not None and step == state.offered_step
    is_low = state.readiness is Readiness.SPECIFIED and is_by_amount
    return None if is_low or state.readiness is Readiness.UNSPECIFIED else state.readiness


def axis_words(level: Term | None, *, money: bool) -> str:
    """A level of an axis as the status line says it."""
    if level is None:
        return NOT_STATED
    if level is Delivery.NONE:
        return NOT_YET[money]
    return status.LEVEL_WORDS[level][money] if level in status.LEVEL_WORDS else str(level)


def standing_outcomes(was: PledgeState, now: PledgeState) -> list[Outcome]:
    """Whether the pledge stands, was withdrawn or is disputed, if that changed."""
    low, high = (side.standing or Standing.ACTIVE for side in (was, now))
    if low == high:
        return []
    words = {
        Standing.ACTIVE: OutcomeKind.STANDS,
        Standing.WITHDRAWN: OutcomeKind.WITHDRAWN,
        Standing.DISPUTED: OutcomeKind.DISPUTED,
    }
    rows = axis_step_ids(was, now, "standing")
    return [Outcome(words.get(high, OutcomeKind.FALLEN), "", str(low), str(high), rows)]


def amount_outcomes(was: PledgeState, now: PledgeState, name: str) -> list[Outcome]:
    """Whether one of AMOUNTS grew or shrank; the same in other words is the same.

    Where sources disagree on it in one of the two states, it is neither more nor less.
    """
    before, after = was.amount(name), now.amount(name)
    if before.figures == after.figures:
        return []
    low, high = before.words, after.words
    rows = axis_step_ids(was, now, name)
    which = "" if name == "offered" else AMOUNT_WORDS[name]
    if not (low and high):
        word = OutcomeKind.UNSTATED if low else OutcomeKind.STATED
        detail = f"how much{' is ' if which else ''}{which}"
        return [Outcome(word, detail, low or NOT_STATED, high or NOT_STATED, rows)]
    word = OutcomeKind.OTHER
    if before.quantity and after.quantity and not (before.contested or after.contested):
        word = compare_quantities(before.quantity, after.quantity)
    return [Outcome(word, which, low, high, rows)]


def compare_quantities(low: Quantity, high: Quantity) -> OutcomeKind:
    """Whether the second is more or less than the first, as far as both say."""
    has_figures = (None, None) not in (low.bounds, high.bounds)
    was, now = comparable_ends(low), comparable_ends(high)
    if has_figures and (low.unit, low.per) == (high.unit, high.per) and was != now:
        if now[0] >= was[0] and now[1] >= was[1]:
            return OutcomeKind.MORE
        if now[0] <= was[0] and now[1] <= was[1]:
            return OutcomeKind.LESS
    return OutcomeKind.OTHER


def comparable_ends(quantity: Quantity) -> tuple[Decimal, Decimal]:
    """The ends of a quantity, to compare: without a least 0, without a most no end."""
    low, high = quantity.bounds
    return (NOTHING if low is None else low, ENDLESS if high is None else high)


def wait_outcomes(before: PledgeSide, after: PledgeSide) -> list[Outcome]:
    """What the pledge began to wait for, and what it waits for no more."""
    was, now = before.waits, after.waits
    new_waits = [
        Outcome(OutcomeKind.WAITS, words, row_ids=now[words]) for words in now if words not in was
    ]
    old_waits = [
        Outcome(OutcomeKind.FREE, words, row_ids=was[words]) for words in was if words not in now
    ]
    return [*old_waits, *new_waits]


def attribution_outcomes(was: PledgeState, now: PledgeState) -> list[Outcome]:
    """Whether the owner began to say so itself, or is no longer cited for it."""
    is_own = [side.attribution == Attribution.OWN for side in (was, now)]
    if is_own[0] == is_own[1]:
        return []
    word = OutcomeKind.OWN if is_own[1] else OutcomeKind.NOT_OWN
    return [Outcome(word, row_ids=axis_step_ids(was, now, "bindingness"))]
