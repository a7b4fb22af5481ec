"""What stands in a tile: how much, with its bound; or a word or two, which are no figure."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.charts.rows import MatrixPledge
from app.charts.short_figures import fit_quantity
from app.models.quantity import Quantity
from app.models.vocabulary import Domain, Readiness
from app.rules.status import level_words

LONG, SHORT = 17, 6  # signs


@dataclass(frozen=True)
class TileText:
    """What stands in a tile.

    Attributes:
        is_figure: Whether it is an amount, and not words.
    """

    text: str
    is_figure: bool


def tile_text(pledge: MatrixPledge, limit: int) -> TileText:
    """How much a pledge is, in at most `limit` signs; else what it is.

    Args:
        pledge: The one that the tile shows.
        limit: LONG or SHORT.
    """
    if pledge.ending:
        return TileText(f"× {pledge.ending}" if limit == LONG else "×", is_figure=False)
    doubt = "?" if pledge.is_possible else ""
    sign = ("≠ " if limit == LONG else "≠") if pledge.is_contested else ""
    room = limit - len(doubt)
    figure = figure_text(pledge, sign, room)
    if figure:
        return TileText(figure + doubt, is_figure=True)
    if any(each.bounds != (None, None) for each in pledge.statements):
        return TileText(
            f"≠ sources differ{doubt}" if limit == LONG else f"≠{doubt}", is_figure=False
        )
    words = pledge_label(pledge)
    return TileText(f"{sign}{cut_words(words, room - len(sign))}{doubt}", is_figure=False)


def figure_text(pledge: MatrixPledge, sign: str, limit: int) -> str:
    """The amount; where sources differ all amounts, or the range over them; "" for none."""
    quantity = pledge.quantity
    if pledge.statements:
        side_by_side = statements_text(pledge.statements, sign, limit)
        if side_by_side:
            return side_by_side
    elif quantity and quantity.bounds != (None, None):
        return f"{sign}{fit_quantity(quantity, limit - len(sign)) or '…'}"
    width = fit_quantity(quantity, limit - len(sign)) if quantity else ""
    return f"{sign}{width}" if width else ""


def statements_text(statements: Sequence[Quantity], sign: str, limit: int) -> str:
    """What sources say that differ, “6 ≠ 8 aircraft”; "" if it is too long or not of one sort."""
    if len({(each.unit, each.per) for each in statements}) > 1:
        return ""
    between = " ≠ " if sign.endswith(" ") else sign
    bare = [fit_quantity(each, limit, bare=True) for each in statements]
    last = fit_quantity(statements[-1], limit)
    for texts in ([*bare[:-1], last], bare):
        if all(texts) and len(between.join(texts)) <= limit:
            return between.join(texts)
    return ""


def pledge_label(pledge: MatrixPledge) -> str:
    """What a pledge without a figure is, by the first of these that is recorded.

    Its amount as it was stated, that units are chosen or money is set aside, its capability; else
    its title.
    """
    words = next((each.words for each in quantities(pledge) if each.words), None)
    if words:
        return f"“{words}”"
    if pledge.readiness in (Readiness.ALLOCATED, Readiness.READY):
        return level_words(pledge.readiness, money=pledge.domain == Domain.FUNDING)
    return str(pledge.capability or pledge.title)


def quantities(pledge: MatrixPledge) -> tuple[Quantity, ...]:
    """All that is said of how much it is."""
    return pledge.statements or ((pledge.quantity,) if pledge.quantity else ())


def cut_words(words: str, limit: int) -> str:
    """Words in at most `limit` signs, with … for those left out; within one if it is a long one."""
    if len(words) <= limit:
        return words
    start = words[: limit - 1]
    whole = start if words[limit - 1] == " " else start.rpartition(" ")[0]
    return f"{(whole if 2 * len(whole) > limit else start).rstrip(' ,:;')}…"
