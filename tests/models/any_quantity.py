"""Quantities of every sort, made up."""

from decimal import Decimal

from hypothesis import strategies as st

from app.models.quantity import Per, Qualifier, Quantity
from app.models.unit import CURRENCIES, UNITS
from app.spine.text import find_fault

AMOUNTS = st.one_of(
    st.integers(0, 3),
    st.integers(0, 10**20 - 1),
    st.integers(1, 10**8).map(lambda n: n * 10_000),
    st.decimals(0, 10**6, places=4),
).map(Decimal)


TYPABLE = st.characters(exclude_categories=["C", "M", "Z"]).filter(lambda s: not find_fault(s))


def one_line(text: str) -> str:
    """A text without spaces at its ends or side by side."""
    return " ".join(text.split())


WORDS = st.text(TYPABLE | st.just(" "), max_size=40).map(one_line)


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    """Any quantity."""
    qualifier = draw(st.sampled_from(Qualifier))
    low, high = sorted([draw(AMOUNTS), draw(AMOUNTS)])
    ends = {
        Qualifier.EXACT: {"low": low},
        Qualifier.ABOUT: draw(st.sampled_from([{"low": low}, {"low": low, "high": high}])),
        Qualifier.AT_LEAST: {"low": low},
        Qualifier.MORE_THAN: {"low": low},
        Qualifier.UP_TO: {"high": high},
        Qualifier.LESS_THAN: {"high": high + 1 if high < 10**19 else high},
        Qualifier.RANGE: {"low": low, "high": high},
        Qualifier.UNSTATED: {},
    }[qualifier]
    unit = draw(
        st.sampled_from([*UNITS, "GBP", "EUR", "USD"]) | st.sampled_from(sorted(CURRENCIES))
    )
    words = draw(st.none() | WORDS) or None
    if qualifier is Qualifier.UNSTATED and words and draw(st.booleans()):
        unit = None
    return Quantity(
        **ends, qualifier=qualifier, unit=unit, per=draw(st.sampled_from(Per)), words=words
    )
