from dataclasses import replace

import pytest

from app.models.quantity import Quantity
from app.models.vocabulary import Attribution, Capability, Delivery, Domain, Standing
from app.rules.summary import summary
from app.rules.value import ByThen, Value

TROOPS = Value(
    pledge_id=1,
    actor_id=7,
    domain=Domain.LAND,
    capability=None,
    bindingness=None,
    bindingness_step=None,
    readiness=None,
    readiness_step=None,
    delivery=Delivery.NONE,
    delivery_step=None,
    standing=Standing.ACTIVE,
    standing_step=None,
    quantity=None,
    quantity_step=None,
    attribution=Attribution.OWN,
    evidence_on=None,
    by_then=ByThen.COUNTS,
    possibly=0,
    waiting=0,
)
MONEY = replace(TROOPS, pledge_id=2, domain=Domain.FUNDING)
PLANS = replace(TROOPS, pledge_id=3, domain=Domain.LEADERSHIP, capability=Capability.PLANNING)
SHIPS = replace(TROOPS, pledge_id=4, domain=Domain.SEA, attribution=Attribution.ANOTHER)
SENT = replace(TROOPS, delivery=Delivery.PARTIAL, quantity=Quantity.parse("about 300 troops"))
CEASEFIRE, LAW = ["waits for a ceasefire"], ["no commitment before parliament’s approval"]


@pytest.mark.parametrize(
    ("pledges", "waits", "sentences"),
    [
        ([], {}, ["No pledge of its own is on record, and none that others name it for."]),
        (
            [TROOPS, MONEY, PLANS, SHIPS],
            {1: CEASEFIRE, 2: CEASEFIRE},
            [
                "Offers troops, money and planning.",
                "Troops and money wait for a ceasefire.",
                "No number of troops has been given.",
                "Nothing has been deployed or disbursed.",
                "Others name it for naval support.",
            ],
        ),
        ([SENT], {}, ["Offers troops."]),
        ([MONEY], {2: CEASEFIRE}, ["Offers money.", "Money waits for a ceasefire."]),
        (
            [MONEY],
            {2: LAW},
            ["Offers money.", "No commitment before parliament’s approval: money."],
        ),
        ([SHIPS], {4: CEASEFIRE}, ["Has offered nothing in its own words."]),
    ],
)
def test_the_line_says_what_is_offered_and_what_it_waits_for(pledges, waits, sentences):
    assert [s for s in summary(pledges, waits) if s in sentences] == sentences


@pytest.mark.parametrize(
    "gone",
    [
        replace(TROOPS, standing=Standing.WITHDRAWN),
        replace(TROOPS, standing=Standing.LAPSED),
        replace(TROOPS, by_then=ByThen.POSSIBLY),
        replace(TROOPS, by_then=ByThen.NOT_YET),
    ],
)
def test_what_no_longer_or_not_surely_stands_is_left_out(gone):
    assert summary([gone], {})[0].startswith("No pledge of its own")


def test_what_was_partly_sent_is_not_said_to_be_nothing():
    assert not any("Nothing has been" in sentence for sentence in summary([SENT], {}))


def test_what_others_say_is_never_offered():
    assert summary([SHIPS], {}) == [
        "Has offered nothing in its own words.",
        "Others name it for naval support.",
    ]


def test_what_nobody_is_on_record_to_have_said_is_put_in_nobody_s_mouth():
    unsaid = replace(TROOPS, attribution=None), replace(MONEY, attribution=Attribution.UNCITED)

    assert summary(unsaid, {}) == [
        "Has offered nothing in its own words.",
        "Who says so is not on record: troops and money.",
    ]
