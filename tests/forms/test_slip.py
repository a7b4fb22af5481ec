from app.forms.slip import Slip, comment, sent


def test_what_was_sent_is_read():
    typed = {"base": "7", "submission": "abc", "comment": " Two\r\nlines.\0 "}

    assert sent(typed, 9) == Slip("Two\nlines.", 7, "abc")


def test_without_a_base_it_was_drawn_before_there_was_anything():
    assert [sent({"base": base}, 9).base for base in ("", "-1", "9" * 5000, "r1")] == [0] * 4
    assert sent({"base": "99"}, 9).base == 9


def test_a_form_without_a_name_gets_one():
    assert sent({}, 9).submission != sent({}, 9).submission


def test_other_words_or_another_page_make_another_form():
    slip = Slip("Why.", 1, "abc")

    assert slip.form("undo", 1) == Slip("Why.", 2, "abc").form("undo", 1)
    assert slip.form("undo", 1).typed != slip.form("undo", 2).typed
    assert slip.form("undo", 1).typed != Slip("Why not.", 1, "abc").form("undo", 1).typed


def test_a_comment_is_wrong_where_it_is_needed_or_too_long():
    assert Slip("", 1, "abc").wrong("Say why.") == "Say why."
    assert Slip("", 1, "abc").wrong("") == ""
    assert Slip("x" * 2001, 1, "abc").wrong("") == "At most 2,000 characters."


def test_a_comment_tells_as_much_as_fits():
    assert comment("Undoes r2", ["a", "b"]) == "Undoes r2: a; b."
    assert comment("Undoes r2", []) == "Undoes r2."
    long = comment("Undoes r2", ["x" * 99] * 30)
    assert len(long) <= 2000
    assert long.endswith("; 11 more.")
