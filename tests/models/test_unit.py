import pytest

from app.models.unit import CURRENCIES, SYMBOLS, UNITS, check_unit


def test_a_unit_is_in_the_list_or_a_currency():
    assert [check_unit(unit) for unit in ("troops", "UAH")] == ["troops", "UAH"]


@pytest.mark.parametrize("unit", ["", "men", "gbp", "GPB"])
def test_any_other_unit_is_refused_with_what_there_is(unit):
    with pytest.raises(ValueError, match=f"“{unit}” is no unit. Choose one of troops, "):
        check_unit(unit)


def test_no_two_units_share_a_word():
    words = [word for unit, countable in UNITS.items() for word in {unit, countable.singular}]

    assert len(words) == len(set(words))


def test_each_unit_says_what_is_counted():
    assert all(countable.meaning.endswith(".") for countable in UNITS.values())


def test_formations_are_units_and_units_of_any_size_are_none():
    formations = ["platoons", "companies", "battalions", "brigades", "battlegroups", "squadrons"]

    assert set(formations) | {"batteries", "headquarters"} < set(UNITS)
    with pytest.raises(ValueError, match="“units” is no unit"):
        check_unit("units")


def test_no_two_units_share_a_synonym_or_a_kind():
    words = [word for each in UNITS.values() for word in f"{each.synonyms}|{each.kinds}".split("|")]
    spellings = [word for word in words if word]

    assert len(spellings) == len(set(spellings))
    assert not set(spellings) & set(UNITS)


def test_each_symbol_stands_for_one_currency():
    assert set(SYMBOLS) < CURRENCIES
    assert len(set(SYMBOLS.values())) == len(SYMBOLS)
