"""A picture as a file of its own: SVG with all its colours, which needs no page around it."""

from collections.abc import Mapping

from app.charts import palette
from app.charts.frame import PictureFrame
from app.charts.matrix import Matrix
from app.charts.matrix_drawing import draw_matrix
from app.rules.isolation import CLOSING, OPENING
from app.spine.text import mark_hidden
from app.templating.rendering import environment

# In a drawing there is no `<bdi>`: UAX #9 has two characters for the same.
ISOLATES = str.maketrans({OPENING: "\u2068", CLOSING: "\u2069"})


def render_drawing(template: str, context: Mapping[str, object]) -> str:
    """A drawing as the text of a file; whatever was typed keeps to its place in it."""
    drawing = environment.get_template(template).render(
        {"palette": palette, "paints": palette.PAINTS} | dict(context)
    )
    return mark_hidden(drawing).translate(ISOLATES)


def render_matrix(matrix: Matrix, frame: PictureFrame) -> str:
    """The tile matrix as an SVG file, with its frame inside."""
    drawing = draw_matrix(matrix, frame)
    return render_drawing("charts/matrix.svg", {"drawing": drawing, "frame": frame})
