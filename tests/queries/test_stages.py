"""What is offered, set aside and delivered: each by a latest step of its own."""

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from app.models.quantity import Quantity
from app.rules.pledge_state import PledgeState
from app.rules.totals import stage_totals
from tests.queries.one_owner import OWNER, on, only_state_on, pledge, record_basics

OWN = {"on_behalf_id": OWNER, "speaker": "A. Person"}
OFFER = {"bindingness": "declared", "at": on("2025-11-01"), "cited": [OWN]}


@pytest.fixture(autouse=True)
def basics(engine: Engine) -> None:
    record_basics(engine)


def amounts(**texts: str) -> dict[str, Quantity]:
    return {name: Quantity.parse(text) for name, text in texts.items()}


def total_texts(state: PledgeState) -> dict[str, list[str]]:
    return {
        stage: [str(total) for total in totals.values()]
        for stage, totals in stage_totals([state], {}).items()
    }


def test_what_is_paid_takes_nothing_from_what_is_offered(engine: Engine, session: Session):
    paid = {"at": on("2025-11-02"), "delivery": "partial"} | amounts(delivered="€120 million")
    pledge(engine, OFFER | amounts(offered="€1 billion"), paid, domain="funding")

    state = only_state_on(session, 3)

    assert state.amount_words == "€1 billion offered · €120 million delivered"
    assert total_texts(state) == {
        "offered": ["€1 billion"],
        "set_aside": [],
        "delivered": ["€120 million"],
    }


def test_a_later_offer_replaces_the_offer_and_nothing_else(engine: Engine, session: Session):
    first = amounts(offered="€1 billion", set_aside="€300 million", delivered="€120 million")
    more = {"at": on("2025-11-02")} | amounts(offered="€2 billion")
    _, early, late = pledge(engine, OFFER | first, more)

    state = only_state_on(session, 3)

    assert state.amount_words == (
        "€2 billion offered · €300 million set aside · €120 million delivered"
    )
    steps = (state.offered_step, state.set_aside_step, state.delivered_step)
    assert steps == (late, early, early)


def test_sources_may_disagree_on_one_stage_alone(engine: Engine, session: Session):
    first = OFFER | amounts(offered="500 troops", delivered="300 troops")
    pledge(engine, first, OFFER | amounts(delivered="400 troops"))

    state = only_state_on(session, 3)

    assert state.amount_words == "500 troops offered · 300 to 400 troops, contested, delivered"
    assert (state.contested, state.amount("offered").contested) == (True, False)
    assert total_texts(state)["delivered"] == [
        "300 to 400 troops (contested: 300 troops or 400 troops)"
    ]


@pytest.mark.parametrize(
    ("texts", "unit", "offered_unit"),
    [
        ({"offered": "€5", "delivered": "3 vehicles"}, "EUR", "EUR"),
        ({"set_aside": "€5", "delivered": "3 vehicles"}, "EUR", None),
        ({"delivered": "3 vehicles"}, "vehicles", None),
        ({"worth": "€5"}, None, None),
    ],
)
def test_a_pledge_is_of_the_unit_offered_else_of_that_of_a_later_stage(
    engine: Engine, session: Session, texts: dict, unit: str | None, offered_unit: str | None
):
    pledge(engine, OFFER | amounts(**texts))

    state = only_state_on(session, 3)

    assert (state.main_unit, state.offered_unit) == (unit, offered_unit)


def test_what_things_are_worth_is_in_no_sum(engine: Engine, session: Session):
    pledge(engine, OFFER | amounts(offered="49 vehicles", worth="€443 million"))

    state = only_state_on(session, 3)

    assert state.amount_words == "49 vehicles · said to be worth €443 million"
    assert total_texts(state) == {"offered": ["49 vehicles"], "set_aside": [], "delivered": []}


@pytest.mark.parametrize(
    ("first", "texts", "levels"),
    [
        ({}, {}, (None, None)),
        ({}, {"set_aside": "€5"}, ("allocated", None)),
        ({}, {"delivered": "€5"}, (None, "partial")),
        ({"delivery": "none"}, {"offered": "€9", "delivered": "€5"}, ("specified", "partial")),
        ({"delivery": "delivered", "readiness": "ready"}, {"set_aside": "€5", "delivered": "€5"},
         ("ready", "delivered")),
        ({"delivery": "none"}, {"offered": "0 troops", "delivered": "0 troops"}, (None, "none")),
        ({"readiness": "specified"}, {"set_aside": "“some” of troops"}, ("specified", None)),
    ],
    ids=str,
)  # fmt: skip
def test_amounts_say_how_ready_and_how_far_where_steps_say_less(
    engine: Engine, session: Session, first: dict, texts: dict, levels: tuple
):
    later = {"at": on("2025-11-02"), "standing": "active"} | amounts(**texts)
    _, early, late = pledge(engine, OFFER | first, later)

    state = only_state_on(session, 3)

    assert (state.readiness, state.delivery) == levels
    by_amount = "delivered" in texts and levels[1] == "partial"
    assert state.delivery_step == (late if by_amount else early if first.get("delivery") else None)
