"""What a pledge waits for on a day: which of its conditions are met by then."""

from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from app.models import Circumstance, Condition
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.revision import Intent
from tests.queries.one_owner import FIRM, OTHER, OWNER, on, only_state_on, pledge, record_basics

CEASEFIRE = {"kind": "ceasefire", "gate": "deployment"}
LAW = {"kind": "parliamentary approval", "gate": "commitment"}


@pytest.fixture(autouse=True)
def basics(engine: Engine) -> None:
    record_basics(engine)


def now(engine: Engine, state: str, kind: str = "ceasefire", **facts: Any) -> None:
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        edit.add(Circumstance, {"kind": kind, "state": state} | facts)


def test_the_kinds_of_conditions_are_told_limits_too(engine: Engine, session: Session):
    pledge(engine, FIRM, conditions=[{"kind": "timing"}, CEASEFIRE, CEASEFIRE])

    state = only_state_on(session, 2)

    assert (state.conditions, state.waiting) == (("ceasefire", "timing"), 2)


@pytest.mark.parametrize(
    ("state", "waiting"), [("met", 0), ("partly", 1), ("unmet", 1), ("unknown", 1)]
)
def test_what_is_met_is_waited_for_no_longer(
    engine: Engine, session: Session, state: str, waiting: int
):
    pledge(engine, FIRM, conditions=[CEASEFIRE])
    now(engine, state, at=on("2025-11-02"))

    assert only_state_on(session, 2).waiting == waiting
    assert only_state_on(session, 1).waiting == 1


def test_the_latest_circumstance_by_the_day_holds(engine: Engine, session: Session):
    pledge(engine, FIRM, conditions=[CEASEFIRE])
    for state, edtf in (("unmet", "2025-11-05"), ("met", "[..2025-11-03]"), ("met", "2025-11-09")):
        now(engine, state, at=on(edtf))

    assert [only_state_on(session, day).waiting for day in (2, 3, 5, 8, 9)] == [1, 0, 1, 1, 0]


def test_a_ceasefire_is_no_peace_agreement(engine: Engine, session: Session):
    pledge(engine, FIRM, conditions=[CEASEFIRE])
    now(engine, "met", "peace agreement")

    assert only_state_on(session, 2).waiting == 1


@pytest.mark.parametrize(
    ("named", "whose", "waiting"),
    [(None, OWNER, 0), (None, OTHER, 1), (OTHER, OTHER, 0), (OTHER, OWNER, 1)],
)
def test_a_parliament_s_approval_is_that_of_whom_the_condition_names_or_of_the_owner(
    engine: Engine, session: Session, named: int | None, whose: int, waiting: int
):
    pledge(engine, FIRM, conditions=[LAW | {"actor_id": named}])
    now(engine, "met", "parliamentary approval", actor_id=whose)

    assert only_state_on(session, 2).waiting == waiting


def test_of_alternatives_one_is_enough(engine: Engine, session: Session):
    pledge_id, *_ = pledge(engine, FIRM, conditions=[CEASEFIRE, LAW])
    first, second = sorted(session.exec(select(Condition.entity_id)))
    with recording(engine, SYSTEM_ACCOUNT, Intent.UPDATES) as edit:
        edit.revise(pledge_id, edit.previous, {second: {"alternative_to_id": first}})
    session.rollback()
    assert only_state_on(session, 2).waiting == 1

    now(engine, "met", "parliamentary approval", actor_id=OWNER)
    session.rollback()

    assert only_state_on(session, 2).waiting == 0


def test_a_circumstance_recorded_later_is_not_seen_before(engine: Engine, at: Any):
    pledge(engine, FIRM, conditions=[CEASEFIRE])
    now(engine, "met")

    assert [only_state_on(at(number), 2).waiting for number in (2, 3)] == [1, 0]
