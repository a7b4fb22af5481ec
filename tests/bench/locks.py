"""Undo, restore, revert and retract 300 rows: the processor’s milliseconds in the write lock."""

import sys
import tempfile
from collections.abc import Callable
from itertools import count
from pathlib import Path
from time import thread_time

from sqlalchemy import Engine, event

from app.db import build_engine
from app.edits import reversals
from app.edits.edit_request import EditRequest
from app.models import Citation, Intent, Step
from app.spine.recording import SYSTEM_ACCOUNT, SubmissionKey, recording
from tests import factory
from tests.databases import migrate

ROWS, TIMES = 300, 5
WANTED = 50  # milliseconds
submissions = count(1)


def run() -> None:
    """Print the shortest of some times for each, and the first one; exit where one is too long."""
    times: dict[str, list[float]] = {"undo": [], "restore": [], "revert": [], "retract": []}
    for _ in range(TIMES):
        with tempfile.TemporaryDirectory() as folder:
            measure(f"sqlite:///{Path(folder) / 'register.db'}", times)
    for verb, found in times.items():
        first, least = 1000 * found[0], 1000 * min(found)
        print(f"  {verb}: {least:.0f} ms (wanted: {WANTED} or less), the first time {first:.0f} ms")
    if any(1000 * min(found) > WANTED for found in times.values()):
        sys.exit("The write lock is held for long.")


def measure(url: str, times: dict[str, list[float]]) -> None:
    """Note how long each verb holds the lock of a register of its own."""
    migrate(url)
    engine = build_engine(url)
    [pledge] = factory.record_estonia(engine)
    with recording(engine, SYSTEM_ACCOUNT, Intent.UPDATES) as edit:
        for _ in range(ROWS // 2):
            factory.add(edit, Citation, factory.add(edit, Step, pledge), source_id=2)
    note = lock_watch(engine)
    times["retract"].append(note(lambda: reversals.retract(engine, ask(engine), pledge.id)))
    times["restore"].append(note(lambda: reversals.restore(engine, ask(engine), pledge.id)))
    times["revert"].append(note(lambda: reversals.revert(engine, ask(engine), pledge.id, 1)))
    newest = factory.newest_number(engine)
    times["undo"].append(note(lambda: reversals.undo(engine, ask(engine), newest)))
    engine.dispose()


def ask(engine: Engine) -> EditRequest:
    """The request of somebody who saw the newest revision."""
    form = SubmissionKey.of(f"form {next(submissions)}")
    return EditRequest(SYSTEM_ACCOUNT, "", form, factory.newest_number(engine))


def lock_watch(engine: Engine) -> Callable[[Callable[[], int]], float]:
    """A function that does something, and says for how many seconds the write lock was held."""
    began, ended = 0.0, 0.0

    def begin(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        nonlocal began
        if statement == "BEGIN IMMEDIATE":
            began = thread_time()

    def end(*_: object) -> None:
        nonlocal ended
        ended = thread_time()

    def seconds(act: Callable[[], int]) -> float:
        act()
        return ended - began

    event.listen(engine, "after_cursor_execute", begin)
    event.listen(engine, "checkin", end)  # after the commit, which comes to the disk
    return seconds
