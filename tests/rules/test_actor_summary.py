from dataclasses import replace
from datetime import date

import pytest

from app.models.quantity import Quantity
from app.models.vocabulary import (
    Attribution,
    Capability,
    Delivery,
    Domain,
    Position,
    Proposition,
    Standing,
)
from app.rules.actor_summary import (
    POSITION_WORDS,
    PROPOSITION_WORDS,
    CurrentPosition,
    summary_sentences,
)
from app.rules.pledge_state import ByThen
from tests.rules.pledge_states import pledge_state

TROOPS = pledge_state(bindingness=None)
MONEY = replace(TROOPS, pledge_id=2, domain=Domain.FUNDING)
PLANS = replace(TROOPS, pledge_id=3, domain=Domain.LEADERSHIP, capability=Capability.PLANNING)
SHIPS = replace(TROOPS, pledge_id=4, domain=Domain.SEA, attribution=Attribution.ANOTHER)
SENT = replace(TROOPS, delivery=Delivery.PARTIAL, quantity=Quantity.parse("about 300 troops"))
NOTHING = "Nothing is on record, and nobody has looked."
MAYBE = "Possibly said by this day: troops."
NO_OFFER = "No offer of its own is on record."
CEASEFIRE, LAW = ["waits for a ceasefire"], ["no commitment before parliament’s approval"]


@pytest.mark.parametrize(
    ("pledges", "waits", "sentences"),
    [
        ([], {}, [NOTHING]),
        (
            [TROOPS, MONEY, PLANS, SHIPS],
            {1: CEASEFIRE, 2: CEASEFIRE},
            [
                "Offers troops, money and planning.",
                "Troops and money wait for a ceasefire.",
                "No number of troops has been given.",
                "No deployment or payment is reported; "
                "the newest evidence is from 3 May 2026 or before.",
                "Others speak of naval support; it has not confirmed this.",
            ],
        ),
        ([SENT], {}, ["Offers troops."]),
        (
            [replace(TROOPS, capability=Capability.LOGISTICS)],
            {1: CEASEFIRE},
            [
                "Offers logistics.",
                "Logistics waits for a ceasefire.",
                "No deployment or payment is reported; "
                "the newest evidence is from 3 May 2026 or before.",
            ],
        ),
        ([replace(SENT, capability=Capability.MEDICAL)], {}, ["Offers troops."]),
        ([MONEY], {2: CEASEFIRE}, ["Offers money.", "Money waits for a ceasefire."]),
        (
            [MONEY],
            {2: LAW},
            ["Offers money.", "No commitment before parliament’s approval: money."],
        ),
        ([SHIPS], {4: CEASEFIRE}, ["No offer of its own is on record."]),
    ],
)
def test_the_line_says_what_is_offered_and_what_it_waits_for(pledges, waits, sentences):
    assert [s for s in summary_sentences(pledges, waits) if s in sentences] == sentences


@pytest.mark.parametrize(
    ("pledge", "sentences"),
    [
        (
            replace(TROOPS, by_then=ByThen.NOT_YET),
            [NOTHING],
        ),
        (replace(TROOPS, standing=Standing.WITHDRAWN), [NO_OFFER, "No longer on offer: troops."]),
        (replace(TROOPS, standing=Standing.LAPSED), [NO_OFFER, "No longer on offer: troops."]),
        (
            replace(TROOPS, by_then=ByThen.POSSIBLY),
            [NO_OFFER, "Possibly said by this day: troops."],
        ),
    ],
)
def test_what_no_longer_or_not_surely_stands_is_said_to(pledge, sentences):
    assert summary_sentences([pledge], {}) == sentences


def test_who_says_so_is_not_missing_while_its_step_is_possibly_there():
    unsure = replace(TROOPS, attribution=None, possibly=1)

    assert not any("not who says so" in sentence for sentence in summary_sentences([unsure], {}))


def test_what_was_partly_sent_is_not_said_to_be_nothing():
    assert not any("No deployment" in sentence for sentence in summary_sentences([SENT], {}))


def test_what_others_say_is_never_offered():
    assert summary_sentences([SHIPS], {}) == [
        "No offer of its own is on record.",
        "Others speak of naval support; it has not confirmed this.",
    ]


def test_what_nobody_is_on_record_to_have_said_is_put_in_nobody_s_mouth():
    unsaid = replace(TROOPS, attribution=None), replace(MONEY, attribution=Attribution.UNCITED)

    assert summary_sentences(unsaid, {}) == [
        "No offer of its own is on record.",
        "On record, but not who says so: troops and money.",
    ]


def test_what_was_not_dated_is_not_said_to_be_undelivered_by_a_day():
    assert not any(
        "No deployment" in s for s in summary_sentences([replace(TROOPS, evidence_on=None)], {})
    )


def test_where_nothing_is_on_record_the_line_says_who_has_looked():
    sentences = summary_sentences([], {}, date(2026, 5, 3))

    assert sentences == ["No pledge is on record; somebody last looked on 3 May 2026."]


STANCES = [
    CurrentPosition(Proposition.FORCE, Position.SUPPORTS, "May 2026"),
    CurrentPosition(Proposition.OTHERS_NEARBY, Position.SUPPORTS, "May 2026"),
    CurrentPosition(Proposition.OTHERS_TROOPS, Position.OPPOSES, "Mar 2026"),
]


def test_of_an_actor_that_offers_nothing_the_line_says_where_it_stands():
    assert summary_sentences([], {}, None, STANCES)[-1] == (
        "As recorded, it supports the force as such and others' forces nearby (May 2026); "
        "opposes others' forces in Ukraine (Mar 2026)."
    )


def test_positions_of_one_date_are_told_without_it():
    sentence = summary_sentences([], {}, None, STANCES[:2])[-1]

    assert sentence == "As recorded, it supports the force as such and others' forces nearby."


def test_who_does_not_rule_it_out_is_open_to_it():
    stance = CurrentPosition(Proposition.OWN_TROOPS, Position.OPEN_TO, "May 2026")

    sentence = summary_sentences([], {}, None, [stance])[-1]

    assert sentence == "As recorded, it is open to troops of its own in Ukraine."


def test_an_offer_says_more_than_a_position():
    assert not any("As recorded" in each for each in summary_sentences([TROOPS], {}, None, STANCES))


def test_every_position_and_proposition_has_its_words():
    assert (set(POSITION_WORDS), set(PROPOSITION_WORDS)) == (set(Position), set(Proposition))


@pytest.mark.parametrize(
    ("exact", "ending"),
    [
        ((), " or before."),
        ((date(2026, 5, 1),), " or before."),
        ((date(2026, 5, 3),), "."),
    ],
)
def test_only_evidence_without_an_exact_day_is_or_before(exact: tuple[date, ...], ending: str):
    told = summary_sentences([TROOPS], {}, exact=exact)

    [sentence] = [each for each in told if "newest evidence" in each]
    assert sentence.endswith(f"the newest evidence is from 3 May 2026{ending}")


def test_evidence_that_is_newer_than_the_day_is_not_dated_by_itself():
    sentences = summary_sentences([TROOPS], {}, today=date(2026, 5, 2))

    assert "No deployment or payment is reported by this day." in sentences
