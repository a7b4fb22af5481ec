"""Every claim about the seed fails on a seed that is wrong in just that way."""

import inspect
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.db import build_engine
from app.edits.seeding import SEEDS, seed
from tests.seeds import (
    test_dates,
    test_pledges,
    test_traps_1_16,
    test_traps_17_31,
    test_whole,
)
from tests.seeds.register import load
from tests.seeds.wrong import CLAIMS

pytestmark = pytest.mark.slow

FILES = (test_dates, test_pledges, test_traps_1_16, test_traps_17_31, test_whole)


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


@pytest.mark.parametrize("code", CLAIMS)
def test_claim_fails_on_a_wrong_seed(code: str, empty: Engine, tmp_path: Path):
    claim, spoil = CLAIMS[code]
    folder = Path(shutil.copytree(SEEDS, tmp_path / "seeds"))
    spoil(folder)
    seed(empty, folder)
    wrong = load(empty, folder)

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
