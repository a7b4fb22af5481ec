"""The key to the signs: always those of the grammar, and of the rest those that are in use."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.charts.blank import Blank, BlankSign
from app.charts.tile import Border, Shade, Tile

SHADES = tuple((shade, str(shade)) for shade in list(Shade)[:4])
BORDERS = ((Border.SOLID, "itself"), (Border.HATCHED, "another"), (Border.OUTLINED, "nobody named"))
BLANKS = (BlankSign.NOTHING, BlankSign.NOT_LOOKED, BlankSign.ELSEWHERE)  # a word needs no key
RARE_SIGNS = (  # what a tile says with a sign, and how it is found in it
    ("≠", "sources differ"),
    ("×", "no longer stands"),
    ("?", "its date is uncertain"),
)


@dataclass(frozen=True)
class LegendSign:
    """A sign and what it means."""

    sign: str
    words: str


@dataclass(frozen=True)
class Legend:
    """The key to a picture.

    Attributes:
        shades: How firm, from the palest, each with its words.
        borders: Who says it, each with its words.
        signs: What stands in tiles and in empty cells.
    """

    shades: tuple[tuple[Shade, str], ...]
    borders: tuple[tuple[Border, str], ...]
    signs: tuple[LegendSign, ...]


def build_legend(tiles: Iterable[Tile], blanks: Iterable[Blank] = ()) -> Legend:
    """The key to these marks."""
    all_tiles = list(tiles)
    texts = "".join(tile.short.text for tile in all_tiles)
    kinds = {blank.sign for blank in blanks}
    has_more = any(tile.more for tile in all_tiles)
    signs = [LegendSign("+1", "one more offer")] if has_more else []
    signs += [LegendSign(sign, words) for sign, words in RARE_SIGNS if sign in texts]
    signs += [LegendSign(sign.value, legend_words(sign)) for sign in BLANKS if sign in kinds]
    is_unrecorded = any(tile.shade is Shade.UNRECORDED for tile in all_tiles)
    rare_shades = [(Shade.UNRECORDED, "not recorded")] if is_unrecorded else []
    return Legend((*SHADES, *rare_shades), BORDERS, tuple(signs))


def legend_words(sign: BlankSign) -> str:
    """What the sign of an empty cell means, as short as the key has it."""
    return "nothing found" if sign is BlankSign.NOTHING else sign.meaning
