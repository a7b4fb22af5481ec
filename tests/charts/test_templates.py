"""The markup of marks: links that say what they show, no style of their own, and a file apart."""

import re
from xml.etree import ElementTree as ET

import pytest

from app.charts.blank import build_refusal
from app.charts.frame import PictureFrame
from app.charts.legend import build_legend
from app.charts.matrix import Matrix
from app.charts.matrix_order import MatrixOrder
from app.charts.rows import MatrixRefusal
from app.charts.scale import build_scale
from app.charts.tile import build_tile
from app.models.quantity import Quantity
from app.models.vocabulary import Attribution, Domain, Standing
from app.templating.pictures import render_matrix
from app.templating.rendering import environment
from tests.charts.pledges import matrix_actor, matrix_pledge
from tests.charts.test_matrix import matrix_of, some_actors
from tests.markup import Element, parse
from tests.page import plain_text

FRAME = PictureFrame("offers", "Who offers what", "as of r18", "A caveat.", "One row.")
PICTURE = """{% from "charts/picture.html" import picture %}
{% from "charts/matrix.html" import matrix %}
{% call picture(frame, [("SVG", "/offers.svg")]) %}{{ matrix(rows, key, orders) }}{% endcall %}"""


def render(template: str, **context: object) -> Element:
    """The markup of a piece of a page, after checking that nothing in it is styled or run."""
    html = environment.from_string(template).render(context)
    assert not re.search(r"<script|<style| style=| on[a-z]+=", html)
    return parse(html)


def render_mark(call: str, **context: object) -> Element:
    """What one macro of the marks makes."""
    lead = '{% from "charts/marks.html" import bar, blank, patterns, strip, swatch, tile %}'
    return render(f"{lead}{{{{ {call} }}}}", **context)


def draw_picture(matrix: Matrix, orders: tuple = ()) -> Element:
    """The matrix on a page."""
    key = build_legend(matrix.tiles, matrix.blanks)
    return render(PICTURE, frame=FRAME, rows=matrix, key=key, orders=orders)


def test_a_tile_is_a_link_that_says_what_it_shows():
    pledge = matrix_pledge("more than £100 million", awaited=(("ceasefire",),))
    tile = build_tile([pledge, matrix_pledge(pledge_id=2)], "/pledges?actor=gb&domain=land")

    link = render_mark("tile(mark)", mark=tile).select_one("a")

    assert link["href"] == "/pledges?actor=gb&domain=land"
    assert set(link["class"].split()) >= {"tile", "declared", "solid", "waits"}
    assert link["title"].startswith("a company: more than £100 million; declared; in its own name")
    assert [(e.name, e.text) for e in link.select("*")] == [("b", ">£100m"), ("i", "+1")]
    assert all(e["aria-hidden"] == "true" for e in link.select("*"))


def test_a_tile_has_both_forms_where_they_differ_and_words_are_not_bold():
    link = render_mark("tile(mark)", mark=build_tile([matrix_pledge(readiness="allocated")], "/"))

    figure = render_mark("tile(mark)", mark=build_tile([matrix_pledge("150 troops")], "/"))

    assert [(e.name, e["class"], e.text) for e in link.select("a > *")] == [
        ("em", "words", "units chosen")
    ]
    assert [(e.name, e["class"], e.text) for e in figure.select("a > *")] == [
        ("b", "long", "150 troops"),
        ("b", "short", "150"),
    ]


def test_words_that_end_with_a_doubt_are_never_cut():
    pledge = matrix_pledge(readiness="allocated", is_possible=True)
    link = render_mark("tile(mark)", mark=build_tile([pledge], "/")).select_one("a")

    assert [(e["class"], e.text) for e in link.select("em")] == [
        ("long", "units chosen?"),
        ("short", "unit…?"),
    ]


def test_a_tile_that_leads_nowhere_is_an_image_with_words():
    mark = render_mark("tile(mark)", mark=build_tile([matrix_pledge("2 ships")])).select_one(
        ".tile"
    )

    assert (mark.name, mark["role"]) == ("span", "img")
    assert "2 ships" in mark["title"]


def test_a_strip_has_a_small_mark_for_each_cell_and_no_link():
    refusal = MatrixRefusal(Domain.FUNDING, "own money", "/stances/7")
    actor = matrix_actor("ee", matrix_pledge("2 ships"), refusals=(refusal,))
    [row] = matrix_of(actor).rows

    marks = render_mark("strip(cells, titles)", cells=row.cells, titles="LASMTO").select(".mini")

    assert [mark.text for mark in marks] == ["", "·", "·", "no", "·", "·"]
    assert marks[0]["title"].startswith("L: a company: 2 ships")
    assert all(mark["role"] == "img" for mark in marks)


def test_who_declines_is_a_link_to_where_it_says_so():
    blank = build_refusal([MatrixRefusal(Domain.LAND, "own troops in Ukraine", "/stances/7")])

    link = render_mark("blank(mark)", mark=blank).select_one("a")

    assert (link.text, link["href"]) == ("declines", "/stances/7")
    assert link["title"] == "as recorded, declines own troops in Ukraine"


