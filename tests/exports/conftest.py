import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.conftest import worker_engine
from tests.exports.archive import play
from tests.exports.archive.play import Files
from tests.routes.conftest import app, client, clock, seeded

__all__ = ["app", "client", "clock", "seeded"]


@pytest.fixture(scope="session")
def blanks(
    migrated_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[int], Engine]:
    """Makes empty registers in files of their own, the same files again and again."""
    folder = tmp_path_factory.mktemp("blanks")

    def make(number: int) -> Engine:
        for old in folder.glob(f"blank-{number}.db*"):
            old.unlink()
        return worker_engine(
            f"sqlite:///{shutil.copy(migrated_file, folder / f'blank-{number}.db')}"
        )

    return make


@pytest.fixture
def blank(blanks: Callable[[int], Engine]) -> Iterator[Callable[[], Engine]]:
    """Makes empty registers."""
    engines: list[Engine] = []

    def make() -> Engine:
        engines.append(blanks(len(engines)))
        return engines[-1]

    yield make
    for engine in engines:
        engine.dispose()


@pytest.fixture(scope="session")
def archive_files(blanks: Callable[[int], Engine]) -> Files:
    """An export of a register that two accounts have edited, made once."""
    first = blanks(0)
    play.fill_register(first)
    files = play.export_files(first)
    first.dispose()
    return files


@pytest.fixture
def files(archive_files: Files) -> Files:
    """The export, for a test to change."""
    return dict(archive_files)
