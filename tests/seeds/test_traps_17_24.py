"""The traps in the article, by their code (T17 to T24): names, and what is waited for."""

import re

from app.models import Circumstance
from tests.seeds.register import Register
from tests.seeds.wrong_seeds import actor, fails, swap


def spoken_of(register: Register, *names: str) -> set[str]:
    """Which of these beginnings of names occur in the register."""
    return {name for name in names if re.search(rf"\b{name}", register.text, re.IGNORECASE)}


@fails(
    "T17",
    swap("F07", 'speaker = "Kremlin"', 'speaker = "Vladimir Putin"'),
    swap("F07", 'speaker = "Kremlin"', 'speaker = "Kremlin"\nspeaker_role = "spokesman"'),
    swap("C1", "The ceasefire is", "Peskov objects. The ceasefire is"),
    swap("F15", 'mode = "narrator"', 'mode = "narrator"\non_behalf = ["ru"]'),
)
def test_t17_nobody_is_named_for_the_kremlin(register: Register):
    assert spoken_of(register, "Peskov", "Putin", "Lavrov") == set()
    assert register.things_on_behalf_of("ru") == {"S14", "V12", "Russian acquiescence"}
    assert {
        (cite.speaker, cite.speaker_role)
        for cite in register.cites
        if register.actors["ru"].entity_id in cite.on_behalf
    } == {("Kremlin", None)}


@fails(
    "T18",
    swap("F34", 'speaker = "Downing Street"', 'speaker = "Keir Starmer"'),
    swap("F51", 'speaker = "Trump"', 'speaker = "Donald Trump"'),
    swap("F44", 'speaker = "Turkish defence ministry"', 'speaker = "Hakan Fidan"'),
)
def test_t18_only_those_speak_who_are_named(register: Register):
    speakers = {citation.speaker for citation in register.cites}

    assert speakers - {None} == {
        "Downing Street",
        "Emmanuel Macron",
        "John Healey",
        "Kremlin",
        "Leo Litra",
        "Leo Litra (paraphrase, uncertain)",
        "Marco Rubio",
        "Philip Ingram",
        "Sophia Besch",
        "Trump",
        "Turkish defence ministry",
    }
    assert spoken_of(register, "Starmer", "Zelensk", "Merz", "Erdo", "Witkoff") == set()


@fails(
    "T19",
    actor("de", "Germany"),
    swap("C10", "They may include", "They may include Germany,"),
    swap("A24", "Until then Europe", "Until then Greece"),
    swap("F18", "which members were there is not told", "the Netherlands among them"),
)
def test_t19_countries_that_the_article_does_not_name_are_absent(register: Register):
    absent = ("German", "Ital", "Canad", "Austral", "Spain", "Dutch", "Belgi", "Romani", "Japan")
    more = ("Netherlands", "Baltic", "Nordic", "Gree", "United Nations", "Switzerland", "Swiss")

    assert "de" not in register.actors
    assert spoken_of(register, *absent, *more) == set()


@fails(
    "T20",
    swap("coalition", "aliases = []", 'aliases = ["Europe"]'),
    actor("eu", "European Union", "organisation"),
    swap("A21", "Europe may", "NATO may"),
    swap("C8", "Whose troops", "The EU agrees. Whose troops"),
)
def test_t20_europe_is_no_actor_and_neither_the_eu_nor_nato_is_the_coalition(register: Register):
    names = {name for actor in register.actors.values() for name in (actor.name, *actor.aliases)}

    assert not names & {"Europe", "European Union", "EU", "NATO", "Nato"}
    assert register.actors["coalition"].aliases == []
    assert spoken_of(register, r"EU\b", "European Union") == set()
    assert {c for c, thing in register.things.items() if "nato" in thing.text.lower()} == {"A13"}


@fails(
    "T21",
    swap("us", ', "Washington"', ""),
    swap("ru", '"Kremlin"', '"Moscow"'),
    swap("gb", ', "Downing Street"', ""),
    swap("ua", "aliases = []", 'aliases = ["Kyiv"]'),
    swap("V1", 'actor = "ua"', 'actor = "coalition"'),
)
def test_t21_capitals_and_offices_that_stand_for_a_country_are_its_names(register: Register):
    aliases = {code: actor.aliases for code, actor in register.actors.items() if actor.aliases}

    assert ("ua", "took part") in register.things["V1"].attended  # Kyiv, the government
    assert aliases == {
        "gb": ["Britain", "UK", "Downing Street"],
        "ru": ["Kremlin"],
        "us": ["US", "Washington"],
        "tr": ["Turkey"],
    }


@fails(
    "T22",
    swap("C1", 'kind = "ceasefire"', 'kind = "peace agreement"'),
    swap("A2", 'kind = "peace agreement"', 'kind = "terms agreed by both sides"'),
    swap("A5", 'kind = "terms agreed by both sides"', 'kind = "ceasefire"'),
    swap("circumstances.toml", 'kind = "peace agreement"', 'kind = "US backstop"'),
)
def test_t22_ceasefire_peace_agreement_and_agreed_terms_are_three_things(register: Register):
    awaited: dict[str, set[str]] = {}
    for code, thing in register.things.items():
        for kind, gate in thing.gates:
            if gate:
                awaited.setdefault(str(kind), set()).add(code)

    assert awaited == {
        "ceasefire": {"C1", "C2", "S3", "S7"},
        "peace agreement": {"A2"},
        "terms agreed by both sides": {"A3", "A5"},
    }
    assert awaited.keys() < register.among(Circumstance).keys()


@fails(
    "T23",
    swap("C2", 'gate = "deployment"', 'gate = "commitment"'),
    swap("S3", 'gate = "deployment"', 'gate = "commitment"'),
    swap("S7", 'gate = "commitment"', 'gate = "deployment"'),
)
def test_t23_a_ceasefire_gates_türkiye_s_commitment_and_only_britain_s_deployment(
    register: Register,
):
    gated = {code: dict(t.gates).get("ceasefire") for code, t in register.things.items()}

    assert {code: gate for code, gate in gated.items() if gate} == {
        "C1": "deployment",
        "C2": "deployment",
        "S3": "deployment",
        "S7": "commitment",
    }
    assert [offer.gates for offer in register.offers_by_actor["tr"]] == [set(), set()]


@fails(
    "T24",
    swap("C4", "as existing in ¶10", "as existing"),
    swap("F19", "has been set up", "is to be set up"),
    swap("V5", "still to come", "there"),
)
def test_t24_the_taskforce_both_exists_and_is_still_to_come(register: Register):
    announced = register.things["V5"].text

    assert "has been set up" in announced
    assert "still to come" in announced
    for code in ("C3b", "C4"):
        note = register.offers[code].pledge.note
        assert "as existing in ¶10, its leadership as still to come in ¶17" in note
