"""A register outlives its program: what v1 wrote is true after v2 has migrated it."""

import json
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import IntegrityError

from tests.databases import WORKER
from tests.processes import run_to_end

pytestmark = pytest.mark.slow

NAMES = "SELECT name FROM toy WHERE until IS NULL ORDER BY entity_id"
TWIN = """INSERT INTO toy (entity_id, since, root_id, code, name)
    SELECT {}, 5, root_id, {}, name FROM toy WHERE since = 2"""


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def toybox(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The URL of a database with nothing in it, of these tests' own."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('toybox')}/toys.db"
        return
    url = make_url(request.getfixturevalue("postgres_url"))
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE toybox_{WORKER}"))
        yield url.set(database=f"toybox_{WORKER}").render_as_string(hide_password=False)
        connection.execute(text(f"DROP DATABASE toybox_{WORKER} WITH (FORCE)"))
    admin.dispose()


def run_program(program: str, url: str) -> dict[str, Any]:
    """What a program of the toybox prints."""
    done = run_to_end(sys.executable, "-m", f"tests.spine.toybox.{program}", url)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def told(toybox: str) -> dict[str, Any]:
    """What v1 tells, then v2 once it has migrated, and once it has gone on."""
    return {"v1": run_program("v1", toybox)} | run_program("v2", toybox)


@pytest.mark.parametrize("time", ["v1", "migrated", "edited"])
def test_the_register_verifies_and_can_be_built_again(told: dict[str, Any], time: str):
    before, after = told[time]["before"], told[time]["after"]

    assert before["fault"] is None
    assert before["rows"]["toy"]
    assert after == before


@pytest.mark.parametrize("table", ["line", "revision", "entity"])
def test_a_migration_leaves_the_record_alone(told: dict[str, Any], table: str):
    assert told["migrated"]["before"]["rows"][table] == told["v1"]["before"]["rows"][table]


def test_a_migration_changes_the_tables(told: dict[str, Any]):
    old, new = (told[time]["before"]["rows"]["toy"][0] for time in ("v1", "migrated"))

    assert new.keys() - old.keys() == {"name", "colour", "loud"}
    assert old.keys() - new.keys() == {"label"}
    assert {row["price"] for row in told["migrated"]["before"]["rows"]["toy"]} == {
        '"10"',
        '"12.5"',
    }


def test_old_lines_stay_in_the_format_of_their_day(told: dict[str, Any]):
    lines = told["edited"]["after"]["rows"]["line"]

    formats = {int(line["revision"]): json.loads(line["text"])["format"] for line in lines}
    assert formats == {1: "1", 2: "1", 3: "1", 4: "2", 5: "2"}


@pytest.mark.usefixtures("told")
def test_what_v1_recorded_is_there_in_v2_and_can_be_undone(toybox: str):
    engine = create_engine(toybox)

    with engine.connect() as connection:
        assert connection.scalars(text(NAMES)).all() == ["Ted", "A doll", "A cat"]
    engine.dispose()


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(
    ("entity_id", "code", "index"), [(1, "'x'", "toy[._]entity_id"), (2, "code", "toy[._]code")]
)
def test_a_migrated_table_still_takes_one_open_version_of_each(
    toybox: str, entity_id: int, code: str, index: str
):
    engine = create_engine(toybox)

    with engine.connect() as connection:
        connection.execute(text("UPDATE toy SET until = 5 WHERE entity_id = 2 AND since = 4"))
        with pytest.raises(IntegrityError, match=index):
            connection.execute(text(TWIN.format(entity_id, code)))
    engine.dispose()
