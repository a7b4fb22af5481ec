"""What a pledge is worth on a day, in small examples; random ones are in the file beside."""

from datetime import date

import pytest
from sqlalchemy import Engine, select

from app.models import Pledge
from app.queries.pledge_states import pledge_states
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.revision import Intent
from tests.queries.one_owner import (
    LATER,
    OTHER,
    OWNER,
    PRESS,
    REPOST,
    UNDATED,
    on,
    only_state_on,
    pledge,
    record_basics,
)


@pytest.fixture(autouse=True)
def register(engine: Engine) -> None:
    """r1: the actors and the sources."""
    record_basics(engine)


def test_a_pledge_is_worth_what_the_latest_step_says_that_states_it(engine, session):
    _, first, second = pledge(
        engine,
        {"at": on("2025-11-01"), "bindingness": "floated", "readiness": "specified"},
        {"at": on("2025-11-03"), "bindingness": "declared"},
    )

    before, after = only_state_on(session, 2), only_state_on(session, 3)

    assert (before.bindingness, before.bindingness_step) == ("floated", first)
    assert (after.bindingness, after.bindingness_step) == ("declared", second)
    assert (after.readiness, after.readiness_step) == ("specified", first)
    assert (after.offered, after.offered_step) == (None, None)


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        ("2025-11-02", "2025-11-01"),
        ("2025-11-03", "[2025-11-01..2025-11-03]"),
        ("[2025-11-01..2025-11-03]", "[..2025-11-03]"),
        ("[2025-11-01..2025-11-03]", "2025-11-02"),
    ],
    ids=["last day", "first day", "no first day", "last day before first day"],
)
def test_of_two_steps_the_later_counts_whichever_was_recorded_first(
    engine, session, later, earlier
):
    steps = {"at": on(later), "delivery": "partial"}, {"at": on(earlier), "delivery": "none"}
    pledge(engine, *steps)

    assert only_state_on(session, 4).delivery == "partial"


def test_of_two_steps_of_one_day_that_recorded_last_counts(engine, session):
    steps = [{"at": on("2025-11-03"), "delivery": word} for word in ("partial", "none")]
    pledge(engine, *steps)

    assert only_state_on(session, 4).delivery == "none"


@pytest.mark.parametrize(
    ("day", "bindingness", "by_then", "possibly"),
    [
        (1, None, "not yet", 0),
        (2, None, "possibly", 1),
        (3, None, "possibly", 1),
        (4, "formal", "counts", 0),
    ],
)
def test_an_uncertain_step_is_possibly_there_until_its_last_day_has_come(
    engine, session, day, bindingness, by_then, possibly
):
    pledge(engine, {"at": on("[2025-11-02..2025-11-04]"), "bindingness": "formal"})

    state = only_state_on(session, day)

    assert (state.bindingness, state.by_then, state.possibly) == (bindingness, by_then, possibly)


def test_about_a_day_is_that_day(engine, session):
    pledge(engine, {"at": on("2025-11-03~"), "standing": "active"})

    assert only_state_on(session, 2).by_then == "not yet"
    assert only_state_on(session, 3).standing == "active"


@pytest.mark.parametrize(
    ("cited", "day"),
    [([PRESS], 5), ([LATER, PRESS], 5), ([LATER], 8), ([REPOST], 5), ([UNDATED, PRESS], 5)],
)
def test_a_step_without_a_date_is_as_old_as_its_oldest_dated_source(engine, session, cited, day):
    pledge(engine, {"bindingness": "formal", "cited": cited})

    assert only_state_on(session, day - 1).bindingness is None
    assert only_state_on(session, day).bindingness == "formal"


@pytest.mark.parametrize("cited", [[], [UNDATED]])
def test_a_step_without_any_date_comes_first_and_always_counts(engine, session, cited):
    _, dated_step, undated_step = pledge(
        engine,
        {"at": on("2025-11-03"), "bindingness": "formal"},
        {"bindingness": "floated", "cited": cited},
    )

    assert only_state_on(session, 2).bindingness_step == undated_step
    assert only_state_on(session, 3).bindingness_step == dated_step


