"""The words of the register are these and no others."""

import pytest

from app.models import vocabulary
from app.models.vocabulary import (
    CAPABILITIES,
    LIMITS,
    OF_AN_ACTOR,
    Capability,
    ConditionKind,
    Domain,
    Proposition,
    Topic,
    misfit,
)
from app.spine.value import Term

ALL = [each for each in vars(vocabulary).values() if isinstance(each, type)]
WORDS = {
    "ActorKind": "country, organisation, coalition, group",
    "Domain": "land, air, sea, funding, training, enabling, leadership, unspecified",
    "Bindingness": "floated, declared, formal, authorised",
    "Readiness": "unspecified, specified, allocated, ready",
    "Delivery": "none, partial, delivered, ended",
    "Standing": "active, withdrawn, lapsed, superseded, disputed",
    "Attribution": "own, said by another, reported, uncited",
    "Gate": "commitment, deployment",
    "CircumstanceState": "met, partly, unmet, unknown",
    "Position": "leads, supports, supports if, open to, undecided, declines own part, opposes",
    "AssessmentKind": "estimate, comparator, requirement, judgement, purpose",
    "LinkKind": "adds to, unclear, part of, repeats, contradicts, values, same declaration as",
    "Mode": "quote, part quote, paraphrase, narrator, document",
    "Reliability": "A, B, C, D, E, F",
    "Credibility": "1, 2, 3, 4, 5, 6",
}
PROPOSITIONS = [
    "the force as such",
    "own troops in Ukraine",
    "own forces nearby",
    "own money",
    "own part, form not stated",
    "leading",
    "taking part in planning",
    "a US backstop",
    "others' forces in Ukraine",
    "others' forces nearby",
]
CONDITIONS = {
    "world": "ceasefire, peace agreement, terms agreed by both sides, host consent, "
    "Russian acquiescence, US backstop, UN/OSCE mandate",
    "actor": "parliamentary approval, government decision, funding approved, mission defined, "
    "burden sharing",
    "limit": "location, role, timing, duration, platform, force protection, other",
}
OF_DOMAINS = {
    "land": "combat unit, presence, training team, engineers, logistics, medical, headquarters, "
    "force protection, ground-based air defence",
    "air": "fighters, basing, refuelling, transport, surveillance aircraft, rescue",
    "sea": "mine countermeasures, patrol, surveillance, port security",
    "funding": "own deployment, equipment, training, budget support, reconstruction",
    "training": "instructors, facilities",
    "enabling": "intelligence, surveillance, air defence, strategic lift, "
    "satellite and communications, cyber, ceasefire monitoring",
    "leadership": "command, taskforce, planning",
    "unspecified": "",
}


@pytest.mark.parametrize(("name", "words"), WORDS.items(), ids=WORDS)
def test_a_vocabulary_has_these_words_in_this_order(name, words):
    assert list(getattr(vocabulary, name)) == words.split(", ")


def test_a_stance_is_about_one_of_these():
    assert list(Proposition) == PROPOSITIONS


def test_a_check_looks_for_the_domains_and_the_propositions_and_says_the_same_of_each():
    both = [*Domain, *Proposition]

    assert [(word, word.meaning) for word in Topic] == [(word, word.meaning) for word in both]
    assert len({*Topic}) == len(both)


def test_what_must_hold_is_of_the_world_or_of_an_actor_or_is_a_limit():
    world, actor, limits = (CONDITIONS[part].split(", ") for part in ("world", "actor", "limit"))

    assert list(ConditionKind) == world + actor + limits
    assert sorted(OF_AN_ACTOR) == sorted(actor)
    assert sorted(LIMITS) == sorted(limits)


@pytest.mark.parametrize("domain", Domain)
def test_a_domain_has_these_capabilities_and_no_others_fit(domain):
    own = [word for word in OF_DOMAINS[domain].split(", ") if word]

    assert list(CAPABILITIES[domain]) == own
    assert [word for word in Capability if misfit(domain, word) == ""] == [
        word for word in Capability if word in own
    ]


def test_every_capability_is_of_a_domain():
    assert {*Capability} == {word for words in CAPABILITIES.values() for word in words}


@pytest.mark.parametrize("domain", [None, *Domain])
def test_no_capability_fits_everywhere(domain):
    assert misfit(domain, None) == ""


@pytest.mark.parametrize("vocabulary", ALL, ids=lambda each: each.__name__)
def test_every_word_fits_its_column_and_has_a_meaning_of_its_own(vocabulary):
    meanings = [word.meaning for word in vocabulary]

    assert issubclass(vocabulary, Term)
    assert all(len(word) <= 40 for word in vocabulary)
    assert all(meanings)
    assert len({*meanings}) == len(meanings)
