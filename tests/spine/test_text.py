"""What is typed is kept as text that shows what it holds, whatever characters Unicode has."""

from unicodedata import category, is_normalized

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.spine.text import (
    BREAKS,
    HIDDEN,
    SPACES,
    clean_text,
    count_hidden,
    describe_removal,
    find_fault,
    mark_hidden,
    remove_hidden,
)

VISIBLE_FORMATS = set("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2")
VISIBLE_FORMATS |= {"\U000110bd", "\U000110cd"}  # Prepended_Concatenation_Mark of Unicode 16.0
BIDI_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u115f\u3164\ufe0f\U000e0041"
TEXT = st.text(st.characters(exclude_categories=["Cn", "Co", "Cs"]))


def clean_or_refuse(text: str, *, is_line: bool) -> str | None:
    """What is kept of a text; None where it is refused."""
    try:
        return clean_text(text, is_line=is_line)
    except ValueError:
        return None


def test_each_character_of_unicode_is_kept_left_out_made_a_space_or_refused():
    stray = []

    for number in range(0x110000):
        character, kind = chr(number), category(chr(number))
        is_odd = kind[0] in "CZ" and character not in {" ", "\n", *VISIBLE_FORMATS}
        kept = clean_or_refuse(f"a{character}b", is_line=False)
        if is_odd and kept not in (None, "ab", "a b", "a\nb"):
            stray.append(hex(number))

    assert stray == []


@pytest.mark.parametrize("character", BIDI_CONTROLS + ZERO_WIDTH + "\0\x07\x1b\x7f\x9f\ufff9")
def test_what_shows_nothing_is_left_out_and_counted(character: str):
    assert clean_text(f"a{character}b") == "ab"
    assert count_hidden(f"a{character}b") == 1


@pytest.mark.parametrize("space", "\t\u00a0\u1680\u2003\u2009\u200a\u202f\u205f\u2800\u3000")
def test_every_space_is_a_plain_one(space: str):
    assert clean_text(f"5{space}000") == "5 000"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_the_end_of_a_line_is_kept_only_where_there_are_lines(end: str):
    assert clean_text(f"one{end}two") == "one\ntwo"
    assert clean_text(f"one{end}two", is_line=True) == "one two"


def test_spaces_side_by_side_are_one_on_a_line_only():
    assert clean_text(" two   words ", is_line=True) == "two words"
    assert clean_text(" two   words ") == "two   words"


def test_a_letter_and_its_accent_are_one_character():
    assert clean_text("Sto\u0308re") == "Störe"


@pytest.mark.parametrize("text", ["a\ue000", "a\ud800", "a\U000e1000\uffff", "a\u0378"])
def test_what_each_machine_shows_differently_is_refused(text: str):
    with pytest.raises(ValueError, match="looks different on each machine"):
        clean_text(text)


@pytest.mark.parametrize("text", ["\u0338a", "x" + "\u0335" * 5])
def test_a_mark_that_covers_its_neighbours_is_refused(text: str):
    with pytest.raises(ValueError, match="no letter of its own"):
        clean_text(text)


@given(TEXT, st.booleans())
def test_what_is_clean_stays_as_it_is(text: str, is_line: bool):
    clean = clean_or_refuse(text, is_line=is_line)

    assert clean is None or clean_text(clean, is_line=is_line) == clean


@given(TEXT, st.booleans())
def test_a_clean_text_is_normal_and_holds_nothing_hidden(text: str, is_line: bool):
    clean = clean_or_refuse(text, is_line=is_line) or ""

    assert is_normalized("NFC", clean)
    assert not any(pattern.search(clean) for pattern in (HIDDEN, BREAKS, SPACES))
    assert find_fault(clean) == ""


@given(TEXT)
def test_nothing_that_can_be_seen_is_lost_in_the_box(text: str):
    lost = set(text) - set(remove_hidden(text))

    assert all(HIDDEN.fullmatch(character) for character in lost)
    assert len(mark_hidden(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "fault"),
    [("a\u202eb", "U+202E"), ("a\xa0b", "spaces or accents"), ("\ue000", "U+E000")],
)
def test_a_text_on_record_that_nobody_can_have_typed_is_found(text: str, fault: str):
    assert fault in find_fault(text)


@pytest.mark.parametrize("text", ["ab", "one\ntwo", "a\u0378"])
def test_a_text_that_a_newer_python_may_have_kept_has_no_fault(text: str):
    assert find_fault(text) == ""


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (0, ""),
        (1, "We left out 1 character that can’t be seen."),
        (2, "We left out 2 characters that can’t be seen."),
    ],
)
def test_what_was_left_out_is_said(count: int, sentence: str):
    assert describe_removal(count) == sentence