@pytest.mark.parametrize(
    ("facts", "not_yet", "possibly", "counts"),
    [
        ({"announced": on("[2025-11-02..2025-11-04]")}, 1, 3, 4),
        ({"announced": on("[..2025-11-04]"), "cited": [PRESS]}, None, 1, 4),
        ({"cited": [LATER]}, 5, 6, 8),
        ({}, None, None, 1),
    ],
    ids=["announced", "no first day", "as old as its source", "undated"],
)
def test_a_pledge_without_a_step_is_there_from_its_announcement_on(
    engine, session, facts, not_yet, possibly, counts
):
    pledge(engine, **facts)

    days = {"not yet": not_yet, "possibly": possibly, "counts": counts}
    assert {word: only_state_on(session, day).by_then for word, day in days.items() if day} == {
        word: word for word, day in days.items() if day
    }


def test_a_pledge_is_there_from_its_first_step_on_even_if_announced_later(engine, session):
    pledge(engine, {"at": on("2025-11-02"), "delivery": "none"}, announced=on("2025-11-04"))

    assert only_state_on(session, 1).by_then == "not yet"
    assert only_state_on(session, 2).by_then == "counts"


def test_a_later_source_does_not_make_a_dated_pledge_younger(engine, session):
    pledge(engine, {"at": on("2025-11-07"), "delivery": "none"}, cited=[PRESS])

    assert only_state_on(session, 6).by_then == "not yet"


@pytest.mark.parametrize(
    ("cited", "attribution"),
    [
        ([{"on_behalf_id": OWNER}, {"speaker": "A. Person"}], "own"),
        ([{"on_behalf_id": OWNER, "mode": "document"}], "own"),
        ([{"speaker": "A. Person", "on_behalf_id": OTHER}, {}], "said by another"),
        ([{"speaker": "A. Person"}], "said by another"),
        ([{"on_behalf_id": OTHER}], "reported"),
        ([{"on_behalf_id": OWNER, "fact": "offered"}, {}], "reported"),
        ([{"on_behalf_id": OWNER, "fact": "bindingness"}], "own"),
        ([{"on_behalf_id": OWNER, "fact": "offered"}], "uncited"),
        ([], "uncited"),
    ],
)
def test_attribution_is_read_off_the_step_that_says_how_firm(engine, session, cited, attribution):
    pledge(
        engine,
        {"at": on("2025-11-01"), "bindingness": "floated", "cited": [{"on_behalf_id": OWNER}]},
        {"at": on("2025-11-02"), "bindingness": "formal", "cited": cited},
        {"at": on("2025-11-03"), "readiness": "ready", "cited": [{"on_behalf_id": OWNER}]},
        cited=[{"on_behalf_id": OWNER}],
    )

    assert only_state_on(session, 9).attribution == attribution


def test_there_is_no_attribution_where_no_step_says_how_firm(engine, session):
    pledge(engine, {"delivery": "none", "cited": [{"on_behalf_id": OWNER}]})

    assert only_state_on(session, 9).attribution is None


@pytest.mark.parametrize(
    ("cited", "day"),
    [([PRESS, LATER], 8), ([PRESS, REPOST], 5), ([UNDATED, PRESS], 5), ([UNDATED], None)],
)
def test_evidence_is_as_old_as_its_newest_source_and_a_repost_as_its_origin(
    engine, session, cited, day
):
    pledge(
        engine, {"at": on("2025-11-01"), "delivery": "none", "cited": cited[1:]}, cited=cited[:1]
    )

    assert only_state_on(session, 1).evidence_on == (date(2025, 11, day) if day else None)


def test_conditions_are_waited_for_and_limits_are_not(engine, session):
    waits = {"kind": "ceasefire", "gate": "deployment"}
    pledge(engine, conditions=[waits, waits | {"gate": "commitment"}, {"kind": "timing"}])

    assert only_state_on(session, 1).waiting == 2


def test_a_correction_is_a_new_version_of_its_step(engine, at):
    root, step = pledge(engine, {"at": on("2025-11-01"), "bindingness": "formal"})
    with recording(engine, SYSTEM_ACCOUNT, Intent.CORRECTS) as edit:
        edit.revise(root, 2, {step: {"bindingness": "declared"}})

    levels = [only_state_on(at(number), 9).bindingness for number in (2, 3)]

    assert levels == ["formal", "declared"]


def test_only_the_pledges_that_were_asked_for_are_worked_out(engine, session):
    pledge(engine, {"bindingness": "formal"})
    (mine,) = pledge(engine, domain="air")
    pledge_ids = select(Pledge.entity_id).where(Pledge.domain == "air")

    rows = session.execute(select(pledge_states(date(2025, 11, 9), pledge_ids))).all()

    assert [(row.pledge_id, row.bindingness) for row in rows] == [(mine, None)]
