"""What is said below a matrix, and to who can't see it: only what bears on what is in this one."""

from app.charts.blank import BlankSign
from app.charts.matrix import Matrix
from app.charts.tile import Shade, Tile


def matrix_caveat(matrix: Matrix) -> str:
    """What must not be read into a matrix; only what bears on what is in this one."""
    tiles = matrix.tiles
    sentences = [
        f"Figures in the heads: of {count_words(matrix.country_count)}, how many have an offer of "
        "their own there that totals count: it stands, and is more than floated.",
        "A tile shows the firmest offer, a country’s own before what others tell.",
    ]
    if any(is_wordy(tile) for tile in tiles):
        sentences += ["Words in a tile: no figure is on record, which is not zero."]
    if any(tile.waits for tile in tiles):
        sentences += ["No cut corner: no open condition is on record; that does not make it live."]
    if any(blank.sign is BlankSign.DECLINES for blank in matrix.blanks):
        sentences += ["“Declines” is of one sort of contribution, and may leave others open."]
    if any(section.is_apart for section in matrix.sections):
        sentences += ["Shaded rows are groups, in no country’s total."]
    if any(head.column.key == "other" for head in matrix.heads):
        sentences += ["Other: enabling, leadership, planning, form not stated."]
    return " ".join(sentences)


def count_words(count: int) -> str:
    """How many countries."""
    return "1 country" if count == 1 else f"{count:,} countries"


def is_wordy(tile: Tile) -> bool:
    """Whether a tile of something that stands holds words and no figure."""
    return not tile.long.is_figure and tile.shade is not Shade.OVER


def matrix_description(matrix: Matrix) -> str:
    """What there is to see in a matrix, for who can't."""
    titles = ", ".join(head.column.title.lower() for head in matrix.heads)
    return (
        f"{len(matrix.rows)} rows of actors, with a tile for what each offers, in columns: {titles}"
        f"; {len(matrix.tiles)} tiles, sorted by {matrix.order}."
    )
