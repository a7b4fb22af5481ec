"""What an edit bears on, however far away, is worked out again in the same revision."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from app.models import (
    Actor,
    Check,
    Circumstance,
    Citation,
    Condition,
    Link,
    Pledge,
    Source,
    Stance,
)
from app.models.derived import Awaited, ConditionStateRow
from app.models.vocabulary import Attribution
from app.queries.pledge_states import pledge_states, to_pledge_state
from app.rules.pledge_state import PledgeState
from app.spine.derived import check_derived
from app.spine.moment import reading_session
from tests import factory

ESTONIA, SOURCE, PLEDGE, STEP, PASSAGE = 1, 2, 3, 5, 9


@pytest.fixture(autouse=True)
def estonia(engine: Engine) -> None:
    factory.record_estonia(engine)


def on(edtf: str) -> dict[str, str]:
    return {"edtf": edtf, "basis": "stated"}


def state_now(engine: Engine, pledge_id: int = PLEDGE) -> PledgeState:
    """What a pledge is worth now, once nothing else follows from the versions than is stored."""
    with reading_session(engine) as session:
        assert not any(check_derived(session))
        [row] = session.execute(
            select(
                pledge_states(
                    factory.TODAY, select(Pledge.entity_id).where(Pledge.entity_id == pledge_id)
                )
            )
        ).all()
        return to_pledge_state(row)


def revise(engine: Engine, number: int, **facts: Any) -> None:
    entity = factory.entity(engine, number)
    factory.revise_part(engine, entity.root_id, number, **facts)


def test_the_day_of_a_source_bears_on_what_cites_it(engine: Engine):
    revise(engine, SOURCE, published=on("2026-03-09"))

    assert state_now(engine).evidence_on == date(2026, 3, 9)


def test_the_day_of_a_source_bears_on_what_cites_its_repost(engine: Engine):
    other = factory.record(engine, Source, address="https://daily.example/1")
    repost = factory.record(
        engine, Source, origin_id=other.id, published=on("2026-05-01"), publisher="Echo"
    )
    factory.record(
        engine, Citation, factory.entity(engine, PLEDGE), source_id=repost.id, speaker="A. Person"
    )

    revise(engine, other.id, published=on("2026-04-04"))

    assert state_now(engine).evidence_on == date(2026, 4, 4)


def test_whose_word_a_passage_is_bears_on_what_cites_it(engine: Engine):
    assert state_now(engine).attribution == Attribution.OWN

    revise(engine, PASSAGE, on_behalf=[])

    assert state_now(engine).attribution == Attribution.ANOTHER


def test_the_kind_of_an_actor_bears_on_its_pledges(engine: Engine):
    revise(engine, ESTONIA, kind="group", code="baltics", name="The Baltics")

    assert state_now(engine).exclusion == "of no single country"


def test_a_search_and_what_it_cites_bear_on_its_pledge(engine: Engine):
    source = factory.record(
        engine, Source, published=on("2026-05-20"), address="https://daily.example/2"
    )
    facts = {"actor_id": ESTONIA, "topic": "land", "found": "still so", "pledge_id": PLEDGE}
    check = factory.record(engine, Check, **facts)
    assert state_now(engine).evidence_on == date(2026, 3, 1)

    citation = factory.record(engine, Citation, check, source_id=source.id)
    assert state_now(engine).evidence_on == date(2026, 5, 20)
    revise(engine, check.id, pledge_id=None)
    assert state_now(engine).evidence_on == date(2026, 3, 1)
    factory.retract(engine, citation)
    assert state_now(engine).evidence_on == date(2026, 3, 1)


def test_a_link_bears_on_both_its_ends_and_on_those_that_it_had(engine: Engine):
    others = [
        factory.record(engine, Pledge, actor_id=ESTONIA, title=title) for title in ("One", "Two")
    ]
    link = factory.record(engine, Link, from_id=PLEDGE, to_id=others[0].id, kind="contradicts")
    assert state_now(engine, others[0].id).linked == "contradicts"

    revise(engine, link.id, to_id=others[1].id, kind="repeats")

    linked = [state_now(engine, number).linked for number in (PLEDGE, *(o.id for o in others))]
    assert linked == ["repeats", None, None]


def test_a_retracted_pledge_is_worth_nothing_from_then_on(engine: Engine):
    factory.retract(engine, factory.entity(engine, PLEDGE))

    with reading_session(engine) as session:
        assert session.execute(select(pledge_states(factory.TODAY))).all() == []
        assert not any(check_derived(session))
    with reading_session(engine, 1) as session:
        assert len(session.execute(select(pledge_states(factory.TODAY))).all()) == 1


def test_the_source_of_an_undated_circumstance_bears_on_when_it_holds(engine: Engine):
    facts = {"kind": "parliamentary approval", "state": "met", "actor_id": ESTONIA}
    approval = factory.record(engine, Circumstance, **facts)
    source = factory.record(
        engine, Source, published=on("[2026-05-01..2026-05-09]"), address="https://daily.example/3"
    )
    factory.record(engine, Citation, approval, source_id=source.id)
    assert state_now(engine).waiting == 0

    revise(engine, source.id, published=on("2026-07"))

    assert state_now(engine).waiting == 1


def test_the_latest_of_several_circumstances_holds_until_the_next(engine: Engine):
    for state, at in (("unmet", "2026-02-01"), ("met", "[2026-04-01..2026-04-03]")):
        factory.record(engine, Circumstance, state=state, at=on(at))

    with reading_session(engine) as session:
        rows = session.exec(select(ConditionStateRow).order_by(ConditionStateRow.from_day)).all()

    assert [(row.whose, row.state, row.from_day, row.to_day) for row in rows] == [
        (0, "unmet", date(2026, 2, 1), date(2026, 4, 3)),
        (0, "met", date(2026, 4, 3), date.max),
    ]


def test_the_owner_of_what_waits_says_whose_circumstance_it_waits_for(engine: Engine):
    latvia = factory.record(engine, Actor, code="lv", name="Latvia")
    stance = factory.record(engine, Stance, actor_id=ESTONIA, position="supports if")
    factory.record(engine, Condition, stance)

    revise(engine, stance.id, actor_id=latvia.id)

    with reading_session(engine) as session:
        rows = session.exec(select(Awaited).order_by(Awaited.parent_id)).all()
        assert not any(check_derived(session))
    assert [(row.parent_id, row.whose) for row in rows] == [
        (PLEDGE, ESTONIA),
        (stance.id, latvia.id),
    ]


def test_a_corrected_step_changes_what_its_pledge_is_worth_and_no_other(engine: Engine):
    other = factory.record(engine, Pledge, actor_id=ESTONIA, title="One")
    revise(engine, STEP, bindingness="formal")

    assert state_now(engine).bindingness == "formal"
    assert state_now(engine, other.id).bindingness is None


def test_what_was_amended_stays_as_it_was_at_an_earlier_revision(engine: Engine):
    revise(
        engine,
        STEP,
        bindingness="formal",
        offered={"low": "300", "qualifier": "exact", "unit": "troops"},
    )

    with reading_session(engine, 1) as session:
        [row] = session.execute(select(pledge_states(factory.TODAY))).all()

    assert (row.bindingness, row.offered) == ("declared", None)
    assert str(state_now(engine).offered) == "300 troops"


def test_what_says_nothing_of_worth_makes_nothing_be_worked_out(
    engine: Engine, statements: list[str]
):
    statements.clear()

    revise(engine, PLEDGE, title="Two companies", note="So they say.")

    assert not [
        each for each in statements if "FROM pledge_state" in each or "FROM awaited" in each
    ]
