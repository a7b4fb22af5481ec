"""Quantities of one unit added up, no sharper than they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Context, Decimal, localcontext

from app.models.figure import phrase
from app.models.quantity import PER_WORDS, Per, Qualifier, Quantity

EXACT = Context(prec=200)  # for figures of 20 digits, before and behind the point
NOTHING = Decimal(0)


@dataclass(frozen=True)
class Doubt:
    """Why a sum, or a part of it, is a range, in words.

    Attributes:
        words: “contested: 300 troops or 400 troops”.
        pledge_ids: The pledges that it is about.
        is_contested: Whether sources disagree; else, whether the pledges add is not said.
    """

    words: str
    pledge_ids: tuple[int, ...]
    is_contested: bool


@dataclass(frozen=True)
class Sum:
    """Quantities of one unit, and of one way to come again, added up.

    Attributes:
        low: The least that they come to.
        high: The most; None where nothing bounds it.
        is_about: Whether a part is only about right.
        is_above: Whether they come to more than `low`.
        is_below: Whether they come to less than `high`.
        pledge_ids: The pledges added, by id.
        doubts: What in it is contested, and what may be the same.
    """

    unit: str
    per: Per
    low: Decimal
    high: Decimal | None
    is_about: bool
    is_above: bool
    is_below: bool
    pledge_ids: tuple[int, ...]
    doubts: tuple[Doubt, ...] = ()

    def __str__(self) -> str:
        """Its figures, and in brackets what of them is in doubt."""
        if not self.doubts:
            return self.figures
        if len(self.doubts) > 1:
            return f"{self.figures} ({self._doubt_counts()})"
        (doubt,) = self.doubts
        lead = "" if doubt.pledge_ids == self.pledge_ids else "of this "
        return f"{self.figures} ({lead}{doubt.words})"

    @property
    def figures(self) -> str:
        """As a quantity is put: “more than about 500 troops”, “300 to less than 500 troops”."""
        ends = [end for end in (self.low, self.high) if end is not None]
        lead, between = "", "to"
        if self.high is None:
            lead = Qualifier.MORE_THAN if self.is_above else Qualifier.AT_LEAST
        elif self.is_capped:
            lead, ends = (Qualifier.LESS_THAN if self.is_below else Qualifier.UP_TO), [self.high]
        elif self.low == self.high:
            ends = [self.low]
        elif self.is_below:
            between = f"to {Qualifier.LESS_THAN}"
        leads = [lead, Qualifier.ABOUT if self.is_about else ""]
        with localcontext(EXACT):
            figures = phrase(ends, self.unit, " ".join(filter(None, leads)), between)
        return f"{figures}{PER_WORDS[self.per]}"

    def _doubt_counts(self) -> str:
        """How many of its pledges are contested, and how many may be the same."""
        contested = sum(doubt.is_contested for doubt in self.doubts)
        unclear = sum(len(doubt.pledge_ids) for doubt in self.doubts if not doubt.is_contested)
        verb = "is" if contested == 1 else "are"
        parts = [f"{contested} of these {verb} contested"] if contested else []
        parts += [may_be_the_same(unclear)] if unclear else []
        return "; ".join(parts)

    @property
    def is_capped(self) -> bool:
        """Whether only its most is known."""
        return (
            self.low == NOTHING and self.high is not None and (self.is_below or self.high > NOTHING)
        )


def may_be_the_same(count: int) -> str:
    """That nobody says whether so many amounts come on top of each other."""
    return f"{count} of these may be partly the same: nobody says whether they add up"


def to_sum(pledge_id: int, quantity: Quantity, amounts: Sequence[Quantity] = ()) -> Sum:
    """The quantity of one pledge as a sum.

    One figure is both ends of its quantity; “up to” has no low, “at least” and “more than” no high;
    a range has two, after “about” too.

    Args:
        pledge_id: The pledge.
        quantity: How much it is; the range over `amounts` where there are any.
        amounts: What its sources say that disagree.
    """
    words = " or ".join(map(str, amounts))
    return Sum(
        unit=quantity.unit or "",
        per=quantity.per,
        low=NOTHING if quantity.low is None else quantity.low,
        high=quantity.high,
        is_about=quantity.qualifier is Qualifier.ABOUT,
        is_above=quantity.qualifier is Qualifier.MORE_THAN,
        is_below=quantity.qualifier is Qualifier.LESS_THAN,
        pledge_ids=(pledge_id,),
        doubts=(Doubt(f"contested: {words}", (pledge_id,), is_contested=True),) if amounts else (),
    )


def add_sums(sums: Sequence[Sum]) -> Sum:
    """Sums of one unit, and of one way to come again, added."""
    low, high = NOTHING, NOTHING
    for each in sums:
        low = EXACT.add(low, each.low)
        high = EXACT.add(high, each.high or NOTHING)
    is_bounded = all(each.high is not None for each in sums)
    return Sum(
        unit=sums[0].unit,
        per=sums[0].per,
        low=low,
        high=high if is_bounded else None,
        is_about=any(each.is_about for each in sums),
        is_above=any(each.is_above for each in sums),
        is_below=is_bounded and any(each.is_below for each in sums),
        pledge_ids=tuple(sorted(i for each in sums for i in each.pledge_ids)),
        doubts=tuple(doubt for each in sums for doubt in each.doubts),
    )


def join_sums(sums: Sequence[Sum]) -> Sum:
    """Sums of which it is not said whether they add: at least the largest, at most all together."""
    sums = sorted(sums, key=lambda each: each.pledge_ids)
    together = add_sums(sums)
    low = max(each.low for each in sums)
    *first, last = [each.figures for each in sums]
    words = f"{', '.join(first)} and {last}; whether they add is not said"
    return replace(
        together,
        low=low,
        is_above=any(each.is_above for each in sums if each.low == low),
        doubts=(*together.doubts, Doubt(words, together.pledge_ids, is_contested=False)),
    )


def ids_across(
    free: Iterable[Sum], waiting: Iterable[Sum], pairs: Iterable[tuple[int, int]]
) -> tuple[int, ...]:
    """The pledges that an unclear link ties across two lists of sums of one unit, by id."""
    kinds = [{i: (s.unit, s.per) for s in half for i in s.pledge_ids} for half in (free, waiting)]
    across = {
        i
        for first, second in pairs
        for a, b in ((first, second), (second, first))
        if a in kinds[0] and kinds[0][a] == kinds[1].get(b)
        for i in (a, b)
    }
    return tuple(sorted(across))


def join_unclear(sums: Iterable[Sum], pairs: Iterable[tuple[int, int]]) -> list[Sum]:
    """The sums of single pledges, those that such pairs of pledges connect joined into one."""
    groups = {each.pledge_ids[0]: [each] for each in sums}
    for first, second in pairs:
        if first in groups and second in groups and groups[first] is not groups[second]:
            group = groups[first] + groups[second]
            groups |= {each.pledge_ids[0]: group for each in group}
    different = {id(group): group for group in groups.values()}.values()
    return [join_sums(group) if len(group) > 1 else group[0] for group in different]
