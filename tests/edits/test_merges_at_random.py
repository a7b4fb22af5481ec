"""On random registers, undoing a merger leaves the register as it was, whatever was merged."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import select

from app.edits import reversals
from app.edits.thing_merges import MergeRequest, merge_things
from app.models import Pledge, Source
from app.spine.moment import reading_session
from app.spine.rebuild import rebuild_tables
from app.spine.refusals import Refused
from app.spine.successor import load_successors
from app.spine.verify import verify
from tests.edits.merges import edit_request, facts_by_id
from tests.queries.plans import PICK, PLANS, Plan
from tests.queries.registers import write_plan

pytestmark = [pytest.mark.slow, pytest.mark.covered]


def pairs(engine: Engine, kind: type[Pledge] | type[Source]) -> list[tuple[int, int]]:
    """All that may be one thing recorded twice."""
    with reading_session(engine) as session:
        rows = list(session.exec(select(kind)))
    return [
        (first.entity_id, second.entity_id)
        for first in rows
        for second in rows
        if first is not second and getattr(first, "actor_id", 0) == getattr(second, "actor_id", 0)
    ]


def test_what_was_merged_at_random_comes_back_as_it_was(engine: Engine):
    many, undone = (24 if engine.dialect.name == "sqlite" else 4), []

    @settings(max_examples=many, deadline=None)
    @given(PLANS, PICK, st.sampled_from([Pledge, Source]), st.booleans())
    def come_back(plan: Plan, pick: int, kind: type, takes_all: bool):
        write_plan(engine, plan)
        if not (both := pairs(engine, kind)):
            return
        survivor, other = both[pick % len(both)]
        before = facts_by_id(engine)
        names = frozenset(kind.fact_names()) if takes_all else frozenset[str]()
        with suppress(Refused):
            merge_request = MergeRequest(survivor, other, names)
            number = merge_things(engine, edit_request(engine), merge_request)
            after = facts_by_id(engine)
            assert other not in {root for root, _ in after.values()}

            reversals.undo(engine, edit_request(engine), number)

            undone.append(number)
        assert facts_by_id(engine) == before

    come_back()
    with reading_session(engine) as session:
        rows = set(load_successors(session))
    rebuild_tables(engine)
    with reading_session(engine) as session:
        assert set(load_successors(session)) == rows
        assert verify(session) is None
    assert undone
