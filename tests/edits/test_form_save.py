"""A thing with its parts in one revision, and what stands against that."""

import pytest
from sqlalchemy import Engine

from app.models import Actor, Citation, Condition, Intent, Link, Passage, Pledge, Source, Step
from app.spine import lookups
from app.spine.desired import Key
from app.spine.moment import reading_session
from tests import factory
from tests.edits.form_saves import (
    ON_STEP,
    PLEDGE,
    SAID,
    SOURCE,
    STEP,
    WAITS,
    current_facts,
    desired_row,
    save_rows,
)


@pytest.fixture(autouse=True)
def record_pledge(engine: Engine) -> None:
    """r1: Estonia, a source, and pledge 3 with a step and a condition, each cited."""
    factory.record_estonia(engine)


def test_a_new_thing_comes_with_its_parts_its_source_and_its_country_in_one_revision(
    engine: Engine,
):
    pledge = factory.PLAIN_FACTS[Pledge] | {"actor_id": Key("country-fi")}
    number, root = save_rows(
        engine,
        desired_row("n0", Pledge, "", pledge),
        desired_row("n1", Step, "n0", factory.PLAIN_FACTS[Step]),
        desired_row("n2", Citation, "n1", {"passage_id": Key("n6")}),
        desired_row("n3", Link, "", {"from_id": Key("n0"), "to_id": 3, "kind": "adds to"}),
        desired_row(
            "n4", Source, "", factory.PLAIN_FACTS[Source], publisher="Repost", origin_id=Key("n5")
        ),
        desired_row("n5", Source, "", factory.PLAIN_FACTS[Source], publisher="Origin"),
        desired_row("n6", Passage, "n4", SAID, on_behalf=[1, Key("country-fi")]),
        actor="fi",
    )

    country, origin, repost, said, new_pledge, step, citation, link = current_facts(
        engine, *range(10, 18)
    )
    assert (number, root, factory.newest_number(engine)) == (2, 14, 2)
    assert (country["code"], new_pledge["actor_id"], said["on_behalf"]) == ("fi", 10, [1, 10])
    assert (origin["publisher"], repost["origin_id"], citation["passage_id"]) == ("Origin", 11, 13)
    assert (link["from_id"], link["to_id"], step["bindingness"]) == (14, 3, "declared")


def test_a_new_passage_of_a_recorded_source_comes_under_it(engine: Engine):
    save_rows(
        engine,
        desired_row(PLEDGE, Pledge, "", {}),
        desired_row("n1", Citation, PLEDGE, {"passage_id": Key("n2"), "fact": "place"}),
        desired_row("n2", Passage, SOURCE, SAID, locator="p. 4"),
    )

    with reading_session(engine) as session:
        entities = lookups.entities_by_id(session, [10, 11])
    assert [(each.kind, each.parent_id) for each in entities.values()] == [
        ("passage", SOURCE),
        ("citation", PLEDGE),
    ]


def test_a_country_that_was_made_meanwhile_is_not_made_again(engine: Engine):
    factory.record(engine, Actor, code="fi", name="Finland")

    facts = factory.PLAIN_FACTS[Pledge] | {"actor_id": Key("country-fi")}
    save_rows(engine, desired_row("n0", Pledge, "", facts), actor="fi")

    assert current_facts(engine, 11)[0]["actor_id"] == 10


def test_alternatives_among_new_conditions_are_added_after_the_first(engine: Engine):
    save_rows(
        engine,
        desired_row(PLEDGE, Pledge, "", {}),
        desired_row("n1", Condition, PLEDGE, WAITS, alternative_to_id=Key("n2")),
        desired_row("n2", Condition, PLEDGE, WAITS, words="or so"),
        desired_row("n3", Condition, PLEDGE, WAITS, alternative_to_id=Key("n2")),
    )

    first, one, two = current_facts(engine, 10, 11, 12)
    assert (first["words"], one["alternative_to_id"], two["alternative_to_id"]) == ("or so", 10, 10)


def test_parts_are_changed_added_and_retracted_in_one_revision(engine: Engine):
    number, root = save_rows(
        engine,
        desired_row(PLEDGE, Pledge, "", {"title": "A brigade"}),
        desired_row(STEP, Step, PLEDGE),
        desired_row(ON_STEP, Citation, STEP),
        desired_row("n1", Step, PLEDGE, factory.PLAIN_FACTS[Step], bindingness="formal"),
    )

    assert (number, root) == (2, PLEDGE)
    pledge, step, citation, new = current_facts(engine, PLEDGE, STEP, ON_STEP, 10)
    assert (pledge["title"], step, citation, new["bindingness"]) == ("A brigade", {}, {}, "formal")


def test_what_is_there_already_makes_no_revision(engine: Engine):
    assert save_rows(engine, desired_row(PLEDGE, Pledge, "", {})) == (None, PLEDGE)
    assert factory.newest_number(engine) == 1


def test_the_same_form_is_recorded_once_and_answers_alike(engine: Engine):
    answers = [
        save_rows(engine, desired_row(PLEDGE, Pledge, "", {"title": "A brigade"})) for _ in range(2)
    ]

    assert answers == [(2, PLEDGE), (2, PLEDGE)]
    assert factory.newest_number(engine) == 2


@pytest.mark.parametrize("origin", ["n0", None])
def test_a_new_thing_is_told_from_others_of_its_kind_that_come_with_it(
    engine: Engine, origin: str | None
):
    source = factory.PLAIN_FACTS[Source]
    rows = (
        desired_row("n0", Source, "", source, publisher="Origin"),
        desired_row("n1", Source, "", source, publisher="Repost", origin_id=origin and Key(origin)),
    )

    answers = [save_rows(engine, *rows) for _ in range(2)]

    _, root = answers[0]
    assert answers == [(2, root)] * 2
    assert current_facts(engine, root)[0]["publisher"] == "Origin"


def last_intent(engine: Engine) -> Intent:
    with reading_session(engine) as session:
        revision = lookups.last_revision(session)
    assert revision is not None
    return revision.intent


def test_to_change_a_step_is_to_correct_it_whatever_is_said(engine: Engine):
    [pledge, step] = current_facts(engine, PLEDGE, STEP)
    rows = desired_row(PLEDGE, Pledge, "", pledge), desired_row(STEP, Step, PLEDGE, step)

    save_rows(engine, rows[0], desired_row("n1", Step, PLEDGE, step, bindingness="formal"))
    added = last_intent(engine)
    save_rows(
        engine, rows[0], desired_row(STEP, Step, PLEDGE, step, bindingness="formal"), form="b"
    )

    assert (added, last_intent(engine)) == ("updates", "corrects")
