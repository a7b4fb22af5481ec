import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.db import build_engine
from tests.exports import play
from tests.exports.play import Files
from tests.routes.conftest import app, client, clock, seeded

__all__ = ["app", "client", "clock", "seeded"]


@pytest.fixture
def blank(migrated_file: Path, tmp_path: Path) -> Iterator[Callable[[], Engine]]:
    """Makes empty registers, each a SQLite file of its own."""
    engines: list[Engine] = []

    def one() -> Engine:
        file = shutil.copy(migrated_file, tmp_path / f"blank-{len(engines)}.db")
        engines.append(build_engine(f"sqlite:///{file}"))
        return engines[-1]

    yield one
    for engine in engines:
        engine.dispose()


@pytest.fixture
def files(blank: Callable[[], Engine]) -> Files:
    """An export of a register that two accounts have edited."""
    first = blank()
    play.peopled(first)
    return play.exported(first)
