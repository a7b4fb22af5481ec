"""The traps in the article, by their code (T1 to T9): groups, places, taskforces and money."""

import re

from app.models import Stance
from app.models.unit import CURRENCIES
from tests.seeds.register import Register
from tests.seeds.wrong_seeds import actor, fails, pledge, row, swap

LAND = 'domain = "land"'
PLACE = 'place.words = "There"\nplace.rule = "all"\nplace.countries = '
COUNT = 'count.low = "20"\ncount.qualifier = "about"'
NEARBY = 'place.words = "nearby countries"\nplace.countries = []'
PLANNING = (
    'actor = "tr"\nproposition = "taking part in planning"\nposition = "supports"\ngist = "Yes."'
)


@fails(
    "T1",
    swap("V7", 'actor = "fr"', 'actor = "around-20"'),
    actor("is", "Iceland"),
    pledge("around-20", 'domain = "land"'),
    swap(
        "C10",
        'domain = "unspecified"',
        f'{LAND}\n{PLACE}["tr"]',
    ),
)
def test_t1_around_20_countries_are_one_group_and_no_country(register: Register):
    countries = {code for code, actor in register.actors.items() if actor.kind == "country"}

    assert countries == {"gb", "fr", "ua", "ru", "us", "tr", "pl"}
    assert [offer.value.actor_id for offer in register.offers_by_actor["around-20"]] == [
        register.actors["around-20"].entity_id
    ]
    assert {c for c, thing in register.things.items() if thing.owner == "around-20"} == {"C10"}
    assert all("around-20" not in dict(thing.attended) for thing in register.things.values())
    assert register.offers["C10"].pledge.place is None
    assert register.offers["C10"].what[1:] == ("unspecified", None)


@fails(
    "T2",
    swap("around-20", COUNT, COUNT.replace("about", "exact")),
    swap("C10", 'offered.qualifier = "about"', 'offered.qualifier = "at least"'),
    swap("F33", 'speaker = "Emmanuel Macron"', ""),
)
def test_t2_the_count_is_about_20_not_named_and_said_by_macron(register: Register):
    group, c10 = register.actors["around-20"], register.offers["C10"]

    assert str(group.count) == str(c10.value.offered) == "about 20 countries"
    assert group.name == "About 20 countries, not named"
    assert "none of them is named" in c10.pledge.note
    assert c10.speakers == {"Emmanuel Macron"}


@fails(
    "T3",
    swap("F46", 'on_behalf = ["fr"]', 'on_behalf = ["tr"]'),
    swap("A9", 'domain = "air"', 'domain = "sea"'),
)
def test_t3_türkiye_at_sea_is_macron_s_word_and_not_türkiye_s(register: Register):
    at_sea = [offer for offer in register.offers.values() if offer.pledge.domain == "sea"]

    assert [
        code for code, t in register.things.items() if getattr(t.row, "domain", "") == "sea"
    ] == ["C14"]
    assert [(offer.owner, offer.behalf) for offer in at_sea] == [("tr", {"fr"})]


@fails(
    "T4",
    pledge("tr", LAND),
    swap("S7", "own part, form not stated", "own troops in Ukraine"),
    swap("F31", 'on_behalf = ["fr"]', 'on_behalf = ["tr"]'),
)
def test_t4_türkiye_s_own_words_are_no_pledge_in_any_domain(register: Register):
    assert register.things_on_behalf_of("tr") == {"S7", "V13", "ceasefire", "L5"}
    assert register.things["S7"].row.proposition == "own part, form not stated"
    assert {str(offer.value.attribution) for offer in register.offers_by_actor["tr"]} == {
        "said by another"
    }


@fails(
    "T5",
    swap("C11", 'domain = "leadership"\ncapability = "taskforce"', LAND),
    pledge("us", LAND),
    row("stance", PLANNING),
)
def test_t5_joining_a_taskforce_is_no_contribution_of_forces(register: Register):
    joining = [register.offers["C11"], *register.offers_by_actor["us"]]

    assert {offer.what[1:] for offer in joining} == {("leadership", "taskforce")}
    assert {offer.value.offered for offer in joining} == {None}
    assert {
        (thing.owner, thing.row.position)
        for thing in register.among(Stance).values()
        if thing.row.proposition == "taking part in planning"
    } == {("us", "declines own part"), ("us", "undecided")}
    assert all("no offer of forces" in offer.pledge.note for offer in joining)


@fails(
    "T6",
    swap("S11", 'actor = "us"', 'actor = "pl"'),
    swap("V14", 'actor = "us"', 'actor = "pl"'),
    pledge("pl", LAND),
    swap(
        "C7",
        'domain = "air"',
        f'domain = "air"\n{PLACE}["pl"]',
    ),
)
def test_t6_poland_offers_nothing_and_is_no_place_of_a_pledge(register: Register):
    owned = {code for code, thing in register.things.items() if thing.owner == "pl"}

    assert owned == {f"pl {topic}" for topic in ("land", "air", "sea", "funding")}
    assert {register.things[code].row.found for code in owned} == {"nothing"}
    assert all("pl" not in dict(thing.attended) for thing in register.things.values())
    assert register.things_on_behalf_of("pl") == set()
    assert register.places == {"ua"}


@fails(
    "T7",
    swap("C9", NEARBY, NEARBY.replace("[]", '["pl"]')),
    swap("C9", "nearby countries", "Poland"),
)
def test_t7_the_nearby_countries_are_not_named(register: Register):
    place = register.offers["C9"].pledge.place

    assert (place.words, place.countries) == ("nearby countries", ())


@fails(
    "T8",
    swap("C2", 'offered.qualifier = "more than"', 'offered.qualifier = "at least"'),
    swap("C2", 'offered.unit = "GBP"', 'offered.unit = "USD"'),
    swap("C2", 'capability = "own deployment"', 'capability = "budget support"'),
    swap("C2", 'readiness = "specified"', 'readiness = "allocated"'),
    swap("C2", "is being prepared, not spent", "is spent"),
)
def test_t8_the_100_million_pounds_are_a_lower_bound_not_spent_and_no_aid(register: Register):
    c2 = register.offers["C2"]
    money = c2.value.offered

    assert (money.low, money.high, money.qualifier) == (100_000_000, None, "more than")
    assert (money.unit, money.per) == ("GBP", "unstated")
    assert (c2.value.readiness, c2.value.delivery, c2.value.waiting) == ("specified", "none", 1)
    assert c2.pledge.capability == "own deployment"
    assert "being prepared, not spent" in c2.pledge.note
    assert "no aid to Ukraine" in c2.pledge.note


@fails(
    "T9", swap("C2", "is a lower bound", "(€115m) is a lower bound"), swap("C2", '"GBP"', '"EUR"')
)
def test_t9_no_money_is_converted(register: Register):
    currencies = {q.unit for q in register.quantities if q.unit in CURRENCIES}

    assert currencies == {"GBP"}
    assert not re.search(r"[€$]|\b(euros?|dollars?|EUR|USD)\b", register.text)
