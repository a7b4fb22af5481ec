"""What is found of settings, the clock and the disk."""

import errno
import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.cli import findings
from app.cli.clock import accept_revision
from app.cli.findings import Grade
from app.models import Actor
from app.settings import Settings
from app.spine.clock import system_clock
from app.spine.clock_watch import ClockWatch
from app.spine.moment import reading_session
from tests import factory


def grades(**values: object) -> list[tuple[Grade, str]]:
    """What is found of settings."""
    return [(grade, text) for _, grade, text in findings.settings_findings(Settings(**values))]


def at_clock(engine: Engine, now: datetime) -> Engine:
    """The engine of a program that was built on the first day, by another clock."""
    return engine.execution_options(clock=ClockWatch(lambda: now, lambda: 0.0, factory.noon(1)))


def clock_grade(engine: Engine, now: datetime) -> Grade:
    """How well a clock is found to be, in a program that was built on the first day."""
    with reading_session(engine) as session:
        return findings.clock_finding(session, at_clock(engine, now)).grade


@pytest.mark.parametrize(
    ("days", "grade"),
    [(-400, Grade.FAILURE), (0, Grade.GOOD), (40, Grade.ATTENTION), (900, Grade.FAILURE)],
)
@pytest.mark.sqlite  # a server's own clock would be told
def test_a_clock_by_which_nothing_is_saved_fails_and_a_doubtful_one_is_told(
    engine: Engine, days: int, grade: Grade
):
    factory.record(engine, Actor, made_at=factory.noon(1))

    assert clock_grade(engine, factory.noon(1) + timedelta(days=days)) is grade


@pytest.mark.sqlite
def test_once_the_last_revision_is_accepted_its_date_is_no_failure(engine: Engine):
    factory.record(engine, Actor, made_at=factory.noon(1))
    now = factory.noon(1) - timedelta(days=400)
    accept_revision(at_clock(engine, now), 1)

    grade = clock_grade(engine, now)

    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE register SET accepted = NULL")
    assert grade is Grade.ATTENTION


@pytest.mark.both
def test_a_database_server_with_another_clock_is_told(engine: Engine):
    now = system_clock() + timedelta(days=1)
    watch = ClockWatch(lambda: now, lambda: 0.0)

    with reading_session(engine) as session:
        finding = findings.clock_finding(session, engine.execution_options(clock=watch))

    is_apart = engine.dialect.name == "postgresql"
    assert finding.grade is (Grade.ATTENTION if is_apart else Grade.GOOD)


def test_a_disk_that_takes_bytes_and_does_not_keep_them_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def refuse(_number: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", refuse)

    assert findings.disk_finding("x", tmp_path, enough=0).grade is Grade.FAILURE


def test_a_disk_that_is_full_or_nearly_so_is_told(tmp_path: Path):
    most = 2**60

    assert findings.disk_finding("x", tmp_path, enough=0).grade is Grade.GOOD
    assert findings.disk_finding("x", tmp_path, enough=most).grade is Grade.ATTENTION
    assert findings.disk_finding("x", tmp_path / "none").grade is Grade.FAILURE


@pytest.mark.parametrize(
    ("values", "grade", "words"),
    [
        ({"base_url": "http://127.0.0.1/here"}, Grade.FAILURE, "nothing after the name"),
        ({"base_url": "http://example.org"}, Grade.ATTENTION, "unprotected"),
        ({"base_url": "https://example.org"}, Grade.ATTENTION, "TRUSTED_PROXIES is empty"),
        ({"trusted_proxies": "*"}, Grade.ATTENTION, "anybody"),
        ({"trusted_proxies": "10.0.0.0/8, proxy"}, Grade.FAILURE, "no address"),
        ({"password_rounds": 1}, Grade.ATTENTION, "OWASP"),
        ({"metrics_token": "short"}, Grade.ATTENTION, "16 characters"),
    ],
)
def test_an_odd_setting_is_told(values: dict[str, object], grade: Grade, words: str):
    found = grades(**values)

    assert [each for each, _ in found] == [grade]
    assert words in found[0][1]


def test_a_file_of_settings_that_others_may_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("COMMITMENTS_EXPORT=/srv\n")
    (tmp_path / ".env").chmod(0o644)

    texts = [text for _, text in grades()]

    assert texts == [
        "Others may read the file .env: chmod 600 .env",
        "COMMITMENTS_EXPORT is no setting.",
    ]
