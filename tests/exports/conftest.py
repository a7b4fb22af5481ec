import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.conftest import lasting
from tests.exports import play
from tests.exports.play import Files
from tests.routes.conftest import app, client, clock, seeded

__all__ = ["app", "client", "clock", "seeded"]


@pytest.fixture(scope="session")
def blanks(
    migrated_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[int], Engine]:
    """Makes empty registers in files of their own, the same files again and again."""
    folder = tmp_path_factory.mktemp("blanks")

    def one(number: int) -> Engine:
        for old in folder.glob(f"blank-{number}.db*"):
            old.unlink()
        return lasting(f"sqlite:///{shutil.copy(migrated_file, folder / f'blank-{number}.db')}")

    return one


@pytest.fixture
def blank(blanks: Callable[[int], Engine]) -> Iterator[Callable[[], Engine]]:
    """Makes empty registers."""
    engines: list[Engine] = []

    def one() -> Engine:
        engines.append(blanks(len(engines)))
        return engines[-1]

    yield one
    for engine in engines:
        engine.dispose()


@pytest.fixture(scope="session")
def written(blanks: Callable[[int], Engine]) -> Files:
    """An export of a register that two accounts have edited, made once."""
    first = blanks(0)
    play.peopled(first)
    files = play.exported(first)
    first.dispose()
    return files


@pytest.fixture
def files(written: Files) -> Files:
    """The export, for a test to change."""
    return dict(written)
