from dataclasses import replace

import pytest

from app.models.vocabulary import (
    ActorKind,
    Attribution,
    Delivery,
    Domain,
    Readiness,
    Standing,
)
from app.rules.identified_countries import (
    claims,
    claims_line,
    identified_country_ids,
    identified_line,
)
from app.rules.pledge_state import ByThen, Exclusion
from tests.rules.pledge_states import contested_state, pledge_state

TROOPS = pledge_state(1, "300 troops", actor_id=1)
MANY = pledge_state(9, "more than 30 countries", actor_id=99, actor_kind=ActorKind.GROUP)
MANY = replace(MANY, exclusion=Exclusion.NO_COUNTRY, attribution=Attribution.ANOTHER)


@pytest.mark.parametrize("domain", ["land", "air", "sea"])
def test_a_country_with_an_own_pledge_of_forces_is_identified(domain: str):
    assert identified_country_ids([replace(TROOPS, domain=Domain(domain))]) == [1]


@pytest.mark.parametrize("domain", ["funding", "training", "enabling", "leadership", "unspecified"])
def test_without_forces_it_is_not(domain: str):
    assert identified_country_ids([replace(TROOPS, domain=Domain(domain))]) == []


@pytest.mark.parametrize("reason", Exclusion)
def test_what_is_not_counted_identifies_nobody(reason: Exclusion):
    assert identified_country_ids([replace(TROOPS, exclusion=reason)]) == []


def test_a_country_is_identified_once_however_much_it_offers():
    ships = replace(TROOPS, pledge_id=2, domain=Domain.SEA)

    assert identified_country_ids([TROOPS, ships, replace(TROOPS, actor_id=3)]) == [1, 3]


def test_the_claim_of_a_group_stands_beside_and_is_not_added():
    assert claims_line([TROOPS, MANY]) == "more than 30 claimed"
    assert identified_country_ids([TROOPS, MANY]) == [1]


@pytest.mark.parametrize(
    ("amounts", "words"),
    [
        (("20 countries", "26 countries"), "20 to 26 claimed, contested"),
        (
            ("about 20 countries", "more than 30 countries"),
            "about 20 or more than 30 claimed, contested",
        ),
    ],
)
def test_a_claim_that_is_contested_is_told_with_all_that_is_said(
    amounts: tuple[str, str], words: str
):
    claim = contested_state(1, *amounts, actor_kind=ActorKind.GROUP)

    assert claims_line([claim]) == words


def test_two_claims_stand_side_by_side_and_the_same_one_once():
    other, again = pledge_state(10, "about 20 countries"), replace(MANY, pledge_id=11)
    other = replace(other, actor_kind=ActorKind.COALITION, exclusion=Exclusion.NO_COUNTRY)

    assert claims_line([MANY, other, again]) == "more than 30 claimed · about 20 claimed"


@pytest.mark.parametrize(
    "facts",
    [
        {"actor_kind": ActorKind.COUNTRY},
        {"offered": None},
        {"offered": pledge_state(1, "300 troops").offered},
        {"offered": pledge_state(1, "“many” of countries").offered},
        {"by_then": ByThen.POSSIBLY},
        {"by_then": ByThen.NOT_YET},
        {"standing": Standing.WITHDRAWN},
        {"delivery": Delivery.ENDED},
    ],
    ids=str,
)
def test_what_says_no_number_of_countries_or_stands_no_more_claims_nothing(facts: dict):
    assert claims([replace(MANY, **facts)]) == []


@pytest.mark.parametrize(
    ("facts", "count", "line"),
    [
        (
            [{}, {"actor_id": 2, "readiness": Readiness.ALLOCATED}],
            9,
            "2 of 9 countries have themselves declared a part of a force; 1 has chosen units, and "
            "no delivery is on record.",
        ),
        (
            [{"delivery": Delivery.PARTIAL}, {"readiness": Readiness.READY}],
            1,
            "1 of 1 country has itself declared a part of a force; 1 has chosen units, and 1 has "
            "sent any.",
        ),
        (
            [{"exclusion": Exclusion.FLOATED, "readiness": Readiness.READY}],
            9,
            "None of 9 countries has itself declared a part of a force.",
        ),
        ([], 1, "No country on record has itself declared a part of a force."),
        ([], 0, ""),
    ],
    ids=str,
)
def test_one_sentence_says_how_many_have_declared_chosen_and_sent(
    facts: list[dict], count: int, line: str
):
    assert identified_line([replace(TROOPS, **each) for each in facts], count) == line
