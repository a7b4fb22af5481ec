"""Totals of what is offered, set aside and delivered, side by side and never added."""

import pytest

from app.models.vocabulary import Domain
from app.rules.pledge_state import Exclusion
from app.rules.totals import stage_totals, totals
from tests.rules.pledge_states import contested_state, pledge_state

PAID = pledge_state(1, "€1 billion", delivered="€120 million", domain=Domain.FUNDING)
OFFERED = pledge_state(2, "€2 billion", domain=Domain.FUNDING)


def total_text(stage: str, *states) -> list[str]:
    return [str(total) for total in totals(states, {}, stage=stage)]


def test_each_stage_adds_what_is_at_it():
    assert total_text("offered", PAID, OFFERED) == ["€3 billion"]
    assert total_text("set_aside", PAID, OFFERED) == []
    assert total_text("delivered", PAID, OFFERED) == ["€120 million"]


def test_what_is_delivered_waits_no_more():
    waiting = pledge_state(3, "€5", set_aside="€3", delivered="€1", waiting=1)
    words = {3: "a ceasefire"}

    told = {
        stage: str(*totals([waiting], words, stage=stage)) for stage in ("offered", "set_aside")
    }

    assert told == {
        "offered": "€5, all of it waiting for a ceasefire",
        "set_aside": "€3, all of it waiting for a ceasefire",
    }
    assert str(*totals([waiting], words, stage="delivered")) == "€1"


def test_an_amount_without_a_figure_is_no_offer():
    some = pledge_state(4, "€5", delivered="“some” of troops")

    assert total_text("delivered", some) == ["1 amount, with no figure"]
    assert total_text("delivered", some, PAID) == ["1 amount, with no figure", "€120 million"]


def test_what_is_contested_at_one_stage_is_so_there_alone():
    state = contested_state(5, "€3", "€4", stage="delivered", offered=PAID.offered, offered_step=9)

    assert total_text("offered", state) == ["€1 billion"]
    assert total_text("delivered", state) == ["€3 to €4 (contested: €3 or €4)"]


def test_what_is_not_counted_is_at_no_stage():
    state = pledge_state(6, "€5", delivered="€3", exclusion=Exclusion.GONE)

    assert stage_totals([state], {}) == {"offered": {}, "set_aside": {}, "delivered": {}}


def test_pledges_that_may_be_the_same_may_be_the_same_at_each_stage():
    states = [pledge_state(n, f"€{n}0", delivered=f"€{n}") for n in (1, 2)]

    (total,) = totals(states, {}, [(1, 2)], "delivered")

    assert str(total) == "€2 to €3 (€1 and €2; whether they add is not said)"


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        ({"offered": "€5"}, "€5"),
        ({"delivered": "€5"}, "€5 delivered"),
        ({"offered": "€5", "delivered": "€1, once"}, "€5 offered · €1, once, delivered"),
        ({"offered": "9 ships", "worth": "€5"}, "9 ships · said to be worth €5"),
        ({"offered": "an unstated amount in EUR", "delivered": "€5"}, "€5 delivered"),
        ({}, ""),
    ],
)
def test_amounts_are_told_with_their_stage_where_there_is_more_than_an_offer(
    texts: dict[str, str], words: str
):
    assert pledge_state(1, **texts).amount_words == words
