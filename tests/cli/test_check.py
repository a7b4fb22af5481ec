"""What an operator is told of one register, and by which exit code."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.cli import findings
from app.cli.findings import Grade
from app.models import Actor
from app.settings import Settings
from app.spine.clock import system_clock
from app.spine.moment import reading_session
from tests import factory
from tests.cli.command import Run, command_output


def grades(**values: object) -> list[tuple[Grade, str]]:
    """What is found of settings."""
    return [(grade, text) for _, grade, text in findings.settings_findings(Settings(**values))]


@pytest.mark.both
def test_a_register_that_is_well_has_exit_code_0(run: Run, engine: Engine):
    factory.record(engine, Actor)

    text = command_output(run("check"))

    assert [line.split(":")[0] for line in text.splitlines() if "disk" not in line] == [
        "ok    settings",
        "ok    schema",
        "ok    clock",
        "ok    record",
    ]
    assert "r1 to r1 are as they were sealed" in text


def test_an_empty_register_is_well(run: Run):
    assert "nothing has been recorded yet" in command_output(run("check"))


def test_a_setting_that_is_none_has_exit_code_4(run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COMMITMENTS_TRUSTED_PROXY", "127.0.0.1")

    result = run("check")

    assert result.exit_code == 4
    assert "look  settings: COMMITMENTS_TRUSTED_PROXY is no setting." in result.stdout


def test_a_setting_that_is_not_understood_has_exit_code_1(
    run: Run, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("COMMITMENTS_PASSWORD_MEMORY", "plenty")

    text = command_output(run("check"), 1)

    assert "COMMITMENTS_PASSWORD_MEMORY" in text
    assert "plenty" not in text


def test_a_register_that_is_not_there_has_exit_code_1_and_is_not_made(run: Run, tmp_path: Path):
    text = command_output(run("check", at=f"sqlite:///{tmp_path / 'new' / 'register.db'}"), 1)

    assert "There is no register" in text
    assert list(tmp_path.iterdir()) == []


@pytest.mark.both
def test_tables_of_another_version_have_exit_code_1(run: Run, engine: Engine):
    with engine.begin() as connection:
        was = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'tomorrow'")

    result = run("check")

    with engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{was}'")
    assert result.exit_code == 1
    assert "FAIL  schema: This register was written by a newer version" in result.stdout


def test_a_file_without_tables_has_exit_code_1(run: Run, tmp_path: Path):
    (tmp_path / "empty.db").touch()

    result = run("check", at=f"sqlite:///{tmp_path / 'empty.db'}")

    assert result.exit_code == 1
    assert "FAIL  schema: The tables are not this version's." in result.stdout


def test_a_file_that_is_no_database_has_exit_code_1(run: Run, tmp_path: Path):
    (tmp_path / "letter.txt").write_text("Dear Sir, " * 1000)

    result = run("check", at=f"sqlite:///{tmp_path / 'letter.txt'}")

    assert result.exit_code == 1
    assert "FAIL  database: The file that COMMITMENTS_DATABASE_URL names" in result.stdout


@pytest.mark.both
def test_a_table_that_is_gone_has_exit_code_1(run: Run, engine: Engine):
    factory.record(engine, Actor)
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE line RENAME TO hidden")

    result = run("check")

    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE hidden RENAME TO line")
    assert result.exit_code == 1
    assert "FAIL  " in result.stdout


@pytest.mark.both
def test_a_line_that_was_changed_has_exit_code_3(run: Run, engine: Engine):
    for code in ("ee", "fi", "se"):
        factory.record(engine, Actor, code=code)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE line SET text = '{}' WHERE revision = 2")

    result = run("check")

    assert result.exit_code == 3
    assert "FAULT record: r2: chain" in result.stdout


def test_the_end_of_a_long_record_is_read_upon_what_was_sealed_before_it(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(findings, "TAIL", 2)
    for code in ("ee", "fi", "se"):
        factory.record(engine, Actor, code=code)

    with reading_session(engine) as session:
        finding = findings.record_finding(session)

    assert finding.sentence == "r2 to r3 are as they were sealed"


def test_a_revision_that_is_yet_to_come_fails(engine: Engine):
    factory.record(engine, Actor)

    with reading_session(engine) as session:
        finding = findings.clock_finding(session, factory.noon(1) - timedelta(days=400))

    assert (finding.part, finding.grade) == ("clock", Grade.FAILURE)


@pytest.mark.both
def test_a_database_server_with_another_clock_is_told(engine: Engine):
    now = system_clock() + timedelta(days=1)

    with reading_session(engine) as session:
        finding = findings.clock_finding(session, now)

    is_apart = engine.dialect.name == "postgresql"
    assert finding.grade is (Grade.ATTENTION if is_apart else Grade.GOOD)


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
