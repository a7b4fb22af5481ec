"""The figures at the two ends of an amount, as far as they were typed."""

import re
from decimal import Decimal

from app.forms.parsers.figure import parse_digits, parse_number_word, scale_number
from app.models.quantity import Qualifier

_CAPPED = (Qualifier.UP_TO, Qualifier.LESS_THAN)


def figure_text(match: re.Match[str], end: str) -> str:
    """The figure at one end as it was typed, without its sign; empty if there is none."""
    number = match[end] or match[f"{end}_word"] or ""
    start = match.start(end) if match[end] else match.start(f"{end}_word")
    stop = match.end(f"{end}_scale") if match[f"{end}_scale"] else start + len(number)
    return match.string[start:stop] if number else ""


def parse_bounds(match: re.Match[str], qualifier: Qualifier | None) -> dict[str, object]:
    """The figures at the ends that their qualifier takes."""
    low, high = _parse_number(match, "low"), _parse_number(match, "high")
    if high is None:
        if qualifier is Qualifier.RANGE:
            raise ValueError("A range has two figures. Write them like 5,000 to 6,000.")
        if qualifier is Qualifier.LESS_THAN and not low:
            raise ValueError("Nothing is less than 0. Write a larger figure.")
        return {
            "qualifier": qualifier or Qualifier.EXACT,
            "high" if qualifier in _CAPPED else "low": low,
        }
    if qualifier not in (None, Qualifier.RANGE, Qualifier.ABOUT):
        raise ValueError(f"“{qualifier}” takes one figure. Write it like “{qualifier} 1,000”.")
    if "either" in match.groupdict():
        _check_neighbours(match, low or Decimal(), high)
    low = _share_scale(match, low or Decimal(), high)
    if low > high:
        raise ValueError(
            f"{figure_text(match, 'low')} is more than {figure_text(match, 'high')}. Write the"
            " smaller figure first."
        )
    return {"qualifier": qualifier or Qualifier.RANGE, "low": low, "high": high}


def _check_neighbours(match: re.Match[str], low: Decimal, high: Decimal) -> None:
    """Raise ValueError for “5 or 10 ships”: nobody said 7."""
    scales = {match["low_scale"] or match["high_scale"], match["high_scale"]}
    times = scale_number(Decimal(1), match["high_scale"])
    if len(scales) > 1 or high / times - low / (times if match["low_scale"] else 1) != 1:
        start, end = figure_text(match, "low"), figure_text(match, "high")
        raise ValueError(
            f"“{start} or {end}” names two figures. Write {start} to {end} if all between may be"
            " meant, else put all of it in quotation marks."
        )


def _parse_number(match: re.Match[str], end: str) -> Decimal | None:
    """The figure at one end; None if there is none."""
    digits, word, scale = (match.groupdict().get(end + part) for part in ("", "_word", "_scale"))
    number = parse_digits(digits) if digits else parse_number_word(word) if word else None
    return None if number is None else scale_number(number, scale)


def _share_scale(match: re.Match[str], low: Decimal, high: Decimal) -> Decimal:
    """The low figure, in the thousands or millions of the high one where it can only mean them."""
    first, second = match["low_scale"], match["high_scale"]
    scaled_low = scale_number(low, second) if second and not first else low
    is_apart = scaled_low != low and match["high_sign"]
    is_mixed = (first or second) and not (first and second) and scaled_low > high
    if is_apart or is_mixed or _leaves_thousands_out(match, low, high):
        ends = f"{figure_text(match, 'low')} to {figure_text(match, 'high')}"
        raise ValueError(
            f"“{ends}” can be read in two ways. Write both figures in full, as in 5,000 to 6,000."
        )
    return scaled_low


def _leaves_thousands_out(match: re.Match[str], low: Decimal, high: Decimal) -> bool:
    """Whether the low figure may be in thousands, as in “5-6,000”; “5 to 6,000” is as we print."""
    between = match.string[match.end("low") : match.start("high")]
    bare = not match["low_scale"] and not match["high_scale"] and not match["high_sign"]
    return bool(bare and low and re.search("[-–—]", between) and low * 1000 <= high)
