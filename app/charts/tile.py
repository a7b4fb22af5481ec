"""The tile: a pledge as a rectangle, and whatever else lies behind it in its cell."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from app.charts.rows import MatrixPledge
from app.charts.text_width import text_width
from app.charts.tile_text import LONG, SHORT, TileText, tile_text
from app.charts.tile_words import tile_words
from app.models.vocabulary import Attribution, Bindingness, Readiness
from app.spine.value import Term

FIRM, READY = list(Bindingness), list(Readiness)
ROOMS = range(4, 22)  # half the size of type: the style has a rule for each
MORE_SIZE, CORNER, PLATE = 0.9, 0.4, 0.5  # what lies beside the text, in its size


class Shade(Term):
    """How firm: the shade of a tile."""

    FLOATED = "floated", Bindingness.FLOATED.meaning
    DECLARED = "declared", Bindingness.DECLARED.meaning
    FORMAL = "formal", Bindingness.FORMAL.meaning
    AUTHORISED = "authorised", Bindingness.AUTHORISED.meaning
    UNRECORDED = "unrecorded", "how firm it is has not been recorded"
    OVER = "over", "it no longer stands"


class Border(Term):
    """Who says it: how a tile is filled and framed."""

    SOLID = "solid", "the owner says it"
    HATCHED = "hatched", "another says it"
    OUTLINED = "outlined", "nobody is named who says it"
    CROSSED = "crossed", "it no longer stands, whoever said it"


@dataclass(frozen=True)
class Tile:
    """A pledge as a mark.

    Attributes:
        waits: Whether its corner is cut: it waits for something on record.
        long: What stands in it: an amount with its bound, or a word or two.
        short: The same in at most six signs.
        more: How many other offers that stand are behind it.
        words: All of it in words, for who can't see it.
        href: Where it leads: to exactly the rows behind it; "" for nowhere.
        pledge_ids: These rows, the one that is shown first.
    """

    shade: Shade
    border: Border
    waits: bool
    long: TileText
    short: TileText
    more: int = 0
    words: str = ""
    href: str = ""
    pledge_ids: tuple[int, ...] = ()

    @property
    def are_words(self) -> bool:
        """Whether words stand in it that may be cut anywhere: no figure, no doubt at the end."""
        return not (self.long.is_figure or self.short.is_figure or self.long.text.endswith("?"))

    @property
    def width(self) -> float:
        """How wide it must be inside to show the long form, in multiples of the size of type."""
        more = MORE_SIZE * text_width(f" +{self.more}") if self.more else 0
        plate = PLATE if self.border is Border.HATCHED else 0
        return (
            text_width(self.long.text, is_bold=self.long.is_figure)
            + more
            + plate
            + CORNER * self.waits
        )

    @property
    def room(self) -> int:
        """Which of ROOMS holds it, so that the style knows which form to show."""
        return min(max(ROOMS[0], math.ceil(2 * self.width)), ROOMS[-1])


def build_tile(pledges: Sequence[MatrixPledge], href: str = "", beside: str = "") -> Tile:
    """The tile of one cell, which shows the firmest of its pledges.

    Args:
        pledges: All of the cell; at least one.
        href: Where exactly these are listed.
        beside: What else is to be said of the cell, in words.
    """
    first, *others = sorted(pledges, key=pledge_order)
    sides = [pledge for pledge in others if not pledge.ending]
    return Tile(
        shade=pledge_shade(first),
        border=pledge_border(first),
        waits=bool(first.awaited) and not first.ending,
        long=tile_text(first, LONG),
        short=tile_text(first, SHORT),
        more=len(sides),
        words="; ".join(filter(None, (tile_words(first, others), beside))),
        href=href,
        pledge_ids=(first.pledge_id, *(pledge.pledge_id for pledge in others)),
    )


def pledge_shade(pledge: MatrixPledge) -> Shade:
    """How dark a tile may be: as firm as is recorded, and not at all once it is over."""
    if pledge.ending:
        return Shade.OVER
    return Shade(pledge.bindingness.value) if pledge.bindingness else Shade.UNRECORDED


def pledge_border(pledge: MatrixPledge) -> Border:
    """Solid only for what stands and its owner says."""
    if pledge.ending:
        return Border.CROSSED
    if pledge.attribution == Attribution.OWN:
        return Border.SOLID
    return Border.HATCHED if pledge.attribution == Attribution.ANOTHER else Border.OUTLINED


def firmness_level(pledge: MatrixPledge) -> int:
    """How firm, 0 for floated; -1 where nothing is recorded."""
    return FIRM.index(pledge.bindingness) if pledge.bindingness else -1


def readiness_level(pledge: MatrixPledge) -> int:
    """How ready, 0 for nothing said of it; -1 where nothing is recorded."""
    return READY.index(pledge.readiness) if pledge.readiness else -1


def pledge_order(pledge: MatrixPledge) -> tuple[bool, bool, bool, int, int, bool, int]:
    """What stands first, then what is surely there, own words, the firmest, the readiest."""
    return (
        bool(pledge.ending),
        pledge.is_possible,
        not pledge.is_own,
        -firmness_level(pledge),
        -readiness_level(pledge),
        not (pledge.quantity or pledge.statements),
        pledge.pledge_id,
    )
