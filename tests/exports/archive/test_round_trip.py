"""What was exported comes back byte for byte, with its history."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from sqlalchemy import Engine

from app.edits.seeding import seed
from app.exports.archive import load as loading
from app.queries import exports
from app.spine.moment import reading_session
from app.spine.verify import verify
from tests import factory
from tests.exports.archive import play
from tests.queries.plans import PLANS, Plan
from tests.queries.registers import write_plan
from tests.spine import full_register
from tests.spine.toys import TOYS

pytestmark = [pytest.mark.covered, pytest.mark.both]

assert TOYS  # their tables are in the register too
Blank = Callable[[], Engine]
FILLED = [seed, full_register.build_register, factory.record_estonia, play.fill_register]


@pytest.mark.slow
@pytest.mark.parametrize("fill", FILLED, ids=["seed", "whole", "estonia", "peopled"])
def test_what_goes_through_a_database_and_back_is_the_same(
    engine: Engine, blank: Blank, fill: Callable[[Engine], object]
):
    first, back = blank(), blank()
    fill(first)
    files = play.export_files(first)

    play.load_files(engine, files)
    play.load_files(back, play.export_files(engine))

    assert play.export_files(engine) == play.export_files(back) == files
    assert play.tables(engine) == play.tables(back) == play.tables(first)
    with reading_session(engine) as session:
        assert verify(session) is None


@pytest.mark.slow
@pytest.mark.parametrize("account_id", [2, 1])
def test_the_next_edit_has_the_same_digest_on_both(engine: Engine, blank: Blank, account_id: int):
    first = blank()
    play.fill_register(first)
    play.load_files(engine, play.export_files(first))

    assert play.next_digest(engine, account_id) == play.next_digest(first, account_id)
    with reading_session(engine) as session:
        assert verify(session) is None


@pytest.mark.slow
@pytest.mark.parametrize("size", [1, 2, 3])
def test_the_size_of_batches_makes_no_difference(
    engine: Engine, blank: Blank, monkeypatch: pytest.MonkeyPatch, size: int
):
    first = blank()
    play.fill_register(first)
    files = play.export_files(first)
    monkeypatch.setattr(exports, "BATCH", size)
    monkeypatch.setattr(loading, "BATCH", size)

    play.load_files(engine, files)

    assert play.export_files(first) == play.export_files(engine) == files


@pytest.mark.slow
def test_random_registers_come_back_as_they_were(engine: Engine, blank: Blank):
    many = 12 if engine.dialect.name == "sqlite" else 4

    @settings(max_examples=many, deadline=None)
    @given(PLANS)
    def come_back(plan: Plan):
        write_plan(engine, plan)
        files, again = play.export_files(engine), blank()

        play.load_files(again, files)

        assert play.export_files(again) == files
        assert play.tables(again) == play.tables(engine)

    come_back()
