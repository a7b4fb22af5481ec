"""No source is a repost of itself, however long the way around and whatever leads there."""

import pytest
from sqlalchemy import Engine

from app.edits import reversals
from app.models import Source
from app.rules.reposts import repeats_itself
from app.spine.refusals import Refused
from app.spine.versioned import Entity
from tests import factory
from tests.edits.merges import edit_request, facts_by_id, merge


@pytest.fixture
def chain(engine: Engine) -> list[Entity]:
    """Sources 1, 2 and 3: the second repeats the first, the third the second; 4 by itself."""
    first = factory.record(engine, Source)
    second = factory.record(engine, Source, origin_id=first.id)
    third = factory.record(engine, Source, origin_id=second.id)
    return [first, second, third, factory.record(engine, Source)]


def test_one_comes_back_to_a_source_along_what_each_repeats():
    assert repeats_itself(1, {1: 2, 2: 3, 3: 1})
    assert repeats_itself(1, {1: 1})
    assert not repeats_itself(1, {1: 2, 2: 3, 3: 2})
    assert not repeats_itself(1, {1: 2, 2: None})


@pytest.mark.usefixtures("chain")
def test_sources_that_would_repeat_one_another_are_not_merged(engine: Engine):
    before = facts_by_id(engine)
    with pytest.raises(Refused, match=r"source 2 .* would be a repost of itself"):
        merge(engine, 3, 1)
    assert facts_by_id(engine) == before

    merge(engine, 3, 1, "origin_id")

    assert [facts_by_id(engine)[i][1]["origin_id"] for i in (3, 2)] == [None, 3]


@pytest.mark.usefixtures("chain")
def test_a_merged_repost_leads_to_what_it_led_to(engine: Engine):
    merge(engine, 4, 3, "origin_id")

    assert facts_by_id(engine)[4][1]["origin_id"] == 2


def test_what_would_let_a_source_repeat_itself_is_not_undone(engine: Engine, chain: list[Entity]):
    factory.revise(engine, chain[1], origin_id=None)
    factory.revise(engine, chain[0], origin_id=3)

    with pytest.raises(Refused, match="leads back to it"):
        reversals.undo(engine, edit_request(engine), factory.newest_number(engine) - 1)
