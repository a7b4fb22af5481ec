import pytest

from app.forms.parsers import parse_language


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("English", "en"),
        ("british english", "en-GB"),
        ("Estonian", "et"),
        ("norwegian bokmal", "nb"),
        ("en-GB", "en-GB"),
        ("EN-gb", "en-GB"),
        ("sr-latn", "sr-Latn"),
        ("es-419", "es-419"),
    ],
)
def test_a_language_is_typed_by_its_english_name_or_its_code(typed: str, code: str):
    assert parse_language(typed) == code


@pytest.mark.parametrize("typed", ["Englisch", "xx", "en_GB", "en-GB-oxendict-x"])
def test_what_is_no_language_is_refused(typed: str):
    with pytest.raises(ValueError, match="Write English, or a code like en-GB"):
        parse_language(typed)
