"""What became of a pledge between two states of the register."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from app.models import Condition
from app.models.quantity import Quantity
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
from app.rules.difference import Told, Word
from app.rules.value import Value
from app.rules.waiting import first_of
from app.spine.value import Term

NOT_STATED = "not stated"
NOT_YET = ("nothing sent", "nothing paid")
NOTHING, ENDLESS = Decimal(0), Decimal("Infinity")
FIRM, READY, FAR = list(Bindingness), list(Readiness), list(Delivery)


@dataclass(frozen=True)
class Side:
    """A pledge in one of the two states, and the conditions it still waits for there."""

    value: Value
    open: Sequence[Condition]

    def __str__(self) -> str:
        """Its status line, led by how much it is."""
        line = status.line(status.status(self.value, self.open))
        quantity = self.value.quantity
        return f"{quantity}, {line[:1].lower()}{line[1:]}" if quantity else line

    @property
    def awaited(self) -> dict[str, tuple[int, ...]]:
        """What it waits for, in words, each with the conditions that say so."""
        sets: dict[int, list[Condition]] = {}
        for condition in self.open:
            sets.setdefault(first_of(condition), []).append(condition)
        return {worded(each): tuple(c.entity_id for c in each) for each in sets.values()}


def worded(alternatives: Sequence[Condition]) -> str:
    """One condition, or its alternatives, in words."""
    ending = " before any commitment" if alternatives[0].gate == Gate.COMMITMENT else ""
    return status.awaited(alternatives, among=1) + ending


def of_pledge(before: Side | None, after: Side | None) -> list[Told]:
    """What became of a pledge: nothing if it is worth the same in both states."""
    if before is None or after is None:
        return came_or_went(before, after)
    was, now = before.value, after.value
    return [
        *of_standing(was, now),
        *ladder(was, now, "bindingness", FIRM, (Word.FIRMER, Word.WEAKER)),
        *ladder(was, now, "readiness", READY, (Word.READIER, Word.LESS_READY)),
        *ladder(was, now, "delivery", FAR, (Word.FURTHER, Word.LESS_FAR)),
        *of_quantity(was, now),
        *of_waits(before, after),
        *of_attribution(was, now),
    ]


def came_or_went(before: Side | None, after: Side | None) -> list[Told]:
    """What became of a pledge that is in one state only."""
    if after is not None:
        return [Told(Word.NEW, after=str(after), rows=(after.value.pledge_id,))]
    if before is not None:
        return [Told(Word.RETRACTED, before=str(before), rows=(before.value.pledge_id,))]
    return []


def steps(was: Value, now: Value, axis: str) -> tuple[int, ...]:
    """The steps that say what it is worth on an axis, in both states."""
    return tuple(filter(None, (getattr(side, f"{axis}_step") for side in (was, now))))


def ladder(
    was: Value, now: Value, axis: str, rungs: Sequence[Term], words: tuple[Word, Word]
) -> list[Told]:
    """What became of it on an axis of `rungs`, lowest first, with the words for up and down.

    Of readiness and delivery the lowest says no more than nothing does; of bindingness it does.
    """
    low, high = getattr(was, axis), getattr(now, axis)
    floor = -1 if axis == "bindingness" else 0
    at, to = (rungs.index(each) if each else floor for each in (low, high))
    if at == to:
        return []
    money = now.domain == Domain.FUNDING
    told = axis_words(low, money=money), axis_words(high, money=money)
    rows = steps(was, now, axis)
    if -1 in (at, to):
        return [Told(Word.STATED if at == -1 else Word.UNSTATED, "how firm", *told, rows)]
    return [Told(words[at > to], "", *told, rows)]


def axis_words(level: Any, *, money: bool) -> str:  # noqa: ANN401
    """A level of an axis as the status line says it."""
    if level is None:
        return NOT_STATED
    known: dict[Any, tuple[str, str]] = {**status.READY, **status.FAR, Delivery.NONE: NOT_YET}
    return known[level][money] if level in known else str(level)


def of_standing(was: Value, now: Value) -> list[Told]:
    """Whether it still stands."""
    low, high = (side.standing or Standing.ACTIVE for side in (was, now))
    if low == high:
        return []
    words = {
        Standing.ACTIVE: Word.STANDS,
        Standing.WITHDRAWN: Word.WITHDRAWN,
        Standing.DISPUTED: Word.DISPUTED,
    }
    rows = steps(was, now, "standing")
    return [Told(words.get(high, Word.FALLEN), "", str(low), str(high), rows)]


def of_quantity(was: Value, now: Value) -> list[Told]:
    """Whether it is more or less; the same in other words is the same."""
    low, high = was.quantity, now.quantity
    low, high = (each if each and said(each) else None for each in (low, high))
    if (low and low.figures) == (high and high.figures):
        return []
    told = [str(each) if each else NOT_STATED for each in (low, high)]
    rows = steps(was, now, "quantity")
    if low is None or high is None:
        word, what = (Word.STATED if low is None else Word.UNSTATED), "how much"
    else:
        word, what = compared(low, high), ""
    return [Told(word, what, told[0], told[1], rows)]


def said(quantity: Quantity) -> bool:
    """Whether there is a figure, or words for one."""
    return quantity.bounds != (None, None) or quantity.words is not None


def compared(low: Quantity, high: Quantity) -> Word:
    """Whether the second is more or less than the first, as far as both say."""
    figured = (None, None) not in (low.bounds, high.bounds)
    was, now = ends(low), ends(high)
    if figured and (low.unit, low.per) == (high.unit, high.per) and was != now:
        if now[0] >= was[0] and now[1] >= was[1]:
            return Word.MORE
        if now[0] <= was[0] and now[1] <= was[1]:
            return Word.LESS
    return Word.OTHER


def ends(quantity: Quantity) -> tuple[Decimal, Decimal]:
    """The ends of a quantity, to compare: without a least 0, without a most no end."""
    low, high = quantity.bounds
    return (NOTHING if low is None else low, ENDLESS if high is None else high)


def of_waits(before: Side, after: Side) -> list[Told]:
    """What it waits for now and did not, and the other way round."""
    was, now = before.awaited, after.awaited
    added = [Told(Word.WAITS, words, rows=now[words]) for words in now if words not in was]
    gone = [Told(Word.FREE, words, rows=was[words]) for words in was if words not in now]
    return [*gone, *added]


def of_attribution(was: Value, now: Value) -> list[Told]:
    """Whether its owner says so now, or no longer."""
    own = [side.attribution == Attribution.OWN for side in (was, now)]
    if own[0] == own[1]:
        return []
    word = Word.OWN if own[1] else Word.NOT_OWN
    return [Told(word, rows=steps(was, now, "bindingness"))]
