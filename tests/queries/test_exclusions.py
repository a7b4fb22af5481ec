"""What counts on a day, and why the rest is listed beside: one pledge at a time."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from app.models import Actor, Link
from app.models.vocabulary import Bindingness, Delivery
from app.rules.pledge_rows import stale_day
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.revision import Intent
from tests.queries.one_owner import (
    FIRM,
    OTHER,
    OWNER,
    PRESS,
    on,
    only_state_on,
    pledge,
    record_basics,
    states_on,
)


@pytest.fixture(autouse=True)
def basics(engine: Engine) -> None:
    record_basics(engine)


def link(engine: Engine, first: int, second: int, kind: str) -> None:
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        edit.add(Link, {"from_id": first, "to_id": second, "kind": kind})


def test_an_own_declared_pledge_of_a_country_is_counted(engine: Engine, session: Session):
    pledge(engine, FIRM)

    assert only_state_on(session, 2).exclusion is None


@pytest.mark.parametrize(
    ("step", "reason"),
    [
        ({"at": on("2025-11-30")}, "not there yet"),
        ({"at": on("[2025-11-01..2025-11-30]")}, "possibly by then"),
        ({"standing": "withdrawn"}, "not active"),
        ({"standing": "disputed"}, "not active"),
        ({"delivery": "ended"}, "not active"),
        ({"cited": [{"on_behalf_id": OTHER, "speaker": "A. Person"}]}, "not said by its owner"),
        ({"cited": [PRESS]}, "not said by its owner"),
        ({"cited": []}, "not said by its owner"),
        ({"bindingness": None, "readiness": "ready"}, "not said by its owner"),
        ({"bindingness": "floated"}, "floated"),
    ],
    ids=str,
)
def test_what_is_not_counted_has_its_reason(
    engine: Engine, session: Session, step: dict[str, Any], reason: str
):
    pledge(engine, FIRM | step)

    assert only_state_on(session, 2).exclusion == reason


def test_a_group_s_pledge_is_of_no_single_country(engine: Engine, session: Session):
    with recording(engine, SYSTEM_ACCOUNT, Intent.UPDATES) as edit:
        edit.revise(OWNER, edit.previous, {OWNER: {"kind": "group"}})
    pledge(engine, FIRM)

    assert only_state_on(session, 2).exclusion == "of no single country"


@pytest.mark.parametrize(
    ("kind", "first", "second"),
    [
        ("part of", "part of", None),
        ("repeats", "repeats", None),
        ("unclear", None, None),
        ("adds to", None, None),
        ("contradicts", "contradicts", "contradicts"),
    ],
)
def test_a_link_takes_out_the_one_or_both(
    engine: Engine, at: Any, kind: str, first: str | None, second: str | None
):
    first_id, second_id = pledge(engine, FIRM)[0], pledge(engine, FIRM, domain="sea")[0]
    link(engine, first_id, second_id, kind)

    states = {row.pledge_id: row for row in states_on(at(None), 2)}

    assert (states[first_id].linked, states[second_id].linked) == (first, second)
    assert states[first_id].exclusion == (first and "part of another, or contradicted")


TODAY = date(2026, 3, 1)


def is_unconfirmed(bindingness: str | None, delivery: str | None, age: int | None) -> bool:
    """Whether a pledge whose newest evidence is so many days old is unconfirmed lately."""
    firmness = None if bindingness is None else Bindingness(bindingness)
    progress = None if delivery is None else Delivery(delivery)
    evidence_on = None if age is None else TODAY - timedelta(age)
    stale_from = stale_day(evidence_on, firmness, progress)
    return stale_from is not None and stale_from <= TODAY


@pytest.mark.parametrize(
    ("bindingness", "days"),
    [("floated", 90), ("declared", 180), ("formal", 365), ("authorised", 365), (None, 90)],
)
def test_evidence_is_old_after_so_many_days_and_not_on_the_last_of_them(
    bindingness: str | None, days: int
):
    assert not is_unconfirmed(bindingness, None, days)
    assert is_unconfirmed(bindingness, None, days + 1)


def test_evidence_of_the_end_of_all_days_is_never_old():
    assert stale_day(date.max, None, None) is None


@pytest.mark.parametrize("delivery", ["delivered", "ended"])
@pytest.mark.parametrize("age", [None, 9999])
def test_what_was_delivered_or_has_ended_is_never_unconfirmed(delivery: str, age: int | None):
    assert not is_unconfirmed("floated", delivery, age)


@pytest.mark.parametrize("delivery", [None, "none", "partial"])
def test_what_is_not_all_there_can_be_unconfirmed(delivery: str | None):
    assert is_unconfirmed("authorised", delivery, 366)
    assert is_unconfirmed("authorised", delivery, None)


def test_evidence_of_a_day_to_come_is_not_old():
    assert not is_unconfirmed("floated", None, -200)


def test_two_amounts_of_the_same_days_are_contested(engine: Engine, session: Session):
    amounts = ({"low": n, "qualifier": "exact", "unit": "troops"} for n in (300, 400))
    pledge(engine, *(FIRM | {"offered": amount} for amount in amounts))

    state = only_state_on(session, 2)

    assert (state.contested, state.exclusion) == (True, None)
    assert (str(state.offered), state.offered_sorted) == ("300 to 400 troops", 300.0)
    assert [str(amount) for amount in state.offered_statements] == ["300 troops", "400 troops"]


@pytest.mark.parametrize(
    ("step", "unit", "level"),
    [
        ({}, "troops", "specified"),
        ({"readiness": "unspecified"}, "troops", "specified"),
        ({"readiness": "ready"}, "troops", "ready"),
        ({}, "countries", None),
    ],
    ids=str,
)
def test_an_amount_states_that_a_pledge_is_specified(
    engine: Engine, session: Session, step: dict[str, Any], unit: str, level: str | None
):
    amount = {"low": 300, "qualifier": "exact", "unit": unit}
    _, first, second = pledge(engine, FIRM | step, FIRM | {"offered": amount})

    state = only_state_on(session, 2)

    steps = {"specified": second, "ready": first, None: None}
    assert (state.readiness, state.readiness_step) == (level, steps[level])


def test_an_amount_in_words_alone_specifies_nothing(engine: Engine, session: Session):
    amount = {"qualifier": "unstated", "unit": "troops", "words": "a small number"}
    pledge(engine, FIRM | {"offered": amount})

    assert only_state_on(session, 2).readiness is None


def test_contested_amounts_of_two_units_are_under_neither(engine: Engine, session: Session):
    amounts = ({"low": 5, "qualifier": "exact", "unit": unit} for unit in ("troops", "EUR"))
    pledge(engine, *(FIRM | {"offered": amount} for amount in amounts))

    state = only_state_on(session, 2)

    assert (state.offered, state.offered_unit, state.offered_sorted) == (None, None, None)
    assert state.amount_words == "€5 or 5 troops, contested"


def test_a_later_amount_replaces_the_earlier(engine: Engine, session: Session):
    amounts = [{"low": n, "qualifier": "exact", "unit": "troops"} for n in (300, 400)]
    more = {"offered": amounts[1], "at": on("2025-11-02")}
    pledge(engine, FIRM | {"offered": amounts[0]}, more)

    state = only_state_on(session, 2)

    assert (state.contested, state.exclusion, str(state.offered)) == (False, None, "400 troops")


def test_the_unit_and_how_often_it_comes_are_told_for_filters(engine: Engine, session: Session):
    amount = {"low": 5, "qualifier": "exact", "unit": "EUR", "per": "year"}
    pledge(engine, FIRM | {"offered": amount})

    state = only_state_on(session, 2)

    assert (state.offered_unit, state.offered_per, state.offered_sorted) == ("EUR", "year", 5.0)


def test_an_actor_s_kind_is_told(engine: Engine, session: Session):
    pledge(engine, FIRM)

    assert only_state_on(session, 2).actor_kind == session.get(Actor, (OWNER, 1)).kind
