"""What an operator is told of one register, and by which exit code."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.cli import findings
from app.models import Actor
from app.settings import ROOT
from app.spine.moment import reading_session
from app.spine.schema import newest_migration
from tests import factory
from tests.cli.command import Run, command_output
from tests.cli.test_earlier_builds import stamped_register


@pytest.mark.both
def test_a_register_that_is_well_has_exit_code_0(run: Run, engine: Engine):
    factory.record(engine, Actor)

    text = command_output(run("check"))

    assert [line.split(":")[0] for line in text.splitlines() if "disk" not in line] == [
        "ok    settings",
        "ok    schema",
        "ok    writing",
        "ok    clock",
        "ok    record",
    ]
    assert "r1 to r1 are as they were sealed" in text


@pytest.mark.sqlite
def test_a_register_that_can_not_be_written_has_exit_code_1(run: Run, engine: Engine):
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER no BEFORE UPDATE ON alembic_version BEGIN SELECT RAISE(FAIL, 'x'); END"
        )

    result = run("check")

    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER no")
    assert result.exit_code == 1
    assert "FAIL  writing: " in result.stdout


@pytest.mark.sqlite
@pytest.mark.usefixtures("eight_wait")
def test_that_others_write_is_told(engine: Engine):
    assert findings.writing_finding(engine).grade is findings.Grade.ATTENTION


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


def test_a_register_of_an_earlier_build_has_exit_code_1(run: Run, engine: Engine):
    with stamped_register(engine, "832e294d5977"):
        result = run("check")

    assert result.exit_code == 1
    assert "FAIL  schema: " in result.stdout
    assert "made by an earlier build" in result.stdout


def test_the_manual_shows_a_migration_that_this_program_has():
    manual = (ROOT / "docs/operating.md").read_text()

    assert f"ok    schema: migration {newest_migration()}" in manual
