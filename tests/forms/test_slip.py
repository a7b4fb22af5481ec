from app.forms.slip import Slip, comment, sent


def test_what_was_sent_is_read():
    typed = {"base": "7", "submission": "abc", "comment": " Two\r\nlines.\0 "}

    assert sent(typed, 9) == Slip("Two\nlines.", 7, "abc")


def test_a_base_that_is_none_is_the_newest_revision():
    assert [sent({"base": base}, 9).base for base in ("", "soon", "99")] == [9, 9, 9]


def test_a_form_without_a_name_gets_one():
    assert sent({}, 9).submission != sent({}, 9).submission


def test_other_words_have_another_fingerprint():
    slip = Slip("Why.", 1, "abc")

    assert slip.fingerprint("undo", 1) == Slip("Why.", 2, "def").fingerprint("undo", 1)
    assert slip.fingerprint("undo", 1) != slip.fingerprint("undo", 2)
    assert slip.fingerprint("undo", 1) != Slip("Why not.", 1, "abc").fingerprint("undo", 1)


def test_a_comment_tells_as_much_as_fits():
    assert comment("Undoes r2", ["a", "b"]) == "Undoes r2: a; b."
    assert comment("Undoes r2", []) == "Undoes r2."
    long = comment("Undoes r2", ["x" * 99] * 30)
    assert len(long) <= 2000
    assert long.endswith("; 11 more.")
