import pytest

from app.forms.linked_error import LinkedError
from app.spine.base import MAX_INTEGER
from app.spine.desired import Key
from tests.forms.samples import finder


@pytest.mark.parametrize("text", ["France", "france", "FR", "The French"])
def test_an_actor_is_found_by_name_code_or_other_name(text: str):
    assert finder().find("actor", text) == 1


@pytest.mark.parametrize("text", ["Estonia", "ee"])
def test_a_country_that_is_not_in_the_register_is_to_be_made(text: str):
    found = finder()

    assert found.find("actor", text) == Key("country-ee")
    assert found.new_countries == {Key("country-ee"): "ee"}
    assert found.name_of("actor", Key("country-ee")) == "Estonia"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Frankreich", "There is no actor called “Frankreich”. Write a country’s English name"),
        ("Frannce", "There is no actor called “Frannce”. Is it France?"),
        ("Estonai", "There is no actor called “Estonai”. Is it Estonia?"),
        ("y" * 70, f"There is no actor called “{'y' * 60}”. Write"),
    ],
)
def test_who_is_not_found_is_told_who_is_alike(text: str, sentence: str):
    with pytest.raises(ValueError) as refusal:  # noqa: PT011
        finder().find("actor", text)

    assert str(refusal.value).startswith(sentence)
    assert finder().new_countries == {}


@pytest.mark.parametrize(
    ("text", "sentence", "way"),
    [
        (
            "EU",
            "“EU” is not on record, and no country. Record it first",
            "/groups/new?kind=organisation&code=eu&name=European+Union&aliases=EU",
        ),
        ("NATO", "“NATO” is not on record", "/groups/new?kind=organisation&code=nato&name=NATO"),
        (
            "Lithuania and France",
            "“Lithuania and France” are several: Lithuania, France. Where each offers its own",
            "/groups/new?kind=group&name=Lithuania+and+France",
        ),
        ("Frannce", "There is no actor", "/groups/new?name=Frannce"),
    ],
)
def test_who_is_no_country_is_told_how_to_record_it(text: str, sentence: str, way: str):
    with pytest.raises(LinkedError) as refusal:
        finder().find("actor", text)

    assert str(refusal.value).startswith(sentence)
    assert [url.removesuffix("&aliases=") for url, _ in refusal.value.links] == [way]


@pytest.mark.parametrize(
    ("text", "found"),
    [("7", 7), ("/sources/7", 7), ("n3", Key("n3")), ("9999999999", MAX_INTEGER)],
)
def test_anything_else_is_named_by_number_address_or_key(text: str, found: int | Key):
    assert finder().find("source", text) == found


@pytest.mark.parametrize("text", ["The Daily", "-1", "7.5", "n12345", "https://x.y/7", "٣"])
def test_what_names_nothing_is_refused(text: str):
    with pytest.raises(ValueError, match="Choose one of those offered, or give its number"):
        finder().find("source", text)


def test_what_a_form_calls_a_thing_is_found_again():
    for kind, found in (("actor", 1), ("source", 7), ("condition", Key("n4"))):
        assert finder().find(kind, finder().name_of(kind, found)) == found
    assert finder().name_of("actor", 99) == "99"
