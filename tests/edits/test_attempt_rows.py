"""What several processes, and one that starts anew, know of who tried to sign in."""

import sqlite3
from datetime import timedelta

import pytest
from sqlalchemy import Engine, make_url
from sqlmodel import Session, select

from app.edits import sign_in_attempts
from app.edits.attempt_rows import AttemptRows
from app.edits.sign_in_attempts import AttemptLog, TooManyTries
from app.models import SignInAttempt
from tests import factory

NOON = factory.noon(31)


def fail(rows: AttemptRows, engine: Engine, times: int, name: str = "ada") -> None:
    """Fail to sign in, again and again, at one address."""
    for _ in range(times):
        rows.read(engine, NOON)
        with rows.log.admit(name, "here", NOON, known=False):
            pass
        rows.write(engine, NOON)


def count_rows(engine: Engine) -> int:
    with Session(engine) as session:
        return len(session.exec(select(SignInAttempt)).all())


def test_a_process_knows_what_was_tried_before_it_started_and_beside_it(engine: Engine):
    first, second = AttemptRows(AttemptLog(), 0), AttemptRows(AttemptLog(), 0)
    fail(first, engine, 2)
    fail(second, engine, 2)

    with pytest.raises(TooManyTries, match="Try again in 1 second"):
        fail(first, engine, 1)
    with pytest.raises(TooManyTries):
        fail(AttemptRows(AttemptLog()), engine, 1)


def test_a_try_is_counted_once_however_often_it_is_read(engine: Engine):
    rows = AttemptRows(AttemptLog(), 0)

    fail(rows, engine, 3)
    rows.read(engine, NOON)
    rows.read(engine, NOON + timedelta(minutes=5))

    assert rows.log.failure_count("ada", NOON) == 3


def test_what_was_tried_within_a_second_is_written_together(engine: Engine):
    rows = AttemptRows(AttemptLog(), 3600)

    fail(rows, engine, 3)
    assert count_rows(engine) == 1
    rows.interval = 0
    rows.write(engine, NOON)

    assert count_rows(engine) == 3


def test_nobody_waits_for_whoever_reads_or_writes(engine: Engine):
    rows = AttemptRows(AttemptLog(), 0)
    fail(rows, engine, 1)

    with rows.lock:
        fail(rows, engine, 1)

    assert (count_rows(engine), len(rows.log.unsaved)) == (1, 1)


@pytest.mark.sqlite
def test_tries_are_counted_while_the_file_is_locked_and_written_later(url: str, engine: Engine):
    rows = AttemptRows(AttemptLog(), 0)
    other = sqlite3.connect(make_url(url).database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    fail(rows, engine, 2)
    other.execute("ROLLBACK")
    other.close()

    fail(rows, engine, 1)

    assert count_rows(engine) == 3


def test_what_is_longest_unused_is_forgotten_first(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sign_in_attempts, "MAX_KEYS", 5)
    log = AttemptLog()
    for name in ("one", "two", "three"):
        with log.admit(name, "here", NOON, known=False):
            pass

    assert log.failure_count("one", NOON) == 0
    assert log.failure_count("three", NOON) == 1
