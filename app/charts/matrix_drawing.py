"""The matrix as a drawing that can leave its page: where each mark stands, in pixels."""

from dataclasses import dataclass, field

from app.charts.age import age_words
from app.charts.fold import Fold
from app.charts.frame import PictureFrame
from app.charts.legend import Legend, build_legend
from app.charts.matrix import Matrix, MatrixHead, MatrixRow
from app.charts.text_width import text_width, wrap_text
from app.charts.tile import Border, Shade, Tile
from app.charts.tile_text import TileText, cut_words

WIDTH, MARGIN = 1136.0, 16.0
LEFT, RIGHT = MARGIN, WIDTH - MARGIN
MAX_LINE = 960.0  # of a text that runs on
ROW, TILE_HEIGHT, TITLE_ROW, GAP = 28.0, 24.0, 24.0, 2.0
NAME_WIDTH, TILES_WIDTH, WAITS_WIDTH = 144.0, 666.0, 200.0
TILES_LEFT = LEFT + NAME_WIDTH
SIZE, PADDING = 12.0, 11.0  # pixels: of type, and of what lies beside the text of a tile
NO_TEXT = TileText("", is_figure=False)
MAX_NAMES = 40  # of a line of actors without an offer


@dataclass(frozen=True)
class TextMark:
    """A line of text.

    Attributes:
        style: What it is: title, band, name, sign, small, strong, alert.
        anchor: Which of its ends stands at `x`: start, middle or end.
    """

    x: float
    y: float
    text: str
    style: str = "small"
    anchor: str = "start"


@dataclass(frozen=True)
class TileMark:
    """A tile with what stands in it."""

    x: float
    y: float
    width: float
    height: float
    tile: Tile
    text: TileText = NO_TEXT


@dataclass(frozen=True)
class RuleMark:
    """A line across, or the ground of a whole row: rule, strong or ground."""

    y: float
    style: str


@dataclass
class MatrixDrawing:
    """The whole of it, in pixels from its upper left corner; `height` grows as it is drawn."""

    height: float = MARGIN
    width: float = WIDTH
    rules: list[RuleMark] = field(default_factory=list)
    tiles: list[TileMark] = field(default_factory=list)
    texts: list[TextMark] = field(default_factory=list)

    def write_lines(self, text: str, size: float, style: str = "small") -> None:
        """Add a text below what is there, in as many lines as it takes."""
        for line in wrap_text(text, MAX_LINE / size):
            self.height += round(size * 1.4)
            self.texts.append(TextMark(LEFT, self.height - 4, line, style))


def draw_matrix(matrix: Matrix, frame: PictureFrame) -> MatrixDrawing:
    """The drawing, with all that stands around the picture inside."""
    drawing = MatrixDrawing()
    drawing.write_lines(frame.title, 20, "title")
    drawing.write_lines(frame.moment, 12)
    draw_legend(drawing, build_legend(matrix.tiles, matrix.blanks))
    draw_heads(drawing, matrix)
    for section in matrix.sections:
        if section.title:
            drawing.height += TITLE_ROW
            drawing.texts.append(TextMark(LEFT, drawing.height - 7, section.title, "band"))
            drawing.rules.append(RuleMark(drawing.height, "rule"))
        for row in section.rows:
            draw_row(drawing, row, matrix, is_apart=section.is_apart)
    drawing.height += 8
    for fold in matrix.folds:
        drawing.write_lines(fold_words(fold), 12)
    drawing.height += 6
    for text in (frame.caveat, frame.address):
        drawing.write_lines(text, 12)
    drawing.height += MARGIN
    return drawing


