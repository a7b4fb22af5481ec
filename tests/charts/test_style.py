"""The colours of marks can be told apart, in the light, in the dark and on paper."""

import re
from itertools import pairwise

import pytest

from app.charts import palette
from app.charts.tile import ROOMS, Shade
from app.settings import ROOT

CSS = (ROOT / "static/charts.css").read_text()
SHADES = list(Shade)[:4]


def read_colours(side: int) -> dict[str, str]:
    """The colours that styles name, 0 in the light or 1 in the dark: “--paper”, “formal --fill”."""
    colours: dict[str, str] = {}
    style = (ROOT / "static/style.css").read_text()
    pair = re.compile(r"(--\w+): light-dark\((#\w+), (#\w+)\)")
    for name, *sides in pair.findall(style.partition("}")[0]):
        colours[name] = sides[side]
    for shade, rules in re.findall(r"^\.(\w+) \{ (--fill.*?) \}$", CSS, re.MULTILINE):
        for name, value in re.findall(r"(--\w+): ([^;]+);", rules):
            match = pair.match(f"{name}: {value}")
            other = value.removeprefix("var(").removesuffix(")")
            source = f"{shade} {other}" if other == "--fill" else other
            colours[f"{shade} {name}"] = match[2 + side] if match else colours.get(source, other)
    return colours


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2."""
    digits = colour.lstrip("#")
    digits = "".join(c * 2 for c in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("side", [0, 1], ids=["light", "dark"])
def test_marks_can_be_read_and_told_apart(side: int):
    colours = read_colours(side)
    fills = [colours[f"{shade} --fill"] for shade in SHADES]

    for shade in Shade:
        assert contrast(colours[f"{shade} --fill"], colours[f"{shade} --on"]) >= 4.5
        assert contrast(colours[f"{shade} --stroke"], colours["--paper"]) >= 3
    for paler, firmer in pairwise(fills):
        assert contrast(paler, firmer) >= 1.6
    assert contrast(colours["--alert"], colours["--paper"]) >= 4.5
    distances = [contrast(fill, colours["--paper"]) for fill in fills]
    assert distances == sorted(distances)


def test_exported_pictures_have_the_colours_of_the_page_in_the_light():
    colours = read_colours(0)

    for shade, paint in palette.PAINTS.items():
        names = ("fill", "edge", "text")
        style = [colours[f"{shade} --{name}"] for name in ("fill", "stroke", "on")]
        assert [getattr(paint, name) for name in names] == [
            "#ffffff" if colour == "#fff" else colour for colour in style
        ]
    for name in ("PAPER", "HUSH", "INK", "SOFT", "RULE", "ALERT"):
        assert getattr(palette, name) == colours[f"--{name.lower()}"]


def test_the_style_knows_how_much_room_each_tile_takes():
    rooms = re.findall(r"@container \(max-width: ([\d.]+)em\) \{ \.room-(\d+) ", CSS)

    assert [int(room) for _, room in rooms] == list(ROOMS)
    assert all(0 <= int(room) / 2 - float(width) < 0.1 for width, room in rooms)


def test_marks_keep_their_colours_where_colours_are_forced_or_printed():
    tile = CSS.partition("\n.tile {")[2].partition("\n}")[0]

    assert "forced-color-adjust: none" in tile
    assert "print-color-adjust: exact" in tile
