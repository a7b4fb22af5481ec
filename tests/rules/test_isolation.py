"""A text from right to left turns nothing around that stands beside it."""

import pytest

from app.rules.isolation import finish_page, mark_typed

SHALOM = "\u05e9\u05dc\u05d5\u05dd"


def test_a_text_from_right_to_left_stands_in_an_element_of_its_own():
    assert finish_page(f"<p>{mark_typed(SHALOM)}, 5</p>") == f"<p><bdi>{SHALOM}</bdi>, 5</p>"


@pytest.mark.parametrize("value", ["A brigade", "Łódź", "李雷", 5, None])
def test_anything_else_costs_no_byte(value: object):
    assert mark_typed(value) is value


@pytest.mark.parametrize("name", ["title", "option", "textarea"])
def test_no_element_stands_where_only_text_may(name: str):
    page = f"<{name}>{mark_typed(SHALOM)}</{name}>"

    assert finish_page(page) == f"<{name}>{SHALOM}</{name}>"


def test_no_element_stands_in_an_attribute():
    page = f'<a title="{mark_typed(SHALOM)}">{mark_typed(SHALOM)}</a>'

    assert finish_page(page) == f'<a title="{SHALOM}"><bdi>{SHALOM}</bdi></a>'


def test_a_hidden_character_of_an_old_record_is_seen():
    assert finish_page("<p>a\u202eb</p>") == "<p>a\ufffdb</p>"
