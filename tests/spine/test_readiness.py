"""Whether a register is ready is looked up now and then, and told at once."""

from threading import Thread

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from app.spine.readiness import ReadinessProbe, ReadyState, find_readiness
from tests.processes import PATIENCE
from tests.spine.test_write_probe import rename_table


def test_a_register_that_is_well_is_ready(engine: Engine):
    assert ReadinessProbe().readiness(engine) == (None, None)


@pytest.mark.usefixtures("eight_wait")
def test_what_was_true_of_writing_stands_while_others_write(engine: Engine):
    probe = ReadinessProbe()
    probe.writing_part = "disk space"

    assert probe.readiness(engine) == ReadyState("disk space")


def test_nothing_is_asked_again_at_once(engine: Engine, statements: list[str]):
    probe = ReadinessProbe()
    probe.readiness(engine)
    statements.clear()
    rename_table(engine, "alembic_version", "lost")

    told = probe.readiness(engine)

    rename_table(engine, "lost", "alembic_version")
    assert told == ReadyState()
    assert statements == []


def test_it_is_looked_up_anew_after_a_while(engine: Engine):
    probe = ReadinessProbe(interval=0)
    probe.readiness(engine)
    rename_table(engine, "alembic_version", "lost")

    told = probe.readiness(engine)

    rename_table(engine, "lost", "alembic_version")
    assert told.failing is not None
    assert probe.readiness(engine) == ReadyState()


def test_who_asks_while_somebody_looks_is_told_what_was_true_before(engine: Engine):
    probe, answers = ReadinessProbe(interval=0), []
    probe.readiness(engine)

    with probe.lock:
        thread = Thread(target=lambda: answers.append(probe.readiness(engine)), daemon=True)
        thread.start()
        thread.join(PATIENCE)

        assert answers == [ReadyState()]


def test_of_those_who_wait_for_the_first_look_one_looks(engine: Engine, statements: list[str]):
    probe = ReadinessProbe()
    with probe.lock:
        threads = [Thread(target=probe.readiness, args=[engine], daemon=True) for _ in range(3)]
        for thread in threads:
            thread.start()
    for thread in threads:
        thread.join(PATIENCE)

    assert sum("FROM alembic_version" in each for each in statements) == 1


def test_the_last_revision_is_asked_for_once(engine: Engine, statements: list[str]):
    find_readiness(engine)

    assert sum("FROM revision" in each for each in statements) == 1


def test_the_files_of_migrations_are_read_once(engine: Engine, monkeypatch: pytest.MonkeyPatch):
    find_readiness(engine)
    monkeypatch.setattr(ScriptDirectory, "from_config", lambda _: pytest.fail("They are read."))

    assert find_readiness(engine) == ReadyState()
