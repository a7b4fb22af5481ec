from app.forms.reason_form import ReasonForm, parse_reason_form, suggest_comment


def test_what_was_sent_is_read():
    typed = {"base": "7", "submission": "abc", "comment": " Two\r\nlines.\0 "}

    assert parse_reason_form(typed, 9) == ReasonForm("Two\nlines.", 7, "abc", 1)


def test_without_a_base_it_was_drawn_before_there_was_anything():
    assert [parse_reason_form({"base": base}, 9).base for base in ("", "-1", "9" * 5000, "r1")] == [
        0
    ] * 4
    assert parse_reason_form({"base": "99"}, 9).base == 9


def test_a_form_without_a_name_gets_one():
    assert parse_reason_form({}, 9).submission != parse_reason_form({}, 9).submission


def test_other_words_or_another_page_make_another_form():
    slip = ReasonForm("Why.", 1, "abc")

    assert slip.fingerprint("undo", 1) == ReasonForm("Why.", 2, "abc").fingerprint("undo", 1)
    assert slip.fingerprint("undo", 1).typed != slip.fingerprint("undo", 2).typed
    assert (
        slip.fingerprint("undo", 1).typed
        != ReasonForm("Why not.", 1, "abc").fingerprint("undo", 1).typed
    )


def test_a_comment_is_wrong_where_it_is_needed_or_too_long():
    assert ReasonForm("", 1, "abc").find_error("Say why.") == "Say why."
    assert ReasonForm("", 1, "abc").find_error("") == ""
    assert ReasonForm("x" * 2001, 1, "abc").find_error("") == "At most 2,000 characters."


def test_a_comment_tells_as_much_as_fits():
    assert suggest_comment("Undoes r2", ["a", "b"]) == "Undoes r2: a; b."
    assert suggest_comment("Undoes r2", []) == "Undoes r2."
    long = suggest_comment("Undoes r2", ["x" * 99] * 30)
    assert len(long) <= 2000
    assert long.endswith("; 11 more.")
