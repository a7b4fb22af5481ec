"""Every claim about the seed fails on a seed that is wrong in just that way."""

import inspect
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.db import build_engine
from app.edits.seeding import SEEDS, seed
from tests.seeds.claims import FILES
from tests.seeds.register import load
from tests.seeds.wrong import CLAIMS

pytestmark = [pytest.mark.slow, pytest.mark.covered]


@pytest.fixture(scope="module")
def reused(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """One engine for all, as each would put every statement into SQL anew."""
    return build_engine(f"sqlite:///{tmp_path_factory.mktemp('wrong') / 'register.db'}")


@pytest.fixture
def empty(reused: Engine, migrated_file: Path) -> Iterator[Engine]:
    """An empty register; what a claim notices does not depend on the database."""
    shutil.copy(migrated_file, reused.url.database)
    yield reused
    reused.dispose()


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Iterator[Engine]:
    """The register as it should be."""
    copy = shutil.copy(migrated_file, tmp_path_factory.mktemp("right") / "register.db")
    engine = build_engine(f"sqlite:///{copy}")
    seed(engine)
    yield engine
    engine.dispose()


def kept(folder: Path) -> dict[str, str]:
    """What a register keeps of seed files: all but what citations are taken from, and comments."""
    files = {
        str(file.relative_to(folder)): file.read_text("utf-8") for file in folder.rglob("*.toml")
    }
    return {name: re.sub(r"(?m)^(ref = |#).*$", "", text) for name, text in files.items()}


@pytest.mark.parametrize("code", CLAIMS)
def test_claim_fails_on_a_wrong_seed(code: str, empty: Engine, right: Engine, tmp_path: Path):
    claim, spoil = CLAIMS[code]
    folder = Path(shutil.copytree(SEEDS, tmp_path / "seeds"))
    spoil(folder)
    engine = right if kept(folder) == kept(SEEDS) else empty
    seed(engine, folder)
    wrong = load(engine, folder)

    with pytest.raises(AssertionError):
        claim(wrong)


def test_there_is_a_wrong_seed_for_every_claim():
    claims = {
        function
        for file in FILES
        for _, function in inspect.getmembers(file, inspect.isfunction)
        if "register" in inspect.signature(function).parameters
        and function.__name__.startswith("test_")
    }

    assert claims == {claim for claim, _ in CLAIMS.values()}
