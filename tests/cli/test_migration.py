"""What follows from the record by a rule that is new is worked out again, and it is said."""

import pytest
from sqlalchemy import Engine, text

from app.derivations.pledge_state import PledgeStateDerivation
from tests import factory
from tests.cli.command import Run, command_output

DONE = "Worked out again by version 2 of its rule: pledge_state."


def pledge_rows(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return sorted(map(repr, connection.execute(text("SELECT * FROM pledge_state"))))


def test_a_new_rule_asks_for_a_migration_that_works_its_table_out_again(
    run: Run, engine: Engine, monkeypatch: pytest.MonkeyPatch
):
    factory.record_estonia(engine)
    run("migrate")
    before = pledge_rows(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE pledge_state SET possibly = 7"))
    monkeypatch.setattr(PledgeStateDerivation, "version", 2)

    assert "Run: commitments migrate" in command_output(run("verify"), 1)
    assert command_output(run("migrate")).splitlines() == ["The tables are up to date.", DONE]

    assert pledge_rows(engine) == before
    assert command_output(run("migrate")).strip() == "The tables are up to date."


def test_verify_names_a_row_that_does_not_follow_from_the_record(run: Run, engine: Engine):
    factory.record_estonia(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE pledge_state SET possibly = 7 WHERE from_day > '0002'"))

    output = command_output(run("verify"), 3)

    assert "derived: a table says something else than follows from the versions" in output
    assert "a row of pledge_state is changed: pledge_id 3, since 1, from_day 2026-02-01" in output


def test_an_empty_register_has_nothing_to_work_out_again(run: Run):
    assert command_output(run("migrate")).strip() == "The tables are up to date."
