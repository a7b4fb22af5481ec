import pytest

from app.forms.accounts import parse_handle, parse_password


@pytest.mark.parametrize("text", ["Ada", "  Ada L. ", "Łucja", "李雷", "o'Brien-7", "x" * 60])
def test_a_handle_may_be_any_name_of_one_line(text: str):
    assert parse_handle(text) == text.strip()


@pytest.mark.parametrize(
    "text", ["", "A", "x" * 61, "A\0b", "A\nb", "A\u202eb", "A\u2028b", "A\u200b", "A  b", " A "]
)
def test_a_handle_that_can_not_be_read_or_told_apart_is_refused(text: str):
    with pytest.raises(ValueError, match="A handle"):
        parse_handle(text)


@pytest.mark.parametrize("text", ["Αda", "Ad\u0430", "Бeа", "李Ada", "Ада_Ada", "ｂеа"])
def test_a_handle_that_mixes_scripts_is_refused(text: str):
    with pytest.raises(ValueError, match="letters of one script"):
        parse_handle(text)


@pytest.mark.parametrize("text", ["Ада", "Łucja É.", "かな 漢字 カナ", "한글 漢字", "Ω Ψ"])
def test_a_handle_of_one_language_will_do(text: str):
    assert parse_handle(text) == text


@pytest.mark.parametrize(
    "text", ["register", "Register.", "r-e-g-i-s-t-e-r", "SYSTEM", "Register 2", "former editor 7"]
)
def test_a_name_of_the_system_is_refused(text: str):
    with pytest.raises(ValueError, match="the register itself"):
        parse_handle(text)


@pytest.mark.parametrize("text", ["twelve chars", "             ", "a" * 200, "пароль мой длинный"])
def test_a_password_of_twelve_characters_will_do(text: str):
    assert parse_password(text, text, "Ada") == text


@pytest.mark.parametrize(
    ("text", "again", "sentence"),
    [
        ("elevenchars", "elevenchars", "at least 12"),
        ("a" * 201, "a" * 201, "at most 200"),
        ("Adalovelace1", "Adalovelace1", "not made of it"),
        ("twelve chars", "twelve Chars", "not alike"),
    ],
)
def test_a_password_that_will_not_do_says_why(text: str, again: str, sentence: str):
    with pytest.raises(ValueError, match=sentence):
        parse_password(text, again, "AdaLovelace")
