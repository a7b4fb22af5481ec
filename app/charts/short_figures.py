"""An amount in so many signs: never sharper than it was stated, and never wrong.

What is too long is rounded away from what it claims: a least down, a most up, and an exact figure
says that it is about. Then the unit goes, how often it comes, and last the upper end.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

from app.models.quantity import Per, Qualifier, Quantity
from app.models.unit import SYMBOLS, UNITS

BOUND_SIGNS: dict[Qualifier, str] = {
    Qualifier.EXACT: "",
    Qualifier.ABOUT: "≈",
    Qualifier.AT_LEAST: "≥",
    Qualifier.MORE_THAN: ">",
    Qualifier.UP_TO: "≤",
    Qualifier.LESS_THAN: "<",
    Qualifier.RANGE: "",
}
SCALES = (("tn", 12), ("bn", 9), ("m", 6), ("k", 3), ("", 0))
LARGEST = Decimal("999E12")
# One or two signs for a currency: several have the sign kr, and ¤ is the sign for any of them.
SHORT_SIGNS = {
    **{"GBP": "£", "EUR": "€", "USD": "$", "JPY": "¥", "PLN": "zł", "UAH": "₴", "TRY": "₺"},
    **{"NOK": "kr", "SEK": "kr", "DKK": "kr", "ISK": "kr", "CAD": "C$", "AUD": "A$"},
}
PER_SIGNS = {Per.YEAR: ("/yr", "/y"), Per.MONTH: ("/mo", "/mo")}
ROUND_STEPS = (2, 1, 0)  # decimals


@dataclass(frozen=True)
class Ends:
    """The one or two figures of an amount, with the sign of its bound.

    Attributes:
        low: None where nothing bounds it from below; so `high`.
        tail: What follows the figures: “+” after “about 150, or more”.
    """

    sign: str
    low: Decimal | None
    high: Decimal | None
    tail: str = ""


def fit_quantity(quantity: Quantity, limit: int, *, bare: bool = False) -> str:
    """An amount in at most `limit` signs, as sharp as they allow; "" where none can hold it.

    Args:
        quantity: The amount.
        limit: How many signs there is room for.
        bare: Whether the word for what is counted is left out in any case.
    """
    if quantity.bounds == (None, None):
        return ""
    for ends in weaker_ends(quantity):
        for text in figure_texts(quantity, ends, bare=bare):
            if len(text) <= limit:
                return text
    return ""


def weaker_ends(quantity: Quantity) -> Iterator[Ends]:
    """The ends as they are stated; then what they imply and takes less room, weakest last."""
    low, high = quantity.bounds
    ends = Ends(BOUND_SIGNS[quantity.qualifier], low, None if low == high else high)
    yield ends
    if low is not None and ends.high is not None:
        is_about = quantity.qualifier is Qualifier.ABOUT
        yield Ends("≈", low, None, "+") if is_about else Ends("≥", low, None)
    if low is not None and low > LARGEST and quantity.qualifier is not Qualifier.ABOUT:
        yield Ends("≥", LARGEST, None)


def figure_texts(quantity: Quantity, ends: Ends, *, bare: bool) -> Iterator[str]:
    """The ways to write these ends, the sharpest first."""
    dresses = [dress for dress in figure_dresses(quantity) if not (bare and "#" in dress[1])]
    exact_steps = ("compact", "digits") if quantity.is_money else ("digits", "compact")
    for step in (*exact_steps, *ROUND_STEPS):
        figures = write_ends(ends, step)
        for lead, tail in dresses if figures else ():
            sign, digits = figures[:1], figures[1:]
            words = tail.replace("#", unit_word(quantity, digits.strip()))
            yield f"{sign.strip()}{lead}{digits}{words}"


def figure_dresses(quantity: Quantity) -> Iterator[tuple[str, str]]:
    """What may stand before the figures and after them, the fullest first; # is the unit."""
    long_per, short_per = PER_SIGNS.get(quantity.per, ("", ""))
    unit = quantity.unit or ""
    if quantity.is_money:
        yield SYMBOLS.get(unit, f"{unit} "), long_per
        yield SHORT_SIGNS.get(unit, "¤"), short_per
        yield "", short_per
        yield SHORT_SIGNS.get(unit, "¤"), ""
    else:
        yield "", f" #{long_per}"
        yield "", short_per
    yield "", ""


