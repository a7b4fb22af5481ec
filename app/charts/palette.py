"""The colours of exported pictures: those of `static/charts.css` in the light."""

from dataclasses import dataclass

from app.charts.tile import Shade

PAPER, HUSH, INK, SOFT, RULE = "#fbfaf6", "#f2efe7", "#1d1c1a", "#5c584f", "#d9d4c8"
ALERT = "#8a3510"


@dataclass(frozen=True)
class Paint:
    """The colours of a shade.

    Attributes:
        fill: Of a solid tile.
        edge: Of its frame, and of hatching.
        text: Of what stands on it.
        gap: Pixels from one stroke of hatching to the next: the firmer, the denser.
    """

    fill: str
    edge: str
    text: str
    gap: float


PAINTS: dict[Shade, Paint] = {
    Shade.FLOATED: Paint("#d6e2ee", "#6f8dae", INK, 6),
    Shade.DECLARED: Paint("#92b6da", "#4c79a9", "#10161d", 4.5),
    Shade.FORMAL: Paint("#3a70aa", "#2b5d95", "#ffffff", 4),
    Shade.AUTHORISED: Paint("#0e3460", "#0e3460", "#ffffff", 3),
    Shade.UNRECORDED: Paint(PAPER, "#857f73", INK, 7),
    Shade.OVER: Paint(PAPER, "#857f73", SOFT, 7),
}
