from dataclasses import replace
from datetime import date

import pytest

from app.models.quantity import Quantity
from app.models.vocabulary import (
    Attribution,
    Bindingness,
    Capability,
    Delivery,
    Domain,
    Position,
    Proposition,
    Standing,
)
from app.rules.actor_summary import CurrentPosition, Occasion, summary_sentences
from app.rules.pledge_state import ByThen
from tests.rules.pledge_states import contested_state, pledge_state

TROOPS = pledge_state(bindingness=None)
MONEY = replace(TROOPS, pledge_id=2, domain=Domain.FUNDING)
PLANS = replace(TROOPS, pledge_id=3, domain=Domain.LEADERSHIP, capability=Capability.PLANNING)
SHIPS = replace(TROOPS, pledge_id=4, domain=Domain.SEA, attribution=Attribution.ANOTHER)
SENT = replace(
    TROOPS, delivery=Delivery.PARTIAL, offered_step=90, offered=Quantity.parse("about 300 troops")
)
IDEA = replace(MONEY, bindingness=Bindingness.FLOATED, delivery=None)
NOTHING = "No pledge is on record, and nobody has looked for one."
LATER = "Recorded, and said later: "
AHEAD = CurrentPosition(Proposition.FORCE, Position.SUPPORTS, "May 2026", is_later=True)
MAYBE = "Possibly said by this day: troops."
NO_OFFER = "No offer of its own is on record."
GROUP = Occasion(pronoun="the group")
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
        ([IDEA], {}, [NO_OFFER, "It considers money: no promise of it so far."]),
        (
            [SENT, IDEA],
            {},
            ["Offers troops.", "It also considers money: no promise of it so far."],
        ),
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
            [
                "No pledge is on record by this day, and nobody has looked for one.",
                f"{LATER}1 pledge.",
            ],
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


@pytest.mark.parametrize(
    ("quantity", "facts", "sentences"),
    [
        ("2 systems", {}, ["Offers 2 systems.", "2 systems wait for a ceasefire."]),
        ("1 systems", {}, ["Offers 1 system.", "1 system waits for a ceasefire."]),
        (
            "at least 8 aircraft",
            {"domain": Domain.AIR},
            ["Offers at least 8 aircraft.", "At least 8 aircraft wait for a ceasefire."],
        ),
        ("300 troops", {}, ["Offers troops.", "Troops wait for a ceasefire."]),
        ("€1 billion", {}, ["Offers money.", "Money waits for a ceasefire."]),
        (
            "“some engineers”",
            {},
            ["Offers “some engineers”.", "“some engineers” waits for a ceasefire."],
        ),
        (
            None,
            {"capability": Capability.GROUND_BASED_AIR_DEFENCE},
            [
                "Offers ground-based air defence.",
                "Ground-based air defence waits for a ceasefire.",
            ],
        ),
    ],
)
def test_what_is_offered_is_said_in_its_own_unit(
    quantity: str | None, facts: dict, sentences: list[str]
):
    offer = pledge_state(1, quantity, **facts)

    assert summary_sentences([offer], {1: CEASEFIRE})[:2] == sentences


def test_what_is_contested_has_a_number_all_the_same():
    systems = contested_state(1, "2 systems", "3 systems")
    troops = contested_state(2, "300 troops", "“a company” of troops")

    told = summary_sentences([systems, troops], {})

    assert told[0] == "Offers 2 to 3 systems (contested) and troops."
    assert "No number of troops has been given." not in told


def test_two_offers_of_as_many_are_two():
    offers = [pledge_state(i, "2 systems") for i in (1, 2)]

    assert summary_sentences(offers, {})[0] == "Offers 2 systems and 2 systems."


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


def test_what_is_recorded_for_later_is_no_nothing():
    later = replace(TROOPS, by_then=ByThen.NOT_YET)
    lead = "No pledge is on record by this day, and nobody has looked for one."

    assert summary_sentences([later, later], {}) == [lead, f"{LATER}2 pledges."]
    assert summary_sentences([], {}, None, [AHEAD]) == [lead, f"{LATER}1 position."]
    assert summary_sentences([later], {}, date(2026, 5, 3), [AHEAD, AHEAD]) == [
        "No pledge is on record by this day; somebody last looked on 3 May 2026.",
        f"{LATER}1 pledge and 2 positions.",
    ]


def test_an_offer_says_more_than_a_position():
    stance = CurrentPosition(Proposition.FORCE, Position.SUPPORTS, "May 2026")

    told = summary_sentences([TROOPS], {}, None, [stance])

    assert not any("As recorded" in each for each in told)


@pytest.mark.parametrize(
    ("exact", "ending"),
    [
        ((), " or before."),
        ((date(2026, 5, 1),), " or before."),
        ((date(2026, 5, 3),), "."),
    ],
)
def test_only_evidence_without_an_exact_day_is_or_before(exact: tuple[date, ...], ending: str):
    told = summary_sentences([TROOPS], {}, occasion=Occasion(exact_days=exact))

    [sentence] = [each for each in told if "newest evidence" in each]
    assert sentence.endswith(f"the newest evidence is from 3 May 2026{ending}")


def test_evidence_that_is_newer_than_the_day_is_not_dated_by_itself():
    sentences = summary_sentences([TROOPS], {}, occasion=Occasion(date(2026, 5, 2)))

    assert "No deployment or payment is reported by this day." in sentences


def test_of_a_group_the_line_does_not_speak_as_of_one():
    pledges = [IDEA, replace(TROOPS, pledge_id=9, attribution=Attribution.REPORTED)]
    stance = CurrentPosition(Proposition.FORCE, Position.SUPPORTS, "3 May 2026")

    told = " ".join(summary_sentences(pledges, {}, occasion=GROUP))
    stands = summary_sentences([], {}, stances=[stance], occasion=GROUP)

    assert "The group considers " in told
    assert "Others speak of troops; the group has not confirmed this." in told
    assert stands[-1] == "As recorded, the group supports the force as such."
