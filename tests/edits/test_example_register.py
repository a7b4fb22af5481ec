"""Example data: made in bulk, and the same rows, lines and chain as if it had been typed."""

from collections import Counter
from itertools import islice

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from app.edits.example_register import (
    FIRST_SOURCES,
    ExampleRegister,
    ExampleSize,
    fill_with_examples,
)
from app.models import Circumstance, Condition, Intent, Link, Pledge, Revision
from app.queries.register import is_example_register
from app.rules.thing_rules import THING_RULES
from app.spine.derived import rebuild_derived
from app.spine.example_mark import EXAMPLE_NOTE
from app.spine.lookups import entities_of_thing
from app.spine.moment import reading_session
from app.spine.rebuild import rebuild_tables
from app.spine.refusals import Refused
from app.spine.revision import Line
from app.spine.verify import verify
from app.spine.versions import facts_at
from app.spine.write_queue import writing_session
from tests import factory

SMALL = ExampleSize(pledges=40, revisions=400, seed=7)


def test_an_example_register_has_the_size_asked_for_and_verifies(engine: Engine):
    head = fill_with_examples(engine, SMALL)

    with reading_session(engine) as session:
        assert head == f"r400:{session.get_one(Revision, 400).digest}"
        assert len(session.exec(select(Pledge)).all()) == 40
        assert verify(session) is None


def test_an_example_register_says_so_in_the_record_and_no_other_does(engine: Engine):
    fill_with_examples(engine, SMALL)

    with reading_session(engine) as session:
        assert is_example_register(session)
        assert EXAMPLE_NOTE in session.get_one(Line, (1, 0)).text


@pytest.mark.sqlite
def test_a_register_of_edits_is_no_example(engine: Engine):
    factory.record_estonia(engine)

    with reading_session(engine) as session:
        assert not is_example_register(session)


@pytest.mark.sqlite
def test_example_data_holds_contradictions_and_what_is_unclear(engine: Engine):
    fill_with_examples(engine, SMALL)

    with reading_session(engine) as session:
        kinds = Counter(str(link.kind) for link in session.exec(select(Link)))
    assert {"contradicts", "unclear"} <= kinds.keys()


@pytest.mark.sqlite
def test_example_data_holds_alternative_conditions(engine: Engine):
    fill_with_examples(engine, SMALL)

    with reading_session(engine) as session:
        assert any(each.alternative_to_id for each in session.exec(select(Condition)))


@pytest.mark.sqlite
def test_example_data_keeps_the_rules_of_each_thing(engine: Engine):
    fill_with_examples(engine, SMALL)

    with reading_session(engine) as session:
        assert [s for root_id in root_ids(session) for s in broken_rules(session, root_id)] == []


def root_ids(session: Session) -> list[int]:
    return [pledge.entity_id for pledge in session.exec(select(Pledge))]


def broken_rules(session: Session, root_id: int) -> list[str]:
    parts = entities_of_thing(session, root_id)
    facts = facts_at(session, parts.values(), SMALL.revisions)
    rows = {i: (parts[i], each) for i, each in facts.items()}
    return [sentence for rule in THING_RULES if (sentence := rule(rows))]


@pytest.mark.sqlite
def test_rebuilding_an_example_register_gives_it_again(engine: Engine):
    fill_with_examples(engine, SMALL)
    with reading_session(engine) as session:
        pledges = [each.model_dump() for each in session.exec(select(Pledge))]

    rebuild_tables(engine)

    with reading_session(engine) as session:
        assert pledges == [each.model_dump() for each in session.exec(select(Pledge))]


@pytest.mark.sqlite
def test_the_smallest_example_register_verifies(engine: Engine):
    size = ExampleSize(pledges=1, revisions=27)
    fill_with_examples(engine, size)

    with reading_session(engine) as session:
        assert verify(session) is None


@pytest.mark.sqlite
def test_no_two_circumstances_of_a_kind_are_dated_to_the_same_day(engine: Engine):
    with writing_session(engine) as session:
        example = ExampleRegister(session, SMALL)
        [*islice(example.record(), FIRST_SOURCES + 2)]
        for number in range(100):
            example.entries.add_circumstance(number, factory.TODAY)
        example.edit.seal(example.made_at, Intent.RECORDS)
        example.edit.write()
        rebuild_derived(session)

    with reading_session(engine) as session:
        rows = session.exec(select(Circumstance)).all()
        keys = {(each.kind, each.actor_id, str(each.at)) for each in rows}
        assert len(keys) == len(rows) > 5
        assert verify(session) is None


@pytest.mark.sqlite
def test_progress_is_told_for_each_revision(engine: Engine):
    steps: list[int] = []

    fill_with_examples(engine, SMALL, steps.append)

    assert sum(steps) == 400


def test_nothing_is_added_to_a_register_that_holds_something(engine: Engine):
    factory.record_estonia(engine)

    with pytest.raises(Refused, match="This register is not empty"):
        fill_with_examples(engine, SMALL)

    with reading_session(engine) as session:
        assert verify(session) is None


@pytest.mark.sqlite
def test_too_few_revisions_are_refused_before_anything_is_written(engine: Engine):
    with pytest.raises(Refused, match="40 pledges take at least 83 revisions"):
        fill_with_examples(engine, ExampleSize(pledges=40, revisions=82))


@pytest.mark.sqlite
def test_the_fewest_revisions_hold_all_of_it(engine: Engine):
    fill_with_examples(engine, ExampleSize(pledges=40, revisions=83))

    with reading_session(engine) as session:
        assert len(session.exec(select(Pledge)).all()) == 40
