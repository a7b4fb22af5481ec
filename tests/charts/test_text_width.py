"""How wide a text is held to be."""

from app.charts.text_width import text_width, wrap_text


def test_a_bold_text_is_wider_and_narrow_letters_are_narrower():
    assert text_width("ill") < text_width("mmm") < text_width("mmm", is_bold=True)


def test_a_text_is_broken_between_words_and_a_long_word_stands_alone():
    assert wrap_text("a company of 150 troops", 6) == ["a company", "of 150", "troops"]
    assert wrap_text("reconstruction", 2) == ["reconstruction"]
    assert wrap_text("", 10) == []
