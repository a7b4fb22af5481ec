from tests.markup import parse

PAGE = parse(
    "<main><p id=a><b>x <i>y</i></b></p><p id=c><label>z <input name=n hidden></label></p></main>"
)


def test_the_nearest_element_around_one_is_found_and_no_other():
    inner = PAGE.select_one("i")

    assert inner.closest("p")["id"] == "a"
    assert inner.closest("#c") is None
    assert PAGE.select_one("input").closest("label").text == "z "


def test_an_element_is_not_in_itself():
    [first, last] = PAGE.select("p")

    assert first.select("p") == []
    assert (first, last) == (PAGE.select_one("#a"), PAGE.select_one("#c"))
    assert first.text == "x y"
    assert [*first.strings] == ["x", "y"]
    assert dict(PAGE.select_one("input").attributes) == {"name": "n", "hidden": ""}
