"""The traps in the article, by their code (T): names, words and doubts.

T26 (the American positions) comes with stances; T27 and T28 (who is not sure to have said it)
with assessments; of T17, T24, T29 and T31, what concerns events and stances.
"""

import re

from app.models import Citation, Condition, Source
from tests.seeds.register import Register
from tests.seeds.wrong import actor, fails, source, swap

TUESDAY = "2025-11-25?"


def spoken_of(register: Register, *names: str) -> set[str]:
    """Which of these beginnings of names occur in the register."""
    return {name for name in names if re.search(rf"\b{name}", register.text, re.IGNORECASE)}


@fails(
    "T17",
    swap("C1", "The ceasefire is", "Peskov objects. The ceasefire is"),
    swap("C6", 'mode = "narrator"', 'mode = "narrator"\non_behalf = "ru"'),
)
def test_t17_nobody_is_named_for_the_kremlin(register: Register):
    assert spoken_of(register, "Peskov", "Putin", "Lavrov") == set()
    assert "ru" not in register.behalf


@fails("T18", swap("C1", 'speaker = "Downing Street"', 'speaker = "Keir Starmer"'))
def test_t18_only_those_speak_who_are_named(register: Register):
    speakers = {citation.speaker for citation in register.of(Citation)}

    assert speakers == {None, "Emmanuel Macron", "John Healey", "Downing Street"}
    assert spoken_of(register, "Starmer", "Zelensk", "Merz", "Erdo", "Witkoff") == set()


@fails("T19", actor("de", "Germany"), swap("C10", "They may include", "They may include Germany,"))
def test_t19_countries_that_the_article_does_not_name_are_absent(register: Register):
    absent = ("German", "Ital", "Canad", "Austral", "Spain", "Dutch", "Belgi", "Romani", "Japan")

    assert "de" not in register.actors
    assert spoken_of(register, *absent) == set()


@fails(
    "T20",
    swap("coalition", "aliases = []", 'aliases = ["Europe"]'),
    actor("eu", "European Union", "organisation"),
    swap("C8", "Whose troops", "The EU agrees. Whose troops"),
)
def test_t20_europe_is_no_actor_and_neither_the_eu_nor_nato_is_the_coalition(register: Register):
    names = {name for actor in register.actors.values() for name in (actor.name, *actor.aliases)}

    assert not names & {"Europe", "European Union", "EU", "NATO", "Nato"}
    assert register.actors["coalition"].aliases == []
    assert spoken_of(register, r"EU\b", "European Union", "NATO") == set()


@fails(
    "T21",
    swap("us", ', "Washington"', ""),
    swap("ru", '"Kremlin"', '"Moscow"'),
    swap("gb", ', "Downing Street"', ""),
    swap("ua", "aliases = []", 'aliases = ["Kyiv"]'),
)
def test_t21_capitals_and_offices_that_stand_for_a_country_are_its_names(register: Register):
    aliases = {code: actor.aliases for code, actor in register.actors.items() if actor.aliases}

    assert aliases == {
        "gb": ["Britain", "UK", "Downing Street"],
        "ru": ["Kremlin"],
        "us": ["US", "Washington"],
        "tr": ["Turkey"],
    }


@fails("T22", swap("C1", 'kind = "ceasefire"', 'kind = "peace agreement"'))
def test_t22_what_is_waited_for_is_a_ceasefire_and_no_peace_agreement(register: Register):
    awaited = [condition.kind for condition in register.of(Condition) if condition.gate]

    assert awaited == ["ceasefire", "ceasefire"]


@fails("T23", swap("C2", 'gate = "deployment"', 'gate = "commitment"'))
def test_t23_no_pledge_is_gated_as_türkiye_s_commitment_is(register: Register):
    gated = {code: offer.gates for code, offer in register.offers.items() if offer.value.waiting}

    assert gated == {code: {("ceasefire", "deployment")} for code in ("C1", "C2")}
    assert [offer.gates for offer in register.owned["tr"]] == [set(), set()]


@fails("T24", swap("C4", "as existing in ¶10", "as existing"))
def test_t24_the_taskforce_both_exists_and_is_still_to_come(register: Register):
    for code in ("C3b", "C4"):
        note = register.offers[code].pledge.note
        assert "as existing in ¶10, its leadership as still to come in ¶17" in note


@fails(
    "T25",
    swap("C4", TUESDAY, "2025-11-25"),
    swap("C11", 'at.words = "last week"', 'at.words = "25 November"'),
    swap("C3b", 'at.basis = "inferred from elsewhere"', 'at.basis = "stated"'),
)
def test_t25_last_week_is_an_inferred_and_uncertain_day_whose_words_are_kept(register: Register):
    dates = [w for code in ("C3b", "C4", "C11", "C12") for w in register.offers[code].dates]

    assert {when.words for when in dates} == {"last week"}
    assert all(when.span.uncertain for when in dates)
    assert {str(when.basis) for when in dates} == {"inferred from elsewhere"}


@fails(
    "T29",
    swap("C14", "Suggested by Macron", "Most hesitant of all. Suggested by Macron"),
    swap("C11", 'ref = "F31"', 'ref = "F43"'),
)
def test_t29_how_hesitant_türkiye_is_is_the_reporter_s_ranking(register: Register):
    assert spoken_of(register, "hesita") == set()
    assert all("F43" not in offer.refs for offer in register.offers.values())


@fails("T30", source(), swap("independent", 'kind = "news', 'title = "A copy"\nkind = "news'))
def test_t30_no_copy_of_the_article_is_a_source_of_its_own(register: Register):
    article, *others = register.of(Source)

    assert others == []
    assert (article.publisher, article.title, article.origin_id) == ("The Independent", None, None)
    assert {cite.source_id for cite in register.of(Citation)} == {article.entity_id}


@fails(
    "T31",
    swap("C8", "thousands (¶4)", "more"),
    swap("C8", "20,000 to 100,000 (¶14)", "far more"),
    swap("C12", "kept out of these discussions (¶22)", "was asked"),
    swap("C14", "whose own words name no domain", "which agrees"),
)
def test_t31_what_does_not_fit_together_is_told_and_not_fixed(register: Register):
    few, american, at_sea = (register.offers[code].pledge.note for code in ("C8", "C12", "C14"))

    assert "thousands (¶4)" in few
    assert "20,000 to 100,000 (¶14)" in few
    assert "Washington kept out of these discussions (¶22): both stand" in american
    assert "whose own words name no domain" in at_sea
