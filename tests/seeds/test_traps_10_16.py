"""The traps in the article, by their code (T10 to T16): figures, and what is not stated."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from app.models import Actor, Assessment, Link, Step
from app.models.quantity import Quantity
from tests.seeds.register import Register
from tests.seeds.wrong_seeds import fails, pledge, row, swap

LAND = 'domain = "land"'
WORDS = 'offered.qualifier = "unstated"\noffered.unit = "troops"\noffered.words = "small number"'
TROOPS = 'offered.qualifier = "unstated"\noffered.unit = "troops"'
RANGE = '\noffered.low = "20000"\noffered.high = "100000"'


def figures(register: Register, *kinds: type[Any]) -> set[Decimal]:
    """Every figure in rows of these kinds."""
    facts = (fact for kind in kinds for row in register.of(kind) for fact in row.facts().values())
    bounds = [end for fact in facts if isinstance(fact, Quantity) for end in fact.bounds]
    return {end for end in bounds if end is not None}


def numbers(text: str) -> set[str]:
    """Every whole number in a text, its digits not grouped."""
    return set(re.findall(r"\d+", re.sub(r"(?<=\d),(?=\d{3})", "", text)))


@fails(
    "T10",
    swap("C8", WORDS, WORDS.replace("unstated", "range") + RANGE),
    swap("C8", 'passage = "F17"', 'passage = "F25"'),
    swap("C5", "No number", "60,000 is the middle. No number"),
    swap("A7", 'qualifier = "range"', 'qualifier = "about"'),
    swap("A7", 'domain = "land"', 'domain = "land"\nabout_actor = "gb"'),
)
def test_t10_the_estimates_are_a_range_for_the_whole_force_and_nobody_s_pledge(register: Register):
    e1 = register.things["A7"].row

    assert (e1.quantity.bounds, e1.quantity.qualifier) == ((20_000, 100_000), "range")
    assert (e1.kind, e1.about_actor_id) == ("estimate", None)
    assert not figures(register, Actor, Step) & {20_000, 60_000, 100_000}
    assert "60000" not in numbers(register.text)
    assert all(not offer.refs & {"F24", "F25", "F26"} for offer in register.offers.values())


@fails(
    "T11",
    swap("A8", 'qualifier = "unstated"', 'qualifier = "about"\nquantity.low = "15000"'),
    swap("A7", 'at.edtf = "[2025-01..2025-08]"', 'at.edtf = "2025-11~"'),
    row("link", 'from = "A8"\nto = "A7"\nkind = "contradicts"'),
)
def test_t11_no_number_for_the_force_is_later_than_august(register: Register):
    told = [thing.row for thing in register.among(Assessment).values()]
    estimates = [row for row in told if row.kind == "estimate" and any(row.quantity.bounds)]
    scaled = register.things["A8"].row

    assert [row.at.latest for row in estimates] == [date(2025, 8, 31)]
    assert scaled.quantity.bounds == (None, None)
    assert all(scaled.entity_id not in (link.from_id, link.to_id) for link in register.of(Link))


@fails(
    "T12",
    swap("C8", WORDS, WORDS.replace("unstated", "up to") + '\noffered.high = "9999"'),
    swap("A5", 'quantity.words = "thousands"', 'quantity.words = "several"'),
    swap("A5", 'qualifier = "unstated"', 'qualifier = "at least"\nquantity.low = "2000"'),
)
def test_t12_a_small_number_and_thousands_stay_words(register: Register):
    few, many = register.offers["C8"].value.offered, register.things["A5"].row.quantity

    assert (few.low, few.high, few.words) == (None, None, "small number")
    assert (many.low, many.high, many.words) == (None, None, "thousands")
    assert figures(register, Actor, Step) == {20, 100_000_000}
    assert figures(register, Assessment) == {20_000, 100_000, 900, 5000}


@fails(
    "T13",
    swap("C5", TROOPS, TROOPS.replace("unstated", "at least") + '\noffered.low = "5000"'),
    swap("C8", "“Small number” stays words", "“Small number” may be 900"),
    swap("A16", 'kind = "comparator"', 'kind = "estimate"'),
    swap("A11", "Even a small force", "Even a force of 5,000"),
)
def test_t13_numbers_of_past_missions_are_nowhere_but_in_comparators(register: Register):
    things = register.things.items()
    told = {code for code, thing in things if numbers(thing.text) & {"900", "5000"}}

    assert told == {"A16", "A17"}
    assert {register.things[code].row.kind for code in told} == {"comparator"}
    assert not figures(register, Actor, Step) & {900, 5000}


@fails(
    "T14",
    swap("A6", 'domain = "land"', 'domain = "land"\nabout_actor = "gb"'),
    swap(
        "C1",
        TROOPS,
        'offered.low = "30000"\noffered.qualifier = "up to"\noffered.unit = "troops"'.replace(
            "low", "high"
        ),
    ),
    pledge("fr", 'domain = "funding"'),
)
def test_t14_britain_gives_no_troops_number_and_france_neither_that_nor_money(register: Register):
    land = [register.offers[code].value.offered for code in ("C1", "C5")]

    assert [(q.unit, q.bounds) for q in land] == [("troops", (None, None))] * 2
    assert {a.about_actor_id for a in register.of(Assessment) if a.quantity} == {None}
    assert {offer.pledge.domain for offer in register.offers_by_actor["fr"]} == {
        "land",
        "leadership",
    }


@fails("T15", swap("C5", 'place.rule = "any"', 'place.rule = "all"'))
def test_t15_kyiv_or_odesa_is_one_or_the_other(register: Register):
    place = register.offers["C5"].pledge.place

    assert (place.words, place.countries, place.rule) == ("Kyiv or Odesa", ("ua",), "any")


@fails(
    "T16",
    pledge("ua", LAND),
    swap("C1", 'kind = "ceasefire"', 'kind = "host consent"'),
    swap("F15", 'mode = "narrator"', 'mode = "narrator"\non_behalf = ["ua"]'),
    swap("circumstances.toml", 'kind = "ceasefire"', 'kind = "host consent"'),
    swap("S4", 'actor = "fr"', 'actor = "ua"'),
    swap("V1", 'role = "took part"', 'role = "spoke"'),
)
def test_t16_ukraine_offers_and_supports_nothing_and_its_consent_is_not_stated(register: Register):
    held = [thing for thing in register.things.values() if thing.owner == "ua"]
    there = {
        code: dict(t.attended)["ua"]
        for code, t in register.things.items()
        if "ua" in dict(t.attended)
    }

    assert {thing.row.noun() for thing in held} == {"check"}
    assert {thing.row.found for thing in held} == {"nothing"}
    assert register.things_on_behalf_of("ua") == set()
    assert there == {"V1": "took part", "V3": "took part"}
    assert "consent" not in register.text
