"""Many editors at once, on real connections."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool
from sqlmodel import Session, func, select

import app.spine.write_queue
from app.db import BEGIN_STATEMENTS, build_engine
from app.spine.moment import reading_session
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.refusals import WriteQueueFull
from app.spine.revision import Intent, Revision
from app.spine.verify import verify
from app.spine.version_writer import ANALYZE_THRESHOLD
from app.spine.write_queue import queue
from tests.processes import tries
from tests.spine import toy_edits
from tests.spine.toys import Tag, Toy

pytestmark = pytest.mark.slow

EDITORS, EDITS = 8, 25
BEGINNING = BEGIN_STATEMENTS["postgresql", "write"]
KEPT = {
    "sqlite": {
        "PRAGMA foreign_keys": 1,
        "PRAGMA journal_mode": "wal",
        "PRAGMA synchronous": 2,
        "PRAGMA busy_timeout": 5000,
    },
    "postgresql": {
        "SHOW synchronous_commit": "on",
        "SHOW fsync": "on",
        "SHOW full_page_writes": "on",
        "SHOW lock_timeout": "5s",
        "SHOW statement_timeout": "10s",
    },
}


def edit(engine: Engine) -> None:
    """Count the first toy's price up by one, and tag it, in one revision each time."""
    for _ in range(EDITS):
        for _ in tries("an edit to be recorded"):  # told to try again: the machine may be slow
            if count_up(engine):
                break


def count_up(engine: Engine) -> bool:
    """Whether one edit was recorded."""
    try:
        with recording(engine, SYSTEM_ACCOUNT, Intent.UPDATES) as edit:
            price = edit.facts_of([1])[1]["price"] + 1
            edit.revise(1, edit.previous, {1: {"price": price}})
            edit.add(Tag, {"text": "Seen.", "fact": "colour"}, under=edit.changes[1].entity)
    except WriteQueueFull:
        return False
    return True


def visible_revisions(engine: Engine) -> tuple[int, int]:
    """How many revisions there are, and the highest number."""
    with reading_session(engine) as session:
        return session.exec(select(func.count(), func.max(Revision.number))).one()


def observe_while(engine: Engine, work: Callable[[Engine], None]) -> set[tuple[int, int]]:
    """All that could be seen while all editors did their work."""
    with ThreadPoolExecutor(EDITORS) as pool:
        editors = [pool.submit(work, engine) for _ in range(EDITORS)]
        seen = {visible_revisions(engine)}
        while wait(editors, timeout=0.01).not_done:  # looking all the time would slow them
            seen.add(visible_revisions(engine))
        for editor in editors:
            editor.result()
    return seen


def test_numbers_have_no_gap_and_no_edit_is_lost(engine: Engine, session: Session):
    toy_edits.toy(engine, price="0")

    seen = observe_while(engine, edit)

    numbers = session.exec(select(Revision.number).order_by(Revision.number)).all()
    assert numbers == [*range(1, 2 + EDITORS * EDITS)]
    assert all(count == highest for count, highest in seen)
    assert len(seen) > 2
    assert session.exec(select(Toy.price)).all() == [EDITORS * EDITS]
    assert len(session.exec(select(Tag.entity_id)).all()) == EDITORS * EDITS
    assert verify(session) is None


def test_of_fifteen_writers_eight_wait_the_rest_are_told_and_readers_read(engine: Engine):
    def write(number: int) -> bool:
        try:
            toy_edits.toy(engine, f"toy-{number}")
        except WriteQueueFull:
            return False
        return True

    with ThreadPoolExecutor(15) as pool:
        with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS):
            waiting = [pool.submit(write, number) for number in range(15)]
            for _ in tries("seven writers to be told to try again"):
                assert visible_revisions(engine) == (0, None)
                if sum(each.done() for each in waiting) >= 7:
                    break
        assert sum(each.result() for each in waiting) == 8
    assert visible_revisions(engine) == (8, 8)


def test_those_who_wait_write_in_the_order_they_came(engine: Engine, session: Session):
    with ThreadPoolExecutor(8) as pool:
        with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS):
            for number in range(8):
                pool.submit(toy_edits.toy, engine, f"toy-{number}")
                for _ in tries("the next writer to stand in the queue"):
                    if len(queue) >= 2 + number:
                        break
        toy_edits.toy(engine, "who was here before")

    codes = session.exec(select(Toy.code).order_by(Toy.since)).all()
    assert codes == [*(f"toy-{number}" for number in range(8)), "who was here before"]


@pytest.fixture
def impatient(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nobody waits for longer than a tenth of a second."""
    monkeypatch.setattr(app.spine.write_queue, "TURN_TIMEOUT", 0.1)
    sooner = [each.replace("lock_timeout = '5s'", "lock_timeout = '100ms'") for each in BEGINNING]
    monkeypatch.setitem(BEGIN_STATEMENTS, ("postgresql", "write"), sooner)

    def hurry(new: Any, _: object) -> None:
        if engine.dialect.name == "sqlite":
            new.execute("PRAGMA busy_timeout=100")

    event.listen(engine, "connect", hurry)
    yield
    event.remove(engine, "connect", hurry)


@pytest.mark.usefixtures("impatient")
@pytest.mark.measured
def test_who_waits_too_long_for_another_thread_is_told_and_may_try_again(engine: Engine):
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        edit.add(Toy, {"code": "doll"})
        with pytest.raises(WriteQueueFull, match="save again"):
            toy_edits.toy(engine)
    toy_edits.toy(engine)

    assert visible_revisions(engine) == (2, 2)


@pytest.mark.usefixtures("impatient")
@pytest.mark.measured
def test_who_waits_too_long_for_another_process_is_told_and_may_try_again(engine: Engine):
    with engine.begin(), pytest.raises(WriteQueueFull, match="save again"):
        toy_edits.toy(engine)
    toy_edits.toy(engine)

    assert visible_revisions(engine) == (1, 1)


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_an_import_does_not_wait_for_whoever_counts_rows(engine: Engine):
    other_engine = create_engine(engine.url, poolclass=NullPool)  # of an operator, for one
    with other_engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
        with recording(engine, SYSTEM_ACCOUNT, Intent.IMPORTS) as edit:
            for number in range(ANALYZE_THRESHOLD + 1):
                edit.add(Toy, {"code": f"toy-{number}"})

    assert visible_revisions(engine) == (1, 1)


@pytest.mark.measured
def test_who_can_not_reach_the_database_is_not_told_to_wait(tmp_path: Path):
    nowhere = build_engine(f"sqlite:///{tmp_path}/there/is/no/folder.db")

    with pytest.raises(OperationalError, match="unable to open"):
        toy_edits.toy(nowhere)


def test_what_is_committed_is_kept_and_nobody_waits_for_ever(engine: Engine):
    wanted = KEPT[engine.dialect.name]

    with engine.begin() as connection:
        assert {ask: connection.exec_driver_sql(ask).scalar() for ask in wanted} == wanted
