import pytest

from app.forms.asking import Parameter, asking, of_terms
from app.models.vocabulary import Domain

DOMAIN = Parameter("domain", "Domain", "The kind of contribution.", of_terms(Domain))
TEXT = Parameter("q", "Text", "Words in it.", several=False)
SORT = Parameter("sort", "Order", "By what.", {"actor": "by actor", "-actor": "backwards"})
ACTOR = Parameter("actor", "Actor", "Whose.", {"gb": "Britain"}, otherwise=lambda w: w == "ee")
ALL = (ACTOR, DOMAIN, TEXT, SORT)


def test_the_same_name_repeated_means_or_and_different_names_and():
    asked = asking([("domain", "land"), ("q", "ship"), ("domain", "sea")], ALL)

    assert asked["domain"] == ("land", "sea")
    assert str(asked) == "domain: land or sea; text: ship"


def test_a_word_is_known_in_any_case_and_counts_once():
    asked = asking([("domain", " LAND "), ("domain", "land")], ALL)

    assert asked.pairs == [("domain", "land")]


def test_what_is_empty_or_unknown_asks_for_nothing():
    asked = asking([("domain", ""), ("q", "  "), ("colour", "red")], ALL)

    assert asked.pairs == []
    assert (str(asked), asked["domain"], asked.one("sort", "actor")) == ("", (), "actor")


def test_a_bad_word_is_answered_with_those_that_are_accepted():
    with pytest.raises(ValueError, match="“navy” is nothing to choose for domain"):
        asking([("domain", "navy")], ALL)


@pytest.mark.parametrize(
    ("pairs", "says"),
    [
        ([("q", "ship"), ("q", "plane")], "q takes one word, not 2"),
        ([("q", "x" * 201)], "at most 200 characters"),
    ],
)
def test_too_much_is_refused(pairs: list[tuple[str, str]], says: str):
    with pytest.raises(ValueError, match=says):
        asking(pairs, ALL)


def test_a_word_beside_the_list_may_be_one_all_the_same():
    assert asking([("actor", "ee"), ("actor", "gb")], ALL)["actor"] == ("ee", "gb")
    with pytest.raises(ValueError, match="“xx” is nothing"):
        asking([("actor", "xx")], ALL)


def test_a_word_is_told_as_people_say_it():
    assert str(asking([("actor", "gb")], ALL)) == "actor: Britain"


def test_the_order_of_rows_chooses_none():
    asked = asking([("sort", "-actor"), ("domain", "air")], ALL)

    assert [parameter.name for parameter, _ in asked.chosen] == ["domain"]


def test_one_word_can_be_taken_back():
    asked = asking([("domain", "land"), ("domain", "air"), ("q", "x")], ALL)

    assert asked.without("domain", "land") == [("domain", "air"), ("q", "x")]


def test_a_nul_is_no_part_of_a_text():
    assert asking([("q", "a\0b")], ALL).one("q") == "ab"
