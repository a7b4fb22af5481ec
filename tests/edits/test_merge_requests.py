"""Merging a duplicate: what is refused, what undoing it brings back, and what rebuilding makes."""

import pytest
from sqlalchemy import Engine

from app.edits import reversals
from app.edits.thing_merges import MergeRequest, merge_things
from app.models import Actor, Pledge, Source, Step
from app.spine.lookups import last_revision
from app.spine.moment import reading_session
from app.spine.rebuild import rebuild_tables
from app.spine.refusals import Refused, RepeatedSubmission
from app.spine.revision import Intent
from app.spine.successor import load_successors
from app.spine.verify import verify
from tests import factory
from tests.edits.merges import edit_request, facts_by_id, merge, parts, record_sources, successors


@pytest.fixture
def pledges(engine: Engine) -> tuple[int, int]:
    """Estonia's pledges 3 and 9, alike but for their titles, which all rest on passage 15."""
    factory.record_estonia(engine, 2)
    return 3, 9


@pytest.fixture
def sources(engine: Engine, pledges) -> tuple[int, int]:
    """Sources 2 and 16, each with a passage of the same words, 15 and 17; and 18 of its own."""
    assert pledges == (3, 9)
    return record_sources(engine)


@pytest.mark.parametrize("which", ["pledges", "sources"])
def test_undoing_it_brings_everything_back(
    engine: Engine, request: pytest.FixtureRequest, which: str
):
    request.getfixturevalue("sources")
    things = request.getfixturevalue(which)
    before, number = facts_by_id(engine), factory.newest_number(engine)
    merge(engine, *things)

    reversals.undo(engine, edit_request(engine), number + 1)

    assert facts_by_id(engine) == before
    assert successors(engine, things[1]) == [None]


def test_a_moved_part_that_was_changed_stays_and_the_old_one_comes_back_too(
    engine: Engine, pledges
):
    factory.record(engine, Step, factory.entity(engine, 9), bindingness="formal")
    merge(engine, *pledges)
    factory.revise_part(engine, 3, 17, readiness="allocated")

    reversals.undo(engine, edit_request(engine), 3)

    assert [each["bindingness"] for each in parts(engine, 3, Step)] == ["declared", "formal"]
    assert [each["bindingness"] for each in parts(engine, 9, Step)] == ["declared", "formal"]


def test_rebuilding_makes_the_same_rows(engine: Engine, sources):
    merge(engine, *sources)
    with reading_session(engine) as session:
        before = set(load_successors(session))

    rebuild_tables(engine)

    with reading_session(engine) as session:
        assert set(load_successors(session)) == before
        assert verify(session) is None


def refusal(engine: Engine, survivor: int, other: int, *choices: str) -> str:
    with pytest.raises(Refused) as refused:
        merge(engine, survivor, other, *choices)
    return str(refused.value)


@pytest.mark.usefixtures("sources")
def test_what_is_no_duplicate_is_refused(engine: Engine):
    other_actor = factory.record(engine, Actor, code="lv", name="Latvia")
    other = factory.record(engine, Pledge, actor_id=other_actor.id)
    repost = factory.record(engine, Source, origin_id=2)
    gone = factory.record(engine, Pledge, actor_id=1)
    factory.retract(engine, gone)

    sentences = {
        "the same": refusal(engine, 3, 3),
        "another pledge only": refusal(engine, 3, 2),
        "different actors": refusal(engine, 3, other.id),
        "repeats the other": refusal(engine, 2, repost.id),
        f"no pledge {gone.id} in": refusal(engine, 3, gone.id),
        "not in the register any more": refusal(engine, gone.id, 3),
        "no pledge 999": refusal(engine, 3, 999),
    }

    assert all(words in sentence for words, sentence in sentences.items())
    assert "repeats the other" in refusal(engine, repost.id, 2)


def test_choices_that_do_not_fit_together_are_refused(engine: Engine, pledges):
    factory.revise(engine, factory.entity(engine, 9), domain="sea", capability=None)

    assert "does not fit together" in refusal(engine, *pledges, "domain")


@pytest.mark.parametrize("changed", [3, 9, 15])
def test_what_others_changed_since_the_page_was_drawn_is_a_conflict(
    engine: Engine, pledges, changed: int
):
    request = edit_request(engine)
    name = {"gist": "He says so."} if changed == 15 else {"title": "Another"}
    entity = factory.entity(engine, changed)
    factory.revise_part(engine, entity.root_id, changed, **name)

    with pytest.raises(Refused, match="up to r2"):
        merge_things(engine, request, MergeRequest(*pledges))


def test_a_form_that_is_sent_twice_is_known(engine: Engine, pledges):
    request = edit_request(engine)
    merge_things(engine, request, MergeRequest(*pledges))

    with pytest.raises(RepeatedSubmission):
        merge_things(engine, request, MergeRequest(*pledges))


def test_the_revision_corrects(engine: Engine, pledges):
    merge(engine, *pledges)

    with reading_session(engine) as session:
        revision = last_revision(session)
    assert revision is not None
    assert revision.intent is Intent.CORRECTS
