"""The matrix as a drawing: all marks within it, and what travels with it inside."""

from app.charts.frame import PictureFrame, moment_words
from app.charts.matrix_drawing import draw_matrix
from app.charts.matrix_order import MatrixOrder
from app.charts.matrix_words import matrix_caveat
from tests.charts.pledges import TODAY, matrix_actor, matrix_pledge, search
from tests.charts.test_matrix import matrix_of, some_actors

FRAME = PictureFrame(
    name="offers",
    title="Who offers what",
    moment=moment_words(18, TODAY, 9),
    caveat="A caveat.",
    address="https://register.example/?as_of=r18",
)


def test_the_moment_says_revision_day_and_sources():
    assert moment_words(18, TODAY, 9) == "as of r18 · 28 Nov 2026 · 9 sources"
    assert moment_words(1, TODAY, 1) == "as of r1 · 28 Nov 2026 · 1 source"


def test_all_marks_stand_within_the_drawing():
    matrix = matrix_of(*some_actors(), *[matrix_actor(f"c{n}") for n in range(41)])
    drawing = draw_matrix(matrix, FRAME)

    for tile in drawing.tiles:
        assert 0 <= tile.x <= tile.x + tile.width <= drawing.width
        assert 0 <= tile.y <= tile.y + tile.height <= drawing.height
    for text in drawing.texts:
        assert 0 < text.y < drawing.height
        assert 0 < text.x < drawing.width


def test_title_moment_caveat_and_address_are_inside():
    matrix = matrix_of(matrix_actor("ee", matrix_pledge("150 troops")))
    texts = [text.text for text in draw_matrix(matrix, FRAME).texts]

    for words in (FRAME.title, FRAME.moment, FRAME.caveat, FRAME.address, "Land 1"):
        assert words in texts


def test_without_titles_rows_follow_the_heads_and_a_long_key_goes_on_below():
    over = matrix_pledge(standing="withdrawn", domain="air")
    pledges = [matrix_pledge("6 ships", is_possible=True), matrix_pledge(bindingness=None), over]
    actors = [matrix_actor("ee", *pledges, checks=(search("sea"),)), matrix_actor("lv", over)]
    actors += [matrix_actor("lt", matrix_pledge(bindingness=None, standing="disputed"))]
    drawing = draw_matrix(matrix_of(*actors, order=MatrixOrder.NAME), FRAME)

    texts = {text.text: text for text in drawing.texts}

    assert "In their own name" not in texts
    assert texts["· not looked at"].y == texts["floated"].y + 20


def test_of_many_actors_without_an_offer_only_the_number_is_told():
    few = matrix_of(matrix_actor("ee", matrix_pledge()), matrix_actor("lv"))
    many = matrix_of(*[matrix_actor(f"c{n}") for n in range(41)])

    assert "Not looked at: LV." in [text.text for text in draw_matrix(few, FRAME).texts]
    assert "Not looked at: 41." in [text.text for text in draw_matrix(many, FRAME).texts]


def test_a_tile_has_its_long_form_only_where_there_is_room():
    short = matrix_actor("ee", matrix_pledge("150 troops"))
    long = matrix_actor("lv", matrix_pledge("more than 123,456 rounds"))
    words = matrix_actor("lt", matrix_pledge(title="Warehouses, workshops, mechanics"))
    crowd = matrix_actor("pl", *[matrix_pledge(title="MMMM" * 4)] * 20)
    matrix = matrix_of(short, long, words, crowd)

    texts = {mark.text.text for mark in draw_matrix(matrix, FRAME).tiles if mark.tile.words}

    assert texts == {"150 troops", ">123k", "Warehouses…", "MMMMMM…"}


def test_what_does_not_fit_a_column_ends_with_an_ellipsis():
    kinds = ("terms agreed by both sides", "Russian acquiescence", "peace agreement")
    matrix = matrix_of(matrix_actor("ee", matrix_pledge(awaited=(kinds,)), name="E" * 21))

    texts = [text.text for text in draw_matrix(matrix, FRAME).texts]

    assert "terms agreed by both sides or…" in texts


def test_a_long_caveat_goes_on_in_further_lines():
    frame = PictureFrame("offers", "Who", "now", matrix_caveat(matrix_of(*some_actors())))

    drawing = draw_matrix(matrix_of(*some_actors()), frame)

    assert sum(text.text in frame.caveat and len(text.text) > 60 for text in drawing.texts) > 1
