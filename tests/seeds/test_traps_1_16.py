"""The traps in the article, by their code (T): figures, places and who says what.

T11 (no number after August) comes with assessments, which hold the article's estimates.
"""

import re
from decimal import Decimal

from app.models.unit import CURRENCIES
from tests.seeds.register import Register
from tests.seeds.wrong import actor, fails, pledge, swap

LAND = 'domain = "land"'
PLACE = 'place.words = "There"\nplace.rule = "all"\nplace.countries = '
COUNT = 'count.low = "20"\ncount.qualifier = "about"'
WORDS = 'quantity.qualifier = "unstated"\nquantity.unit = "troops"\nquantity.words = "small number"'
TROOPS = 'quantity.qualifier = "unstated"\nquantity.unit = "troops"'
RANGE = '\nquantity.low = "20000"\nquantity.high = "100000"'
NEARBY = 'place.words = "nearby countries"\nplace.countries = []'


def figures(register: Register) -> set[Decimal]:
    """Every figure in the register."""
    return {figure for q in register.quantities for figure in q.bounds if figure is not None}


def numbers(text: str) -> set[str]:
    """Every whole number in a text, its digits not grouped."""
    return set(re.findall(r"\d+", re.sub(r"(?<=\d),(?=\d{3})", "", text)))


@fails(
    "T1",
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
    assert [offer.value.actor_id for offer in register.owned["around-20"]] == [
        register.actors["around-20"].entity_id
    ]
    assert register.offers["C10"].pledge.place is None
    assert register.offers["C10"].what[1:] == ("unspecified", None)


@fails(
    "T2",
    swap("around-20", COUNT, COUNT.replace("about", "exact")),
    swap("C10", 'quantity.qualifier = "about"', 'quantity.qualifier = "at least"'),
    swap("C10", 'speaker = "Emmanuel Macron"', ""),
)
def test_t2_the_count_is_about_20_not_named_and_said_by_macron(register: Register):
    group, c10 = register.actors["around-20"], register.offers["C10"]

    assert str(group.count) == str(c10.value.quantity) == "about 20 countries"
    assert group.name == "About 20 countries, not named"
    assert "none of them is named" in c10.pledge.note
    assert c10.speakers == {"Emmanuel Macron"}


@fails("T3", swap("C14", 'on_behalf = "fr"', 'on_behalf = "tr"'))
def test_t3_türkiye_at_sea_is_macron_s_word_and_not_türkiye_s(register: Register):
    at_sea = [offer for offer in register.offers.values() if offer.pledge.domain == "sea"]

    assert [(offer.owner, offer.behalf) for offer in at_sea] == [("tr", {"fr"})]


@fails("T4", pledge("tr", LAND))
def test_t4_türkiye_s_own_words_are_no_pledge_in_any_domain(register: Register):
    assert "tr" not in register.behalf
    assert {str(offer.value.attribution) for offer in register.owned["tr"]} == {"said by another"}


@fails(
    "T5", swap("C11", 'domain = "leadership"\ncapability = "taskforce"', LAND), pledge("us", LAND)
)
def test_t5_joining_a_taskforce_is_no_contribution_of_forces(register: Register):
    joining = [register.offers["C11"], *register.owned["us"]]

    assert {offer.what[1:] for offer in joining} == {("leadership", "taskforce")}
    assert {offer.value.quantity for offer in joining} == {None}
    assert all("no offer of forces" in offer.pledge.note for offer in joining)


@fails(
    "T6",
    pledge("pl", LAND),
    swap(
        "C7",
        'domain = "air"',
        f'domain = "air"\n{PLACE}["pl"]',
    ),
)
def test_t6_poland_offers_nothing_and_is_no_place_of_a_pledge(register: Register):
    assert register.owned["pl"] == []
    assert "pl" not in register.behalf
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
    swap("C2", 'quantity.qualifier = "more than"', 'quantity.qualifier = "at least"'),
    swap("C2", 'quantity.unit = "GBP"', 'quantity.unit = "USD"'),
    swap("C2", 'capability = "own deployment"', 'capability = "budget support"'),
    swap("C2", 'readiness = "specified"', 'readiness = "allocated"'),
    swap("C2", "is being prepared, not spent", "is spent"),
)
def test_t8_the_100_million_pounds_are_a_lower_bound_not_spent_and_no_aid(register: Register):
    c2 = register.offers["C2"]
    money = c2.value.quantity

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


@fails(
    "T10",
    swap(
        "C8",
        WORDS,
        WORDS.replace("unstated", "range") + RANGE,
    ),
    swap("C8", 'ref = "F17"', 'ref = "F25"'),
    swap("C5", "No number", "60,000 is the middle. No number"),
)
def test_t10_no_estimate_is_a_pledge(register: Register):
    assert not figures(register) & {20_000, 60_000, 100_000}
    assert "60000" not in numbers(register.text)
    assert all(not offer.refs & {"F24", "F25", "F26"} for offer in register.offers.values())


@fails("T12", swap("C8", WORDS, WORDS.replace("unstated", "up to") + '\nquantity.high = "9999"'))
def test_t12_a_small_number_and_thousands_stay_words(register: Register):
    few = register.offers["C8"].value.quantity

    assert (few.low, few.high, few.words) == (None, None, "small number")
    assert figures(register) == {20, 100_000_000}


@fails(
    "T13",
    swap(
        "C5",
        TROOPS,
        TROOPS.replace("unstated", "at least") + '\nquantity.low = "5000"',
    ),
    swap("C8", "“Small number” stays words", "“Small number” may be 900"),
)
def test_t13_numbers_of_past_missions_are_nowhere(register: Register):
    assert not figures(register) & {900, 5000}
    assert not numbers(register.text) & {"900", "5000"}


@fails(
    "T14",
    swap(
        "C1",
        TROOPS,
        'quantity.low = "30000"\nquantity.qualifier = "up to"\nquantity.unit = "troops"'.replace(
            "low", "high"
        ),
    ),
    pledge("fr", 'domain = "funding"'),
)
def test_t14_britain_gives_no_troops_number_and_france_neither_that_nor_money(register: Register):
    land = [register.offers[code].value.quantity for code in ("C1", "C5")]

    assert [(q.unit, q.bounds) for q in land] == [("troops", (None, None))] * 2
    assert {offer.pledge.domain for offer in register.owned["fr"]} == {"land", "leadership"}


@fails("T15", swap("C5", 'place.rule = "any"', 'place.rule = "all"'))
def test_t15_kyiv_or_odesa_is_one_or_the_other(register: Register):
    place = register.offers["C5"].pledge.place

    assert (place.words, place.countries, place.rule) == ("Kyiv or Odesa", ("ua",), "any")


@fails(
    "T16",
    pledge("ua", LAND),
    swap("C1", 'kind = "ceasefire"', 'kind = "host consent"'),
    swap("C6", 'mode = "narrator"', 'mode = "narrator"\non_behalf = "ua"'),
)
def test_t16_ukraine_pledges_nothing_and_its_consent_is_not_stated(register: Register):
    assert register.owned["ua"] == []
    assert "ua" not in register.behalf
    assert "consent" not in register.text
    assert all("host consent" not in dict(offer.gates) for offer in register.offers.values())
