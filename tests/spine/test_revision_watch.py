"""The newest revision is told as it is when somebody asks."""

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.spine.rebuild import rebuild_tables
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.revision import Intent
from app.spine.revision_watch import NewestRevision, RevisionWatch, settle
from tests.spine import toy_edits
from tests.spine.toys import Toy


@pytest.fixture
def watch(engine: Engine) -> Iterator[RevisionWatch]:
    watch = RevisionWatch(engine)
    yield watch
    watch.close()


def ask(watch: RevisionWatch) -> NewestRevision:
    state = asyncio.run(watch.ask())
    assert state is not None
    return state


def test_an_edit_is_told_at_once_and_the_past_stays(engine: Engine, watch: RevisionWatch):
    empty = ask(watch)

    toy_edits.toy(engine)
    first, again = ask(watch), ask(watch)

    assert (empty.number, empty.digest) == (0, "")
    assert first.number == 1
    assert len(first.digest) == 64
    assert first == again
    assert (first.epoch, first.change) == (empty.epoch, empty.change + 1)


def test_a_redaction_begins_another_epoch(engine: Engine, watch: RevisionWatch):
    toy_edits.toy(engine)
    before = ask(watch)

    with recording(engine, SYSTEM_ACCOUNT, Intent.REDACTS) as edit:
        edit.add(Toy, {"code": "doll"})

    assert ask(watch).epoch == before.epoch + 1


def test_another_history_begins_another_epoch(engine: Engine, watch: RevisionWatch):
    toy_edits.toy(engine)
    state = ask(watch)
    watch.state = state._replace(digest="0" * 64)

    toy_edits.toy(engine, "doll")

    assert ask(watch).epoch == state.epoch + 1


def test_tables_that_were_made_again_begin_another_epoch(engine: Engine, watch: RevisionWatch):
    toy_edits.toy(engine)
    before = ask(watch)

    rebuild_tables(engine)

    after = ask(watch)
    assert (after.number, after.digest) == (before.number, before.digest)
    assert after.epoch == before.epoch + 1


def test_after_a_connection_is_lost_nothing_is_taken_to_be_known(
    engine: Engine, watch: RevisionWatch
):
    toy_edits.toy(engine)
    before = ask(watch)
    watch.connection.close()

    assert asyncio.run(watch.ask()) is None
    assert ask(watch).epoch == before.epoch + 1


def test_who_came_before_a_question_began_share_it(watch: RevisionWatch):
    with watch.lock:
        running = watch.join_question()
        while watch.next_answer is running:
            pass
        later = [watch.join_question() for _ in range(3)]

    assert len({id(each) for each in (running, *later)}) == 2
    assert {each.result().number for each in (running, *later)} == {0}


def test_who_waits_too_long_is_told_nothing(watch: RevisionWatch):
    watch.is_sqlite, watch.patience = False, 0

    with watch.lock:
        assert asyncio.run(watch.ask()) is None


def test_all_of_a_loop_who_wait_are_told_by_one_thread(watch: RevisionWatch):
    watch.is_sqlite = False

    async def ask_thrice() -> list[NewestRevision | None]:
        with watch.lock:
            watch.thread.submit(lambda: None).result()
            answers = [asyncio.ensure_future(watch.ask()) for _ in range(3)]
            await asyncio.sleep(0)
        return [await each for each in answers]

    assert {each.number for each in asyncio.run(ask_thrice())} == {0}


def test_of_two_answers_the_first_counts():
    async def tell_twice() -> NewestRevision | None:
        answer = asyncio.get_running_loop().create_future()
        settle(answer, None)
        settle(answer, NewestRevision(0, "", 0, 0, 0))
        return await answer

    assert asyncio.run(tell_twice()) is None


@pytest.mark.sqlite
def test_who_came_before_sqlite_was_asked_shares_its_answer(engine: Engine, watch: RevisionWatch):
    async def ask_before_and_after() -> list[NewestRevision | None]:
        first, second = (asyncio.create_task(watch.ask()) for _ in range(2))
        await first
        toy_edits.toy(engine)
        later = asyncio.create_task(watch.ask())
        return [await each for each in (first, second, later)]

    first, second, later = asyncio.run(ask_before_and_after())

    assert first is second
    assert (first.number, later.number) == (0, 1)


@pytest.mark.sqlite
def test_a_file_that_was_replaced_is_not_taken_for_the_register(
    engine: Engine, watch: RevisionWatch
):
    toy_edits.toy(engine)
    file = Path(str(engine.url.database))
    before = ask(watch)

    copy = Path(shutil.copy(file, file.with_suffix(".copy")))
    copy.replace(file)

    assert asyncio.run(watch.ask()) is None
    engine.dispose()
    assert ask(watch).epoch == before.epoch + 1


@pytest.mark.sqlite
def test_a_file_that_is_gone_is_not_made_again(engine: Engine, watch: RevisionWatch):
    Path(str(engine.url.database)).unlink()

    assert asyncio.run(watch.ask()) is None
    assert not Path(str(engine.url.database)).exists()
