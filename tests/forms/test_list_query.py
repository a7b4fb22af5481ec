import pytest

from app.forms.list_query import Parameter, actor_parameter, parse_list_query, term_choices
from app.models.actor_names import ActorNames
from app.models.vocabulary import Domain
from tests.forms.samples import FRANCE

DOMAIN = Parameter("domain", "Domain", "The kind of contribution.", term_choices(Domain))
TEXT = Parameter("q", "Text", "Words in it.", is_repeatable=False)
SORT = Parameter("sort", "Order", "By what.", {"actor": "by actor", "-actor": "backwards"})
ACTOR = Parameter("actor", "Actor", "Whose.", {"gb": "Britain"}, accepts_other=lambda w: w == "ee")
ALL = (ACTOR, DOMAIN, TEXT, SORT)


def test_the_same_name_repeated_means_or_and_different_names_and():
    asked = parse_list_query([("domain", "land"), ("q", "ship"), ("domain", "sea")], ALL)

    assert asked["domain"] == ("land", "sea")
    assert str(asked) == "domain: land or sea; text: ship"


def test_a_word_is_known_in_any_case_and_counts_once():
    asked = parse_list_query([("domain", " LAND "), ("domain", "land")], ALL)

    assert asked.pairs == [("domain", "land")]


def test_an_actor_is_asked_for_by_any_of_its_names_and_told_by_its_own():
    actor = actor_parameter("Whose.", ActorNames([FRANCE]), "Who")

    asked = parse_list_query([("actor", name) for name in ("The French", "FRA", "UK")], [actor])

    assert (asked["actor"], str(asked)) == (("fr", "gb"), "actor: France or gb")


def test_what_is_empty_or_unknown_asks_for_nothing():
    asked = parse_list_query([("domain", ""), ("q", "  "), ("colour", "red")], ALL)

    assert asked.pairs == []
    assert (str(asked), asked["domain"], asked.word_for("sort", "actor")) == ("", (), "actor")


def test_a_bad_word_is_answered_with_those_that_are_accepted():
    with pytest.raises(ValueError, match="“navy” is nothing to choose for domain"):
        parse_list_query([("domain", "navy")], ALL)


@pytest.mark.parametrize(
    ("pairs", "says"),
    [
        ([("q", "ship"), ("q", "plane")], "q takes one word, not 2"),
        ([("q", "x" * 201)], "at most 200 characters"),
    ],
)
def test_too_much_is_refused(pairs: list[tuple[str, str]], says: str):
    with pytest.raises(ValueError, match=says):
        parse_list_query(pairs, ALL)


def test_a_word_beside_the_list_may_be_one_all_the_same():
    assert parse_list_query([("actor", "ee"), ("actor", "gb")], ALL)["actor"] == ("ee", "gb")
    with pytest.raises(ValueError, match="“xx” is nothing"):
        parse_list_query([("actor", "xx")], ALL)


def test_a_word_is_told_as_people_say_it():
    assert str(parse_list_query([("actor", "gb")], ALL)) == "actor: Britain"


def test_the_order_of_rows_chooses_none():
    asked = parse_list_query([("sort", "-actor"), ("domain", "air")], ALL)

    assert [parameter.name for parameter, _ in asked.filters] == ["domain"]


def test_one_word_can_be_taken_back():
    asked = parse_list_query([("domain", "land"), ("domain", "air"), ("q", "x")], ALL)

    assert asked.without("domain", "land") == [("domain", "air"), ("q", "x")]


def test_a_nul_is_no_part_of_a_text():
    assert parse_list_query([("q", "a\0b")], ALL).word_for("q") == "ab"
