"""What an earlier edition wrote says the same after every migration since, on both databases."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, make_url, text

from tests.cli.command import COMMAND, environment
from tests.databases import WORKER
from tests.processes import run_to_end

pytestmark = pytest.mark.slow

EDITIONS = sorted(each.parent for each in Path(__file__).parent.glob("*/tables.json"))


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database with nothing in it."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/thawed.db"
        return
    url = make_url(request.getfixturevalue("postgres_url"))
    admin, name = create_engine(url, isolation_level="AUTOCOMMIT"), f"thawed_{WORKER}"
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
        yield url.set(database=name).render_as_string(hide_password=False)
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


def run(url: str, *words: str | Path) -> str:
    """What a command prints about the register at a URL, once it has done well."""
    done = run_to_end(*words, env=environment(url))
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def figures(url: str) -> dict[str, Any]:
    """What the register at a URL says."""
    return json.loads(run(url, sys.executable, "-m", "tests.frozen.figures", url))


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.name)
def test_every_migration_since_brings_the_tables_along(edition: Path, empty_url: str):
    frozen_figures = json.loads((edition / "figures.json").read_text())
    run(empty_url, sys.executable, "-m", "tests.frozen.thaw", edition, empty_url)

    run(empty_url, *COMMAND, "migrate")
    migrated_figures = figures(empty_url)
    run(empty_url, *COMMAND, "rebuild")

    assert migrated_figures == frozen_figures
    assert figures(empty_url) == frozen_figures


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.name)
def test_its_export_is_loaded_by_every_program_since(edition: Path, empty_url: str):
    run(empty_url, *COMMAND, "migrate")

    run(empty_url, *COMMAND, "load", edition / "export")

    assert figures(empty_url) == json.loads((edition / "figures.json").read_text())


def test_there_is_a_register_of_the_second_edition():
    assert [edition.name for edition in EDITIONS] == ["second_edition"]