@pytest.mark.parametrize(
    ("amount", "ends", "mask"),
    [
        ("20 to 50 ships", 2, None),
        ("more than 20 ships", 1, "url(#fades-right)"),
        ("up to 50 ships", 1, "url(#fades-left)"),
    ],
)
def test_an_open_end_of_a_bar_fades_and_has_no_line(amount: str, ends: int, mask: str | None):
    quantity = Quantity.parse(amount)
    extent = build_scale([quantity]).extent(quantity)

    bar = render_mark("bar(extent, 2, 9)", extent=extent)

    assert len(bar.select("line")) == ends
    assert bar.select_one("rect").get("mask") == mask
    assert bar.select_one("rect")["width"].endswith("%")


def test_a_bar_of_a_pledge_is_drawn_as_its_tile_is():
    quantity = Quantity.parse("up to 50 ships")
    pledge = matrix_pledge(attribution=Attribution.ANOTHER, awaited=(("ceasefire",),))
    extent = build_scale([quantity]).extent(quantity)

    bar = render_mark("bar(extent, 2, 9, mark)", extent=extent, mark=build_tile([pledge]))

    assert bar.select_one("rect")["fill"] == "url(#hatch-declared)"
    assert bar.select_one("use")["href"] == "#ear"
    names = [e["id"] for e in render_mark("patterns()").select("[id]")]
    assert {"hatch-declared", "fades-left", "fades-right", "ear"} <= set(names)


def test_an_exact_amount_is_a_line_without_a_bar():
    quantity = Quantity.parse("20 ships")

    bar = render_mark("bar(extent, 2, 9)", extent=build_scale([quantity]).extent(quantity))

    assert (len(bar.select("rect")), len(bar.select("line"))) == (0, 1)


def test_the_matrix_is_a_table_with_a_head_for_each_row_and_column():
    page = draw_picture(matrix_of(*some_actors()))

    assert all(head.get("scope") for head in page.select("th"))
    assert [e.text for e in page.select("tbody th[scope=row] > a")] == [
        *("AB", "IJ", "CD", "EF", "GH", "ALL")
    ]
    assert len(page.select("td .tile")) == 7
    assert len(page.select("tbody.apart tr")) == 2
    assert plain_text(page.select_one("thead").text).startswith("Who of 5 countries Land 5 Air 0")


def test_a_picture_carries_title_moment_caveat_and_ways_to_take_it():
    page = draw_picture(matrix_of(*some_actors()))

    figure = page.select_one("figure#offers")
    assert figure.select_one("figcaption h2").text == "Who offers what"
    assert figure.select_one(".of").text == "as of r18"
    assert figure.select_one(".caveat").text == "A caveat."
    assert figure.select_one(".ways a")["href"] == "/offers.svg"
    assert figure.select_one(".signs").text.count("floated") == 1


def test_the_matrix_says_how_it_is_sorted_and_how_else_it_may_be():
    matrix = matrix_of(*some_actors(), order=MatrixOrder.AGE)
    page = draw_picture(matrix, tuple((order, f"/?sort={order}") for order in MatrixOrder))

    assert page.select_one(".sorting b").text == "age"
    assert len(page.select(".sorting a")) == 3
    assert page.select_one("th[aria-sort]").text == "Evidence"


def test_evidence_that_is_old_says_so():
    page = draw_picture(matrix_of(*some_actors()))

    assert [plain_text(e.text) for e in page.select("td.old")] == ["27 days, unconfirmed lately"]


def test_a_short_name_stands_beside_a_long_one_and_in_place_of_a_longer():
    page = draw_picture(
        matrix_of(
            matrix_actor("gb", matrix_pledge(), name="United Kingdom", short_name="UK"),
            matrix_actor(
                "x", matrix_pledge(), name="About twenty countries", short_name="About 20"
            ),
        )
    )

    assert [e.text for e in page.select("tbody th .brief")] == ["UK"]
    assert page.select_one("tbody th a[title='About twenty countries']").text == "About 20"


def test_actors_without_an_offer_are_one_line_that_opens_where_there_are_many():
    few = draw_picture(matrix_of(matrix_actor("lv"), matrix_actor("ee")))
    many = draw_picture(matrix_of(*[matrix_actor(f"c{n}") for n in range(13)]))

    assert plain_text(few.select_one("p.fold").text) == "Not looked at: EE, LV"
    assert many.select_one("details.fold summary").text == "Not looked at: 13"


def test_the_file_has_its_colours_and_its_caveat_and_asks_for_nothing_else():
    over = matrix_pledge(domain="sea", standing=Standing.WITHDRAWN)
    svg = render_matrix(matrix_of(*some_actors(), matrix_actor("kl", over)), FRAME)
    root = ET.fromstring(svg)
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]

    assert {"Who offers what", "as of r18", "A caveat.", "× withdrawn", "a company"} <= set(texts)
    assert not re.search(r"<style| style=|class=|var\(|<script|href=", svg)
    assert set(re.findall(r"url\(([^)]*)\)", svg)) <= {f"#{e.get('id')}" for e in root.iter()}


def test_a_name_from_right_to_left_keeps_its_place_in_a_file():
    svg = render_matrix(matrix_of(matrix_actor("il", matrix_pledge(), name="ישראל")), FRAME)

    assert "\u2068ישראל\u2069" in svg
    assert "<bdi>" not in svg
