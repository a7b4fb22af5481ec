"""How much a pledge is where its sources disagree: the range over all that they say."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from app.models.quantity import Qualifier, Quantity


def different_amounts(quantities: Iterable[Quantity]) -> tuple[Quantity, ...]:
    """A quantity for each of the figures that these have, the smallest first; () if all agree."""
    different: dict[str, Quantity] = {}
    for quantity in sorted(quantities, key=amount_order):
        different.setdefault(quantity.figures, quantity)
    return tuple(different.values()) if len(different) > 1 else ()


def amount_order(quantity: Quantity) -> tuple[bool, float, str, str]:
    """What quantities are ordered by: those without a figure come last."""
    figure = quantity.sortable
    return figure is None, figure or 0, quantity.figures, quantity.words or ""


def amount_range(amounts: Sequence[Quantity]) -> Quantity | None:
    """The quantity that leaves possible what any of these does.

    None where there is none: they are not of one unit and as often, one has no figure, nothing
    bounds them all, or “about” would be lost beside an end that is open.
    """
    is_one_unit = len({(amount.unit, amount.per) for amount in amounts}) == 1
    if not is_one_unit or any(amount.bounds == (None, None) for amount in amounts):
        return None
    lows = [amount.low for amount in amounts if amount.low is not None]
    highs = [amount.high for amount in amounts if amount.high is not None]
    low = min(lows) if len(lows) == len(amounts) else None
    high = max(highs) if len(highs) == len(amounts) else None
    qualifier = range_qualifier(amounts, low, high)
    if qualifier is None:
        return None
    unit, per = amounts[0].unit, amounts[0].per
    return Quantity(low=low, high=high, qualifier=qualifier, unit=unit, per=per)


def range_qualifier(
    amounts: Sequence[Quantity], low: Decimal | None, high: Decimal | None
) -> Qualifier | None:
    """What a range from `low` to `high` over these is said to be; None where no word is right."""
    is_about = any(amount.qualifier is Qualifier.ABOUT for amount in amounts)
    if low is not None and high is not None:
        bare = Qualifier.EXACT if low == high else Qualifier.RANGE
        return Qualifier.ABOUT if is_about else bare
    if is_about or (low is None and high is None):
        return None
    if low is not None:
        at_least = {amount.qualifier for amount in amounts if amount.low == low}
        return Qualifier.MORE_THAN if at_least == {Qualifier.MORE_THAN} else Qualifier.AT_LEAST
    at_most = {amount.qualifier for amount in amounts if amount.high == high}
    return Qualifier.LESS_THAN if at_most == {Qualifier.LESS_THAN} else Qualifier.UP_TO
