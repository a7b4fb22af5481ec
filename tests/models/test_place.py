import pytest
from pydantic import ValidationError

from app.models.place import COUNTRIES, Place, PlaceRule
from app.spine.value import to_json, type_adapter


def test_a_place_is_told_in_its_words():
    assert str(Place(words=" Kyiv or Odesa ", countries=["ua"])) == "Kyiv or Odesa"


def test_places_are_alternatives_unless_all_are_meant():
    assert Place(words="Kyiv or Odesa").rule is PlaceRule.ANY


@pytest.mark.parametrize(
    ("words", "codes", "several"),
    [
        ("Kyiv or Odesa", ["ua"], True),
        ("Lviv, Lutsk", [], True),
        ("the coast", ["ro", "ua"], True),
        ("the west of Ukraine", ["ua"], False),
        ("the border", [], False),
    ],
)
def test_a_place_is_several_where_its_words_or_countries_are(words, codes, several):
    assert Place(words=words, countries=codes).is_several is several


def test_country_codes_are_kept_once_in_lower_case_and_in_order():
    assert Place(words="nearby", countries=["UA", "pl", "ua"]).countries == ("pl", "ua")


def test_kosovo_is_a_country_beside_the_standard():
    assert Place(words="Pristina", countries=["XK"]).countries == ("xk",)


def test_a_place_may_lie_in_no_country_that_is_clear():
    assert Place(words="countries nearby").countries == ()


@pytest.mark.parametrize("code", ["eu", "uk", "zz", "ukr", "", "001"])
def test_what_is_no_country_of_the_standard_is_refused(code):
    with pytest.raises(ValidationError, match=f"“{code}” is no country code"):
        Place(words="there", countries=[code])


@pytest.mark.parametrize("words", ["", "  ", "a" * 201])
def test_a_place_needs_words_and_not_too_many(words):
    with pytest.raises(ValidationError):
        Place(words=words)


def test_the_standard_has_249_countries():
    assert len(COUNTRIES) == 249


def test_a_place_comes_back_as_it_was_told():
    place = Place(words="Poland and Romania", countries=["pl", "ro"], rule="all")

    assert type_adapter(Place).validate_python(to_json(place)) == place
