import re
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.forms.parsers import input_text, parse_place
from app.models.place import COUNTRIES, Place, PlaceRule


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("", ()),
        (" , ;", ()),
        ("ua, Poland", ("pl", "ua")),
        ("UA;ua\nukraine", ("ua",)),
        ("Britain", ("gb",)),
        ("USA, Turkey", ("tr", "us")),
        ("Czech Republic; The Netherlands", ("cz", "nl")),
        ("Bosnia and Herzegovina", ("ba",)),
        ("Cote d'Ivoire", ("ci",)),
        ("guinea bissau", ("gw",)),
        ("UK, Kosovo", ("gb", "xk")),
    ],
)
def test_countries_are_read_by_code_or_name(text: str, countries: tuple[str, ...]):
    read = parse_place(" near Kyiv ", text, PlaceRule.ALL)

    assert read == Place(words="near Kyiv", countries=countries, rule=PlaceRule.ALL)


@pytest.mark.parametrize(
    ("words", "text", "says"),
    [
        (" ", "ua", "No place was written. Write it as it was stated: “Kyiv or Odesa”."),
        ("a" * 201, "ua", "The place is too long. Write at most 200 characters."),
        ("Kyiv", "a" * 6001, "The countries are too long. Write at most 6000 characters."),
        (
            "Kyiv",
            "Polnd",
            "“Polnd” is no country we know. Is it Poland? Write a code or an",
        ),
        ("Kyiv", "EU", "“EU” is no country we know. Write a code or an English name, with commas"),
        ("Kyiv", "Poland and Ukraine", "are several. Write a comma between: Poland, Ukraine."),
    ],
)
def test_what_is_no_place_is_refused_with_what_to_write(words: str, text: str, says: str):
    with pytest.raises(ValueError, match=re.escape(says)):
        parse_place(words, text, PlaceRule.ANY)


@given(st.sets(st.sampled_from(sorted(COUNTRIES))), st.sampled_from(PlaceRule))
def test_what_a_box_holds_is_read_as_the_same_place(countries, rule):
    stored = Place(words="there", countries=tuple(countries), rule=rule)

    assert parse_place("there", input_text(stored), rule) == stored


@pytest.mark.parametrize("text", ["a," * 3000, "a" * 6000, "b" * 10_000])
def test_a_large_text_is_answered_at_once(text: str):
    started = process_time()

    with pytest.raises(ValueError, match="Write"):
        parse_place("there", text, PlaceRule.ANY)

    assert process_time() - started < 0.1