def unit_word(quantity: Quantity, figures: str) -> str:
    """The word for what is counted: one ship, two ships."""
    unit = quantity.unit or ""
    return UNITS[unit].singular if figures == "1" and unit in UNITS else unit


def write_ends(ends: Ends, step: str | int) -> str:
    """The figures at one step of shortness, behind one sign or a space; "" where it has none."""
    low, high, sign = ends.low, ends.high, ends.sign
    if low is not None and high is not None:
        zeros = scale_zeros(high) if step != "digits" else 0
        texts = (write_number(low, step, zeros, up=False), write_number(high, step, zeros, up=True))
        is_lost = texts[0] == "0" and low > 0
        figures = f"{texts[0]}–{texts[1]}{suffix(zeros)}" if all(texts) and not is_lost else ""
        return f"{sign or ' '}{figures}{ends.tail}" if figures else ""
    number = high if low is None else low
    assert number is not None, "an amount without a figure has no figures"  # noqa: S101
    return write_figure(number, sign, step, ends.tail, up=low is None)


def write_figure(number: Decimal, sign: str, step: str | int, tail: str, *, up: bool) -> str:
    """One figure behind its sign; an exact one that is rounded is about it."""
    zeros = scale_zeros(number) if step != "digits" else 0
    nearest = sign in ("", "≈") and not tail
    figure = write_number(number, step, zeros, up=None if nearest else up)
    if figure in ("1000", "1,000") and zeros and zeros < SCALES[0][1]:
        figure, zeros = "1", zeros + 3
    is_rounded = not sign and isinstance(step, int) and figure != write_plain(number, zeros)
    return f"{'≈' if is_rounded else sign or ' '}{figure}{suffix(zeros)}{tail}" if figure else ""


def write_number(number: Decimal, step: str | int, zeros: int, *, up: bool | None) -> str:
    """A number of thousands, millions, …, without their letter; "" where a step can't write it.

    Args:
        number: What is written.
        step: “digits” for all of them in groups, “compact” for two decimals if these hold it
            exactly, or to how many decimals it is rounded.
        zeros: Of the scale: 6 for millions.
        up: Whether it is rounded up, or down; None for to the nearest.
    """
    scaled = number.scaleb(-zeros)
    if step == "digits":
        return format_number(number)
    if scaled >= 1000 and zeros == SCALES[0][1]:
        return ""
    if step == "compact":
        return format_number(scaled) if zeros and scaled == round(scaled, 2) else ""
    rounding = ROUND_HALF_EVEN if up is None else ROUND_CEILING if up else ROUND_FLOOR
    return format_number(scaled.quantize(Decimal(1).scaleb(-int(step)), rounding=rounding))


def write_plain(number: Decimal, zeros: int) -> str:
    """A number of thousands, millions, … with all its digits."""
    return format_number(number.scaleb(-zeros))


def format_number(number: Decimal) -> str:
    """All digits in groups of three, without zeros at the end of decimals."""
    integer, point, part = f"{number:,f}".partition(".")
    return integer + (point + part.rstrip("0") if part.strip("0") else "")


def scale_zeros(number: Decimal) -> int:
    """How many zeros the largest scale has of which there is one in the number."""
    return next((zeros for _, zeros in SCALES if number >= Decimal(1).scaleb(zeros)), 0)


def suffix(zeros: int) -> str:
    """The letters of a scale."""
    return next(letters for letters, each in SCALES if each == zeros)
