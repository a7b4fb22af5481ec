import pytest

from app.models import Actor
from app.models.actor_names import COUNTRIES_ALONE, OTHERS, ActorNames
from app.models.country import NAMES
from app.models.country_names import COUNTRY_CODES, OTHER_NAMES, name_key


def outcome(name: str) -> str:
    """What a name becomes, in the words of the table."""
    if code := COUNTRIES_ALONE.find(name):
        return code
    if codes := COUNTRIES_ALONE.find_several(name):
        return f"several {' '.join(codes)}"
    if other := OTHERS.get(name_key(name)):
        return f"{other[0]} {other[2]}"
    return " ".join(["like", *COUNTRIES_ALONE.similar(name)]).removesuffix("like") or "nobody"


@pytest.mark.parametrize("text", ["EU", "NATO", "UAE", "UN", "Nat", "per", "y" * 500])
def test_nothing_is_suggested_for_what_is_hardly_like_it(text: str):
    assert COUNTRIES_ALONE.similar(text, most=3) == []


def test_every_country_is_found_by_its_two_letters_its_three_and_its_name():
    three_letters = {code for code in COUNTRY_CODES if len(code) == 3 and code.isalpha()}

    themselves = {code: code for code in NAMES}
    assert {code: COUNTRIES_ALONE.find(code) for code in NAMES} == themselves
    assert {code: COUNTRIES_ALONE.find(name) for code, name in NAMES.items()} == themselves
    assert len({COUNTRY_CODES[each] for each in three_letters}) >= 250


def test_no_name_is_of_two_countries():
    keys = [name_key(name) for names in OTHER_NAMES.values() for name in names.split("|")]

    assert len(keys) == len(set(keys))
    assert {key: COUNTRY_CODES[key] for key in keys} == {
        name_key(name): code for code, names in OTHER_NAMES.items() for name in names.split("|")
    }


def test_an_actor_on_record_is_found_by_all_its_names():
    coalition = Actor(code="cw", name="The Willing", kind="coalition", aliases=["EU", "l’Alliance"])

    names = ActorNames([coalition])

    assert [names.find(text) for text in ("CW", "the willing", "eu", "L'ALLIANCE")] == ["cw"] * 4
    assert (names.recorded_names, names.names["fr"]) == ({"cw": "The Willing"}, "France")
