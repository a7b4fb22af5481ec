"""What is different between the register as of two revisions, thing by thing."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from app.models import (
    Circumstance,
    Citation,
    Condition,
    Event,
    Intent,
    Pledge,
    Source,
    Step,
)
from app.queries.differences import Differences, load_differences
from app.spine.moment import reading_session
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.versioned import Entity
from tests import factory


def on(edtf: str) -> dict[str, str]:
    return {"edtf": edtf, "basis": "stated"}


def differences_between(
    engine: Engine, first: int = 1, final: int | None = None, **how: Any
) -> Differences:
    day = how.get("day", factory.TODAY)
    with reading_session(engine, how.get("as_of")) as session:
        return load_differences(
            session, first, factory.newest_number(engine) if final is None else final, day
        )


def outcome_lines(
    engine: Engine, first: int = 1, final: int | None = None, **how: Any
) -> list[str]:
    """Each thing with what became of it: “Company 0: firmer: floated → declared (r2)”."""
    return [
        f"{each.thing.title}: {what} (r{number})"
        for _, differences in differences_between(engine, first, final, **how).by_actor
        for each in differences
        for what, number in each.outcomes
    ]


def part(kind: type, pledge: Entity) -> Entity:
    """The part of a kind that a pledge of build.estonia has."""
    number = pledge.id + {Citation: 1, Step: 2, Condition: 4}[kind]
    return Entity(id=number, uid=pledge.uid, kind=kind.noun(), root_id=pledge.id)


def revise_row(engine: Engine, intent: str, root: Entity, number: int, **facts: Any) -> None:
    with recording(engine, SYSTEM_ACCOUNT, Intent(intent), "Seen to.") as edit:
        edit.revise(root.id, edit.previous, {number: facts})


STEPS = [
    ({"bindingness": "formal"}, ["firmer: declared → formal"]),
    ({"bindingness": "floated"}, ["weaker: declared → floated"]),
    ({"readiness": "allocated"}, ["readier: not stated → units chosen"]),
    ({"delivery": "partial"}, ["further: not stated → partly deployed"]),
    ({"standing": "withdrawn"}, ["withdrawn: active → withdrawn"]),
    ({"standing": "lapsed"}, ["no longer standing: active → lapsed"]),
    (
        {"offered": {"qualifier": "unstated", "unit": "troops", "words": "a company"}},
        ["now stated how much: not stated → “a company” of troops"],
    ),
    (
        {"set_aside": {"low": "300", "qualifier": "exact", "unit": "troops"}},
        [
            "readier: not stated → units chosen",
            "now stated how much is set aside: not stated → 300 troops",
        ],
    ),
    (
        {"delivered": {"low": "300", "qualifier": "exact", "unit": "troops"}},
        [
            "further: not stated → partly deployed",
            "now stated how much is delivered: not stated → 300 troops",
        ],
    ),
]


@pytest.mark.slow
@pytest.mark.parametrize(("facts", "words"), STEPS, ids=[" and ".join(words) for _, words in STEPS])
def test_a_new_step_is_told_by_what_it_makes_of_the_pledge(
    engine: Engine, facts: dict[str, Any], words: list[str]
):
    [pledge] = factory.record_estonia(engine)
    passage = 9
    with recording(engine, SYSTEM_ACCOUNT, Intent.UPDATES) as edit:
        step = factory.add(
            edit, Step, pledge, **{"bindingness": None, "at": on("2026-04-01")} | facts
        )
        factory.add(edit, Citation, step, passage_id=passage)

    assert outcome_lines(engine) == [f"Company 0: {each} (r2)" for each in words]
    [(_, [each])] = differences_between(engine).by_actor
    assert each.parts == ["1 step added", "1 citation added"]


def test_a_step_that_goes_makes_it_less_again(engine: Engine):
    [pledge] = factory.record_estonia(engine)
    step = factory.record(
        engine, Step, pledge, bindingness="declared", readiness="ready", delivery="delivered",
        standing="withdrawn", at=on("2026-01-01"),
        offered={"low": "300", "qualifier": "exact", "unit": "troops"},
    )  # fmt: skip
    less = {"low": "200", "qualifier": "exact", "unit": "troops"}
    revise_row(
        engine, "updates", pledge, step.id,
        readiness="specified", delivery="partial", standing="active", offered=less,
    )  # fmt: skip

    assert outcome_lines(engine, 2) == [
        "Company 0: stands again: withdrawn → active (r3)",
        "Company 0: less ready: ready to move → size or type given (r3)",
        "Company 0: less far: deployed → partly deployed (r3)",
        "Company 0: less: 300 troops → 200 troops (r3)",
    ]
    factory.retract(engine, step)
    assert "Company 0: no longer stated how much: 200 troops → not stated (r4)" in outcome_lines(
        engine, 3
    )


def test_a_condition_is_told_by_what_is_waited_for(engine: Engine):
    [pledge] = factory.record_estonia(engine)
    factory.record(engine, Condition, pledge, kind="ceasefire", words="after a ceasefire")
    factory.retract(engine, part(Condition, pledge))

    assert outcome_lines(engine) == [
        "Company 0: no longer waits for parliament’s approval (r3)",
        "Company 0: now waits for a ceasefire (r2)",
    ]


@pytest.mark.slow
def test_a_circumstance_frees_what_waited_for_it(engine: Engine):
    [first, _] = factory.record_estonia(engine, 2)
    ends = {"kind": "parliamentary approval", "actor_id": 1, "at": on("2026-05-01")}
    factory.record(engine, Circumstance, **ends, state="met")

    assert outcome_lines(engine) == [
        "Company 0: no longer waits for parliament’s approval (r2)",
        "Company 1: no longer waits for parliament’s approval (r2)",
        "parliamentary approval: new: met (r2)",
    ]
    assert outcome_lines(engine, day=date(2026, 4, 1)) == ["parliamentary approval: new: met (r2)"]
    assert first.id


def test_the_date_of_a_source_moves_what_is_undated(engine: Engine):
    [pledge] = factory.record_estonia(engine)
    source = factory.record(engine, Source, published=on("2026-01-01"), publisher="Weekly")
    with recording(engine, SYSTEM_ACCOUNT, Intent.UPDATES) as edit:
        step = factory.add(edit, Step, pledge, bindingness="formal", at=None)
        factory.add(edit, Citation, step, source_id=source.id, on_behalf_id=1)
    revise_row(engine, "corrects", source, source.id, published=on("2026-05-01"))

    assert outcome_lines(engine, 3) == [
        "Company 0: firmer: declared → formal (r4)",
        "Weekly: corrected (r4)",
    ]


def test_who_says_so_is_told_when_it_becomes_or_ceases_to_be_the_owner(engine: Engine):
    factory.record_estonia(engine)
    source = factory.entity(engine, 2)
    revise_row(engine, "updates", source, 9, on_behalf=[])
    revise_row(engine, "updates", source, 9, on_behalf=[1])

    assert "Company 0: no longer said by its owner (r2)" in outcome_lines(engine, 1, 2)
    assert "Company 0: said by its owner now (r3)" in outcome_lines(engine, 2, 3)


def test_a_correction_is_told_with_its_facts_and_the_revision_that_made_it(engine: Engine):
    [pledge] = factory.record_estonia(engine)
    revise_row(engine, "corrects", pledge, pledge.id, title="Two companies", note="Of infantry.")

    differences = differences_between(engine)

    [(actor, [each])] = differences.by_actor
    assert (actor.name, each.thing.title) == ("Estonia", "Two companies")
    [(what, number)] = each.outcomes
    assert (str(what), number) == ("corrected", 2)
    [change] = each.row_changes
    assert change.fact_changes == {
        "title": ("Company 0", "Two companies"),
        "note": (None, "Of infantry."),
    }
    assert differences.revisions[2][0].comment == "Seen to."


def test_what_is_only_worded_otherwise_is_changed(engine: Engine):
    [pledge] = factory.record_estonia(engine)
    revise_row(engine, "updates", pledge, pledge.id, title="Two companies")

    assert outcome_lines(engine) == ["Two companies: changed (r2)"]


def test_a_further_citation_is_a_change_of_what_it_is_for(engine: Engine):
    [pledge] = factory.record_estonia(engine)
    factory.record(engine, Citation, pledge, passage_id=9)

    [(_, [each])] = differences_between(engine).by_actor

    assert [(str(what), number) for what, number in each.outcomes] == [("changed", 2)]
    assert each.parts == ["1 citation added"]


def test_what_came_and_what_went_are_told_by_the_revision_that_did_it(engine: Engine):
    first, _ = factory.record_estonia(engine, 2)
    new = factory.record(engine, Pledge, actor_id=1, title="A ship", domain="sea", capability=None)
    factory.revise(engine, new, title="A frigate")
    factory.revise(engine, first, title="Company X")
    factory.retract(engine, first)

    assert outcome_lines(engine) == [
        "Company 0: retracted: Declared · waits for parliament’s approval (r5)",
        "A frigate: new: Firmness not recorded (r2)",
    ]


def test_what_was_added_and_taken_back_between_is_not_told(engine: Engine):
    [pledge] = factory.record_estonia(engine)
    new = factory.record(engine, Event)
    factory.retract(engine, new)
    factory.revise(engine, pledge, title="Two companies")
    factory.revise(engine, pledge, title="Company 0")

    differences = differences_between(engine)

    assert (differences.by_actor, differences.count) == ([], 0)
