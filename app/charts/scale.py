"""A scale from zero in per cent of whatever width there is, and how far an amount reaches on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from app.models.quantity import Quantity

FADE_REACH = 25.0  # per cent of the scale over which an open end fades
NARROW = 5.0  # per cent under which a bar has no room for a corner or a label
HEADROOM = Decimal("1.25")  # so that an open end has somewhere to fade to
STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
TICKS = 4


@dataclass(frozen=True)
class Extent:
    """Where an amount is drawn, in per cent of the scale.

    Attributes:
        start: Where it surely begins, as a drawn end; None where nothing bounds it there.
        end: Where it surely ends, as a drawn end; None likewise.
        left: Where its paint begins: at `start`, else where it has faded away.
        right: Where its paint ends: at `end`, else where it has faded away.
    """

    start: float | None
    end: float | None
    left: float
    right: float

    @property
    def width(self) -> float:
        """How wide the paint is; 0 for an exact amount, which is a line."""
        return self.right - self.left

    @property
    def is_narrow(self) -> bool:
        """Whether there is no room on it for a corner or a label."""
        return self.width < NARROW


@dataclass(frozen=True)
class Scale:
    """A linear scale from zero.

    Attributes:
        limit: What stands at 100 per cent.
        step: What lies between two of its ticks.
    """

    limit: Decimal
    step: Decimal

    @property
    def ticks(self) -> list[Decimal]:
        """The amounts that are marked, from 0 to the limit."""
        return [self.step * number for number in range(int(self.limit / self.step) + 1)]

    def place(self, amount: Decimal) -> float:
        """Where an amount stands, in per cent; ValueError beyond the scale."""
        if not 0 <= amount <= self.limit:
            raise ValueError(f"{amount} is not on a scale from 0 to {self.limit}.")
        return float(100 * amount / self.limit)

    def extent(self, quantity: Quantity | None) -> Extent | None:
        """How far an amount reaches; None where only words say it: they have no length."""
        low, high = quantity.bounds if quantity else (None, None)
        if low is None and high is None:
            return None
        start = None if low is None else self.place(low)
        end = None if high is None else self.place(high)
        left = start if start is not None else 0.0
        right = end if end is not None else min(100.0, left + FADE_REACH)
        return Extent(start, end, left, right)


def build_scale(quantities: Iterable[Quantity | None]) -> Scale:
    """The scale on which all of these have room; one from 0 to 4 where none has a figure."""
    ends = [
        (high if high is not None else low * HEADROOM if low is not None else None)
        for low, high in (quantity.bounds for quantity in quantities if quantity)
    ]
    most = max((end for end in ends if end is not None), default=Decimal(0)) or Decimal(TICKS)
    step = tick_step(most / TICKS)
    count = (most / step).to_integral_value(ROUND_CEILING)
    return Scale(limit=step * count, step=step)


def tick_step(least: Decimal) -> Decimal:
    """The smallest round step that is no less than this."""
    power = Decimal(1).scaleb(least.adjusted())
    return next(power * step for step in STEPS if power * step >= least)
