"""What tiles on a page say, held to the lists that they lead to."""

import csv
import re

from fastapi.testclient import TestClient

from tests.markup import Element, parse
from tests.page import plain_text

COLUMNS = (
    ("land",),
    ("air",),
    ("sea",),
    ("funding",),
    ("training",),
    ("enabling", "leadership", "unspecified"),
)


def check_tiles(client: TestClient, path: str, query: str = "") -> int:
    """Make sure that each tile is of the rows it leads to, and each other cell of none.

    So are the numbers in the heads. How many tiles there are comes back.
    """
    shown = parse(client.get(path + query).text)
    expected = pledges_by_cell(client, query)
    tiles = {}
    for row in shown.select("#offers tbody tr[id]"):
        for domains, cell in zip(COLUMNS, row.select("td"), strict=False):
            if tile := cell.select_one("a.tile"):
                tiles[row["id"].removeprefix("actor-"), domains] = tile
    assert tiles.keys() == expected.keys()
    for cell, tile in tiles.items():
        check_tile(client, tile, expected[cell])
    check_heads(client, shown, query)
    return len(tiles)


def pledges_by_cell(client: TestClient, query: str) -> dict[tuple[str, tuple[str, ...]], set[str]]:
    """The ids of the pledges of each cell on the day, as the file of all pledges tells them."""
    moment = "&".join(each for each in query.strip("?").split("&") if not each.startswith("sort"))
    lines = client.get(f"/pledges.csv?{moment}").text.splitlines()
    cells: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    for row in csv.DictReader(lines):
        if row["computed_by_then"] != "not yet":
            [domains] = [each for each in COLUMNS if row["domain"] in each]
            cells.setdefault((row["computed_actor_code"], domains), set()).add(row["id"])
    return cells


def check_tile(client: TestClient, tile: Element, expected: set[str]) -> None:
    """Make sure that a tile leads to these pledges, counts them, and says of one what is listed."""
    listed = parse(client.get(tile["href"]).text).select("#pledges tr[id^=pledge-]")
    rows = {row["id"].removeprefix("pledge-"): plain_text(row.text) for row in listed}
    words = plain_text(tile["title"])
    counts = [int(n) for n in re.findall(r"; and (\d+) (?:more|no longer standing)", words)]
    title, _, amount = words.partition("; ")[0].rpartition(": ")
    assert rows.keys() == expected
    assert len(rows) == 1 + sum(counts)
    figures = re.split(" or |, sources differ", amount) if "figure on record" not in amount else []
    told = [text for text in rows.values() if title in text]
    assert any(all(figure in text for figure in figures) for text in told), (words, told)


def check_heads(client: TestClient, shown: Element, query: str) -> None:
    """Make sure that each head counts the countries in the list of what totals count there."""
    moment = "&".join(each for each in query.strip("?").split("&") if not each.startswith("sort"))
    heads = [int(each.text) for each in shown.select("#offers thead th b")]
    for domains, count in zip(COLUMNS, heads, strict=True):
        asked = "&".join(f"domain={domain}" for domain in domains)
        listed = parse(client.get(f"/pledges?counted=yes&{asked}&{moment}").text)
        assert len({each.text for each in listed.select("#pledges tr.band")}) == count