def draw_legend(drawing: MatrixDrawing, legend: Legend) -> None:
    """Add the key: how firm, who says it, the cut corner, the signs."""
    y = drawing.height + 8
    x = LEFT
    entries: list[tuple[Tile | None, str, str]] = [(None, "How firm", "strong")]
    entries += [(swatch(shade), words, "small") for shade, words in legend.shades]
    entries += [(None, "Who says it", "strong")]
    entries += [(swatch(border=border), words, "small") for border, words in legend.borders]
    entries += [(swatch(waits=True), "still waits", "small")]
    entries += [(None, f"{each.sign} {each.words}", "small") for each in legend.signs]
    for tile, words, style in entries:
        width = SIZE * text_width(words, is_bold=style == "strong") + (28 if tile else 0)
        if x + width > RIGHT:
            x, y = LEFT, y + 20
        if tile:
            drawing.tiles.append(TileMark(x, y, 22, 14, tile))
        drawing.texts.append(TextMark(x + (28 if tile else 0), y + 11, words, style))
        x += width + 14
    drawing.height = y + 20


def swatch(
    shade: Shade = Shade.DECLARED, border: Border = Border.SOLID, *, waits: bool = False
) -> Tile:
    """A tile that is no pledge, for the key."""
    return Tile(shade, border, waits, NO_TEXT, NO_TEXT)


def column_width(matrix: Matrix) -> float:
    """How wide a column of tiles is."""
    return TILES_WIDTH / len(matrix.heads)


def draw_heads(drawing: MatrixDrawing, matrix: Matrix) -> None:
    """Add the heads of the columns, each with its count."""
    drawing.height += 22
    y = drawing.height - 6
    width = column_width(matrix)
    drawing.texts.append(TextMark(LEFT, y, f"Of {matrix.country_count} countries"))
    for number, head in enumerate(matrix.heads):
        x = TILES_LEFT + number * width
        drawing.texts.append(TextMark(x, y, head_words(head)))
    drawing.texts.append(TextMark(TILES_LEFT + TILES_WIDTH + 10, y, "Waits for"))
    drawing.texts.append(TextMark(RIGHT, y, "Newest evidence", anchor="end"))
    drawing.rules.append(RuleMark(drawing.height, "strong"))


def head_words(head: MatrixHead) -> str:
    """The head of a column with its count."""
    return f"{head.column.title} {head.count}"


def draw_row(drawing: MatrixDrawing, row: MatrixRow, matrix: Matrix, *, is_apart: bool) -> None:
    """Add one actor."""
    y, width = drawing.height, column_width(matrix)
    if is_apart:
        drawing.rules.append(RuleMark(y, "ground"))
    middle = y + 18
    drawing.texts.append(TextMark(LEFT + 4 * is_apart, middle, row.actor.label, "name"))
    for number, cell in enumerate(row.cells):
        x = TILES_LEFT + number * width
        if isinstance(cell, Tile):
            size = width - GAP
            mark = TileMark(x, y + 2, size, TILE_HEIGHT, cell, fit_text(cell, size))
            drawing.tiles.append(mark)
        else:
            style = "small" if cell.href else "sign"
            drawing.texts.append(TextMark(x + width / 2, middle, cell.sign.value, style, "middle"))
    waits = wrap_text(row.waits, WAITS_WIDTH / SIZE)
    words = waits[0] + ("…" if len(waits) > 1 else "") if waits else ""
    drawing.texts.append(TextMark(TILES_LEFT + TILES_WIDTH + 10, middle, words))
    age = age_words(row.evidence_on, matrix.today)
    drawing.texts.append(TextMark(RIGHT, middle, age, "alert" if row.is_old else "small", "end"))
    drawing.height += ROW
    drawing.rules.append(RuleMark(drawing.height, "rule"))


def fit_text(tile: Tile, width: float) -> TileText:
    """What there is room for in a tile: its long form, else its short one; words may be cut."""
    excess = tile.width * SIZE + PADDING - width
    if excess <= 0:
        return tile.long
    if not tile.are_words:
        return tile.short
    room = text_width(tile.long.text) - excess / SIZE
    limits = range(len(tile.long.text), len(tile.short.text), -1)
    texts = (cut_words(tile.long.text, limit) for limit in limits)
    return TileText(
        next((t for t in texts if text_width(t) <= room), tile.short.text), is_figure=False
    )


def fold_words(fold: Fold) -> str:
    """The line of actors without an offer; of many only how many they are."""
    count = len(fold.actors)
    names = ", ".join(actor.name for actor in fold.actors)
    return f"{fold.reason}: {names}." if count <= MAX_NAMES else f"{fold.reason}: {count}."
