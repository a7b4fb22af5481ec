"""Values of several parts, as a column holds them."""

from app.spine.value import JsonColumn, Value


class Size(Value):
    """A value of the tests."""

    width: int


def test_a_value_that_is_read_twice_is_one_object():
    column = JsonColumn(Size)

    assert column.parse_text('{"width":"3"}') == Size(width=3)
    assert column.parse_text('{"width":"3"}') is column.parse_text('{"width":"3"}')


def test_a_list_that_is_read_twice_is_two():
    column = JsonColumn(list[int])

    assert column.parse_text("[3]") == [3]
    assert column.parse_text("[3]") is not column.parse_text("[3]")
